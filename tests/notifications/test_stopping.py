"""The link in a mail that stops mails like it: one click, without signing in; looking at it changes nothing."""

import re
from email import message_from_bytes, policy

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse

from core.models import Activity
from notifications import links
from notifications.links import DIGESTS, stop_path
from notifications.models import Message, Preference
from notifications.services import say_to_address, send_digests, stop_mails
from notifications.services.sending import compose
from notifications.services.ways import ways_of

from .settings_build import MORNING, SAID, said, wants

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"


def headers_of(message: Message) -> dict[str, str]:
    """As the other mail server reads them: folded, and put together again."""
    raw = compose(message.deliveries.get()).message().as_bytes()
    read = message_from_bytes(raw, policy=policy.default)
    return {name: str(value).strip() for name, value in read.items() if name.startswith("List-")}


def digest_of(person) -> Message:
    wants(person, firm="digest")
    said(person, "companies/firm_verified")
    send_digests(now=MORNING)
    return Message.objects.get(kind="notifications/digest")


def by_mail_program(path: str):
    """Gmail and others: a POST from elsewhere, without any cookie."""
    return Client(enforce_csrf_checks=True).post(
        path, ONE_CLICK, content_type="application/x-www-form-urlencoded"
    )


@pytest.mark.parametrize("kind", ["mou/bulletin_digest", "notifications/digest"])
def test_news_and_digests_may_be_stopped_in_the_mail_program(tanaka, settings, kind):
    message = digest_of(tanaka) if kind.endswith("s/digest") else said(tanaka, kind)
    headers = headers_of(message)
    assert headers["List-Unsubscribe-Post"] == ONE_CLICK
    assert re.fullmatch(rf"<{settings.PORTAL_URL}/inbox/stop/[^<>\s]+/>", headers["List-Unsubscribe"])


@pytest.mark.parametrize("kind", ["matching/consent_requested", "events/event_changed", "mou/session_cancelled"])
def test_what_a_person_must_not_miss_has_no_such_button(tanaka, kind):
    assert headers_of(said(tanaka, kind)) == {}


def test_nobody_without_an_account_has_such_a_button(hokuriku):
    message = say_to_address(
        "x@x.example", "mou/bulletin_digest", language="en", context={"rows": [], "count": 1}, now=SAID, key="k"
    )
    assert headers_of(message) == {}


def test_one_click_in_the_mail_program_stops_the_topic(tanaka):
    link = headers_of(said(tanaka, "mou/bulletin_digest"))["List-Unsubscribe"]
    path = "/inbox/" + link.strip("<>").partition("/inbox/")[2]
    assert by_mail_program(path).status_code == 200
    assert ways_of(tanaka)["exchange"] == "inbox"
    assert Preference.objects.count() == 1
    assert by_mail_program(path).status_code == 200, "a second click changes nothing"


def test_one_click_in_a_digest_stops_all_that_came_in_it(tanaka):
    wants(tanaka, firm="digest", meetings="digest", events="at_once", matches="inbox")
    assert by_mail_program(stop_path(tanaka, DIGESTS)).status_code == 200
    ways = ways_of(tanaka)
    assert (ways["firm"], ways["meetings"], ways["events"], ways["matches"]) == ("inbox", "inbox", "at_once", "inbox")


def test_what_was_stopped_by_a_link_stands_in_the_log(tanaka):
    stop_mails(user=tanaka, what="exchange", now=SAID)
    act = Activity.objects.get(verb="notifications.habits.stop")
    assert (act.actor, act.data) == (None, {"topics": ["exchange"]})


def test_looking_at_the_link_changes_nothing(tanaka):
    path = stop_path(tanaka, "exchange")
    for method in (Client().get, Client().head, Client().options):
        method(path)
    assert not Preference.objects.exists()
    page = Client().get(path).content.decode()
    assert '<form class="form" method="post">' in page
    assert "<script src=\"/static/vendor" not in page


@pytest.mark.parametrize("language", ["en", "ja", "ru", "kk", "uz"])
def test_the_page_speaks_the_readers_language_not_the_browsers(tanaka, language):
    tanaka.language = language
    tanaka.save(update_fields=["language"])
    browser = "ru" if language == "en" else "en"
    page = Client().get(stop_path(tanaka, "exchange"), headers={"accept-language": browser}).content.decode()
    assert f'<html lang="{language}">' in page
    assert tanaka.email not in page


def test_a_forged_link_is_not_found(tanaka, aigul):
    real = links.STOP.sign(f"{tanaka.pk.hex}.exchange")
    forged = [
        "wrong", real.replace(tanaka.pk.hex, aigul.pk.hex), real[:-1] + ("A" if real[-1] != "A" else "B"),
        TimestampSigner(salt="events.pass").sign(f"{tanaka.pk.hex}.exchange"),
        links.STOP.sign(f"{tanaka.pk.hex}.no-such-topic"),
    ]
    for token in forged:
        for answer in (by_mail_program(reverse("notifications:stop", args=[token])),
                       Client().get(reverse("notifications:stop", args=[token]))):
            assert answer.status_code == 404, token
    assert not Preference.objects.exists()


def test_an_old_link_has_ended_and_says_what_to_do(tanaka, monkeypatch):
    path = stop_path(tanaka, "exchange")
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4e9)
    for answer in (by_mail_program(path), Client().get(path)):
        assert answer.status_code == 410
        assert reverse("notifications:settings") in answer.content.decode()
        assert tanaka.email not in answer.content.decode()
    assert not Preference.objects.exists()


def test_the_link_of_somebody_who_has_left_is_not_found(tanaka):
    path = stop_path(tanaka, "exchange")
    tanaka.is_active = False
    tanaka.save(update_fields=["is_active"])
    assert Client().get(path).status_code == 404
    assert by_mail_program(path).status_code == 404
