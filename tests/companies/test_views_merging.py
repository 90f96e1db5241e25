"""Merging on the staff's pages: compare, see all that lives, propose, decide, take back."""
import html
from datetime import timedelta

import pytest
from django.urls import reverse

from companies import services
from companies.models import Firm, Merge
from tests import build

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def twin(now) -> Firm:
    owner = build.user("ruslan@altai.example", "Руслан")
    return services.register_firm(
        country="KZ", legal_id="941240000193", name="ALTAI TAMAK TOO", name_latin="", language="ru", by=owner, now=now
    )


@pytest.fixture
def nameless(twin) -> Firm:
    """The twin before anybody typed its number: one decider is enough."""
    Firm.objects.filter(pk=twin.pk).update(legal_id="")
    twin.refresh_from_db()
    return twin


@pytest.fixture
def office(as_, sato):
    return as_(sato)


def case(firm: Firm) -> str:
    return reverse("companies:review_firm", args=[firm.pk])


def choice(kept: Firm, other: Firm, **more) -> dict:
    return {"other": other.pk, "keep": kept.pk, "reason": "One entry in the register"} | more


def press(client, merge: Merge, action: str, **given):
    return client.post(reverse("companies:merge_action", args=[merge.pk, action]), given, follow=True)


def test_merging_goes_by_comparing_reason_and_confirmation(office, altai, nameless):
    address = reverse("companies:merge", args=[nameless.pk])
    assert f"?other={altai.pk}" in text(office.get(address))
    assert altai.legal_id in text(office.get(f"{address}?other={altai.pk}"))
    assert office.post(address, choice(altai, altai, reason="")).status_code == 422
    confirm = text(office.post(address, choice(altai, altai)))
    assert "Merge now?" in confirm
    assert Firm.objects.get(pk=nameless.pk).state == "draft"
    assert office.post(address, choice(altai, altai, confirmed="yes")).url == case(altai)
    assert Firm.objects.get(pk=nameless.pk).merged_into == altai
    assert "was merged into" in text(office.get(case(nameless)))


def test_merging_can_keep_the_other_record(office, altai, nameless):
    address = reverse("companies:merge", args=[nameless.pk])
    assert office.post(address, choice(nameless, altai, confirmed="yes")).url == case(nameless)
    altai.refresh_from_db()
    assert altai.merged_into == nameless


def test_keeping_an_unverified_record_warns_that_contacts_are_hidden(office, altai, nameless):
    address = reverse("companies:merge", args=[nameless.pk])
    assert "is not verified" in text(office.post(address, choice(nameless, altai)))
    assert "is not verified" not in text(office.post(address, choice(altai, altai)))


def test_two_numbers_are_proposed_and_nothing_moves(office, altai, twin):
    address = reverse("companies:merge", args=[twin.pk])
    assert "The legal IDs differ" in text(office.post(address, choice(altai, altai)))
    shown = text(office.post(address, choice(altai, altai, confirmed="yes"), follow=True))
    assert "A colleague decides" in shown
    assert "One entry in the register" in shown
    assert (Merge.objects.get().state, Firm.objects.get(pk=twin.pk).state) == ("proposed", "draft")


@pytest.fixture
def proposed(altai, twin, sato, now) -> Merge:
    return services.merge_firms(twin, altai, reason="One entry in the register", by=sato, now=now)


def test_a_colleague_finds_it_among_the_reviews_and_on_both_cases(proposed, as_, mori, altai, twin):
    client = as_(mori)
    for page in (reverse("companies:review"), case(altai), case(twin)):
        assert proposed.get_absolute_url() in text(client.get(page))


def test_a_colleague_confirms(proposed, as_, mori, altai, twin):
    shown = text(press(as_(mori), proposed, "confirm"))
    assert "Can be taken back until" in shown
    assert Firm.objects.get(pk=twin.pk).merged_into == altai


def test_the_author_is_offered_no_confirmation_and_may_not_press_it(proposed, office, twin):
    page = text(office.get(proposed.get_absolute_url()))
    assert reverse("companies:merge_action", args=[proposed.pk, "refuse"]) in page
    confirm = reverse("companies:merge_action", args=[proposed.pk, "confirm"])
    assert confirm not in page
    assert office.post(confirm).status_code == 403
    assert Firm.objects.get(pk=twin.pk).state == "draft"


def test_a_refusal_without_a_reason_keeps_the_page(proposed, as_, mori):
    assert press(as_(mori), proposed, "refuse", reason=" ").status_code == 422
    assert Merge.objects.get().state == "proposed"


def test_a_refusal_is_shown_with_its_reason(proposed, as_, mori):
    assert "Two entries" in text(press(as_(mori), proposed, "refuse", reason="Two entries"))


def test_a_merge_is_taken_back(proposed, as_, mori, office, twin):
    press(as_(mori), proposed, "confirm")
    assert "Taken back" in text(press(office, proposed, "take_back", reason="Two firms after all"))
    assert Firm.objects.get(pk=twin.pk).state == "draft"


def test_after_seven_days_no_way_back_is_offered_and_none_is_open(proposed, as_, mori, twin, monkeypatch, now):
    client = as_(mori)
    press(client, proposed, "confirm")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=8))
    take_back = reverse("companies:merge_action", args=[proposed.pk, "take_back"])
    assert take_back not in text(client.get(proposed.get_absolute_url()))
    assert "More than seven days" in text(press(client, proposed, "take_back", reason="Late"))
    assert Firm.objects.get(pk=twin.pk).state == "merged"


def test_an_unknown_action_is_not_found(proposed, office):
    assert press(office, proposed, "destroy").status_code == 404


@pytest.mark.parametrize("who, status", [("aigul", 404), ("dana", 404)])
def test_others_see_nothing_of_a_merge(proposed, as_, request, who, status):
    client = as_(request.getfixturevalue(who))
    assert client.get(proposed.get_absolute_url()).status_code == status
    assert press(client, proposed, "confirm").status_code == status


@pytest.mark.parametrize("other", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_merging_with_nothing_is_not_found(office, altai, other):
    assert office.get(reverse("companies:merge", args=[altai.pk]) + f"?other={other}").status_code == 404


def test_merging_across_countries_is_refused(office, altai, hokuriku):
    address = reverse("companies:merge", args=[altai.pk])
    assert "cannot be merged" in text(
        office.post(address, choice(hokuriku, hokuriku, reason="Same firm", confirmed="yes"), follow=True)
    )
