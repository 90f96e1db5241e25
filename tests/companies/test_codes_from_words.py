"""Lines without a code: proposed on the profile's page by their words, said by the firm or by staff."""
import pytest
from django.urls import reverse

from companies import services
from core.errors import NotPermitted, TransitionNotAllowed
from core.models import Activity

from .test_views_profiles import desk, page, profile, text

pytestmark = pytest.mark.django_db
__all__ = ["desk", "profile"]


@pytest.fixture
def line(profile):
    """The second one, Қаптау жабдығы, which has no code."""
    return profile.lines.get(hs_codes=[])


def codes_of(line) -> list[str]:
    line.refresh_from_db()
    return line.hs_codes


def test_the_page_proposes_and_keeps_nothing_by_itself(desk, profile, line):
    shown = text(desk.get(page(profile)))
    assert f'name="{line.pk}" value="8422"' in shown
    assert "Filling and packing machines (8422)" in shown
    assert codes_of(line) == []


def test_a_person_confirms_also_of_a_published_profile(desk, profile, line, sato, aigul, now):
    services.submit_profile(profile, by=aigul, now=now)
    services.publish_profile(profile, by=sato, now=now)
    assert desk.post(page(profile, "profile_codes"), {str(line.pk): ["8422"]}).url == profile.get_absolute_url()
    assert codes_of(line) == ["8422"]
    assert Activity.objects.get(verb="companies.partneringprofile.say_codes").data == {"count": 1}
    assert "Lines without a code" not in text(desk.get(page(profile)))


def test_staff_are_asked_on_the_review(as_, sato, profile, line):
    staff = as_(sato)
    shown = text(staff.get(reverse("companies:review_profile", args=[profile.pk])))
    assert f'name="{line.pk}" value="8422"' in shown
    staff.post(page(profile, "profile_codes"), {str(line.pk): ["8422", "8441"]})
    assert codes_of(line) == ["8422", "8441"]


@pytest.mark.parametrize("ticked, said", [
    ([], "Tick at least one code."), (["9901"], "there is no HS chapter 99"), (["0199"], "there is no HS heading 0199"),
])
def test_what_is_wrong_is_said_on_the_page(desk, profile, line, ticked, said):
    answer = desk.post(page(profile, "profile_codes"), {str(line.pk): ticked})
    assert answer.status_code == 422
    assert said in text(answer)
    assert codes_of(line) == []


def test_codes_said_meanwhile_stay(profile, line, aigul, now):
    line.hs_codes = ["8441"]
    line.save()
    services.say_codes(profile, codes={str(line.pk): ["8422"]}, by=aigul, now=now)
    assert codes_of(line) == ["8441"]
    assert not Activity.objects.filter(verb="companies.partneringprofile.say_codes").exists()


def test_a_closed_profile_is_left_alone(profile, line, aigul, now):
    services.withdraw_profile(profile, by=aigul, now=now)
    with pytest.raises((NotPermitted, TransitionNotAllowed)):
        services.say_codes(profile, codes={str(line.pk): ["8422"]}, by=aigul, now=now)
    assert codes_of(line) == []


def test_another_firm_sees_and_says_nothing(client, bekzat, profile, line):
    client.force_login(bekzat)
    assert client.post(page(profile, "profile_codes"), {str(line.pk): ["8422"]}).status_code == 404
    assert codes_of(line) == []
