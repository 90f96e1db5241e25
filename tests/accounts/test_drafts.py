"""What was typed and not saved comes back to whoever typed it: after a refusal, after the end of a session, and to
nobody else.
"""
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.begun import WHO
from accounts.models import Draft
from accounts.sealing import unseal

pytestmark = pytest.mark.django_db
URL = "/firms/mine/business/"
TYPED = {"city": "Алматы", "sectors": ["food"], "languages": ["ru"], "founded": "3021", "region": "Түркістан"}
RIGHT = TYPED | {"founded": "1998"}


@pytest.fixture
def desk(client, aigul, altai):
    aigul.language = "en"
    aigul.save()
    client.force_login(aigul)
    return client


def text(answer) -> str:
    return answer.content.decode()


def end_session(client) -> None:
    """As when it runs out: the cookie that says who it was stays."""
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_a_refused_form_is_offered_again(desk):
    assert desk.post(URL, TYPED).status_code == 422
    page = text(desk.get(URL))
    assert "You began this form and did not save it" in page
    assert "Түркістан" not in page


def test_taken_up_it_stands_as_it_was_typed(desk):
    desk.post(URL, TYPED)
    page = text(desk.get(f"{URL}?begun=yes"))
    assert all(f'value="{typed}"' in page for typed in ("Алматы", "3021", "Түркістан"))
    assert "It is not saved yet" in page


def test_looking_at_a_draft_saves_nothing(desk, altai):
    services.keep_draft(
        person=altai.memberships.get().user_id, page=URL, fields={name: [str(value)] for name, value in RIGHT.items()},
        now=timezone.now(),
    )
    desk.get(f"{URL}?begun=yes")
    altai.refresh_from_db()
    assert altai.region == ""


def test_once_saved_it_is_gone(desk):
    desk.post(URL, TYPED)
    assert desk.post(URL, RIGHT).status_code == 302
    assert not Draft.objects.exists()


def test_it_is_thrown_away(desk):
    desk.post(URL, TYPED)
    assert desk.post(reverse("accounts:draft_drop", args=[Draft.objects.get().pk])).url == URL
    assert not Draft.objects.exists()


def test_typing_keeps_it(desk):
    assert desk.post(reverse("accounts:draft_keep"), TYPED | {"draft_page": URL}).status_code == 204
    assert 'value="Түркістан"' in text(desk.get(f"{URL}?begun=yes"))


def test_nobody_else_reads_it(desk, client, tanaka, hokuriku):
    """Not even on the same computer."""
    desk.post(URL, TYPED)
    client.force_login(tanaka)
    for page in (URL, f"{URL}?begun=yes"):
        assert "Түркістан" not in text(client.get(page))
    assert client.post(reverse("accounts:draft_drop", args=[Draft.objects.get().pk])).status_code == 404


def test_the_database_does_not_show_the_words(desk):
    desk.post(URL, TYPED)
    kept = Draft.objects.get().sealed
    assert "Түркістан" not in kept
    assert unseal(kept)["region"] == ["Түркістан"]
    assert unseal(kept[:-9] + "AAAAAAAA=") is None


def test_a_draft_of_a_fortnight_ago_is_gone(desk):
    desk.post(URL, TYPED)
    Draft.objects.update(kept_at=timezone.now() - timedelta(days=15))
    assert "You began this form" not in text(desk.get(URL))
    assert services.delete_drafts(now=timezone.now()) == 1


def test_secrets_are_never_kept(desk):
    desk.post(reverse("accounts:draft_keep"), {"password1": "a", "csrfmiddlewaretoken": "b", "draft_page": URL})
    assert not Draft.objects.exists()


def test_no_draft_of_the_pages_of_sign_in(desk):
    desk.post(reverse("accounts:draft_keep"), {"login": "a", "draft_page": "/accounts/login/"})
    for elsewhere in ("//elsewhere.example/", "/\\\\elsewhere.example/"):
        desk.post(reverse("accounts:draft_keep"), {"login": "a", "draft_page": elsewhere})
    assert not Draft.objects.exists()


# the end of a session


def test_after_the_session_the_form_comes_back_as_it_was_typed(desk, aigul):
    desk.get(URL)
    end_session(desk)
    answer = desk.post(URL, RIGHT)
    assert answer.url == "/accounts/login/?next=%2Ffirms%2Fmine%2Fbusiness%2F%3Fbegun%3Dyes"
    assert "Your session has ended" in text(desk.get(answer.url))
    desk.force_login(aigul)
    assert 'value="Түркістан"' in text(desk.get(f"{URL}?begun=yes"))


def test_another_person_who_signs_in_there_gets_nothing(desk, tanaka, hokuriku):
    desk.get(URL)
    end_session(desk)
    desk.post(URL, RIGHT)
    desk.force_login(tanaka)
    assert "Түркістан" not in text(desk.get(f"{URL}?begun=yes"))


def test_nothing_is_kept_for_somebody_unknown(client, aigul, altai):
    """Negative control: without the cookie nobody knows whose words these are, and they are not guessed."""
    assert client.post(URL, RIGHT).status_code == 302
    client.cookies[WHO] = f"{aigul.pk}:forged:signature"
    client.post(URL, RIGHT)
    assert not Draft.objects.exists()


def test_signing_out_forgets_who_it_was(desk):
    desk.get(URL)
    desk.post(reverse("account_logout"))
    desk.post(URL, RIGHT)
    assert not Draft.objects.exists()


# the mark of a form that is out of date


@pytest.fixture
def strict(aigul, altai):


    found = Client(enforce_csrf_checks=True)
    found.force_login(aigul)
    return found


def test_a_form_out_of_date_comes_back(strict):
    answer = strict.post(URL, RIGHT, headers={"origin": "http://testserver"})
    assert answer.url == f"{URL}?begun=yes"
    assert 'value="Түркістан"' in text(strict.get(answer.url))


def test_words_of_another_site_are_not_kept(strict):
    for headers in ({"origin": "https://elsewhere.example"}, {}):
        assert strict.post(URL, RIGHT, headers=headers).status_code == 403
    assert not Draft.objects.exists()


def test_who_is_unknown_can_copy_what_they_typed(strict):
    strict.logout()
    strict.cookies.clear()
    answer = strict.post(URL, RIGHT, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "Түркістан" in text(answer)
