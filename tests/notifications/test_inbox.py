"""The inbox by case: in the language its reader has today, what still waits for them, what they have put away."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notifications import asking
from notifications.models import Delivery, Message
from notifications.services import inbox, mark_read, put_away, say, settle, settle_all
from tests.sweeping import one_rotten_row

pytestmark = pytest.mark.django_db
KIND = "companies/firm_verified"
INBOX = "/inbox/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture(autouse=True)
def nothing_said_yet(hokuriku, tanaka):
    Delivery.objects.all().delete()
    Message.objects.all().delete()


@pytest.fixture
def asked(monkeypatch, hokuriku):
    """Messages of the kind ask for something while the firm is in this set."""
    waiting = {hokuriku.pk}
    model = type(hokuriku)
    monkeypatch.setitem(asking.ASKING, KIND, lambda _reader: model.objects.filter(pk__in=waiting))
    return waiting


def tell(person, firm, at, key):
    return say(person, KIND, about=firm, context={"firm": firm}, now=at, path="/home/", key=key)


def shown(client, **asked):
    answer = client.get(INBOX, asked)
    return [row["case"] for row in answer.context["cases"]]


def test_what_is_about_one_firm_is_one_case(as_, tanaka, hokuriku, now):
    tell(tanaka, hokuriku, now - timedelta(hours=2), "a")
    newest = tell(tanaka, hokuriku, now - timedelta(hours=1), "b")
    (case,) = as_(tanaka).get(INBOX).context["cases"]
    assert (case["newest"], case["many"], len(case["earlier"])) == (newest, 2, 1)


@pytest.mark.parametrize("language", ["ja", "ru", "kk", "uz", "en"])
def test_it_is_read_in_the_language_of_today(as_, tanaka, hokuriku, now, language):
    before = tell(tanaka, hokuriku, now, "a")
    tanaka.language = language
    tanaka.save(update_fields=["language"])
    after = tell(tanaka, hokuriku, now, "b")
    client = as_(tanaka, language)
    page = client.get(INBOX).context["cases"][0]
    assert before.said_in(language)[:2] == (after.subject, after.text)
    assert page["said"].language == language


def test_what_was_wiped_is_wiped_in_every_language(tanaka, hokuriku, now):
    message = tell(tanaka, hokuriku, now, "a")
    assert set(message.wordings) == {"en", "ru", "kk", "uz"}
    Message.objects.filter(pk=message.pk).wipe()
    message.refresh_from_db()
    assert message.wordings == {}


def test_waiting_holds_what_is_still_awaited(as_, tanaka, hokuriku, now, asked):
    tell(tanaka, hokuriku, now, "a")
    assert len(shown(as_(tanaka), show="waiting")) == 1
    asked.clear()
    assert shown(as_(tanaka), show="waiting") == []
    assert len(shown(as_(tanaka))) == 1


def test_put_away_is_done_until_something_is_said_later(as_, tanaka, hokuriku, now):
    message = tell(tanaka, hokuriku, now - timedelta(hours=1), "a")
    client = as_(tanaka)
    client.post(reverse("notifications:done", args=[message.pk]))
    assert shown(client) == []
    assert len(shown(client, show="done")) == 1
    tell(tanaka, hokuriku, now, "b")
    assert len(shown(client)) == 1


def test_what_came_meanwhile_is_not_put_away_with_what_was_seen(tanaka, hokuriku, now):
    seen = tell(tanaka, hokuriku, now - timedelta(hours=1), "a")
    unseen = tell(tanaka, hokuriku, now, "b")
    put_away(seen, now=now)
    unseen.refresh_from_db()
    assert (unseen.done_at, unseen.read_at) == (None, None)


def test_done_can_be_taken_back(as_, tanaka, hokuriku, now):
    message = tell(tanaka, hokuriku, now, "a")
    client = as_(tanaka)
    client.post(reverse("notifications:done", args=[message.pk]))
    client.post(reverse("notifications:back", args=[message.pk]))
    assert len(shown(client)) == 1


def test_nobody_puts_away_what_was_said_to_another(as_, tanaka, sato, hokuriku, now):
    message = tell(tanaka, hokuriku, now, "a")
    for act in ("done", "back", "open"):
        assert as_(sato).post(reverse(f"notifications:{act}", args=[message.pk])).status_code == 404
    message.refresh_from_db()
    assert message.done_at is None


def test_a_case_read_reads_what_was_said_before_to_the_same_reader_only(tanaka, sato, hokuriku, now):
    earlier = tell(tanaka, hokuriku, now - timedelta(hours=1), "a")
    theirs = tell(sato, hokuriku, now - timedelta(hours=1), "a")
    mark_read(tell(tanaka, hokuriku, now, "b"), now=now)
    earlier.refresh_from_db(), theirs.refresh_from_db()
    assert (earlier.read_at, theirs.read_at) == (now, None)


def unread(person, now):
    return Message.objects.visible_to(person, now).unread().count()


def test_what_was_answered_is_not_unread(tanaka, hokuriku, now, asked):
    tell(tanaka, hokuriku, now - timedelta(days=400), "a")
    settle(tanaka, now=now)
    assert unread(tanaka, now) == 1
    asked.clear()
    settle_all(now=now)
    assert unread(tanaka, now) == 0


def test_what_was_read_and_then_answered_is_done(as_, tanaka, hokuriku, now, asked):
    message = tell(tanaka, hokuriku, now - timedelta(hours=1), "a")
    mark_read(message, now=now)
    settle_all(now=now)
    assert len(shown(as_(tanaka))) == 1
    asked.clear()
    settle_all(now=now)
    assert shown(as_(tanaka)) == []


def test_what_its_reader_brought_back_stays(as_, tanaka, hokuriku, now, asked):
    message = tell(tanaka, hokuriku, now - timedelta(hours=1), "a")
    asked.clear()
    settle_all(now=now)
    as_(tanaka).post(reverse("notifications:back", args=[message.pk]))
    settle_all(now=now)
    assert len(shown(as_(tanaka))) == 1


def test_one_rotten_reader_stops_nobody(tanaka, aigul, sato, hokuriku, now, monkeypatch):
    old = now - timedelta(days=40)
    for person in (tanaka, aigul):
        tell(person, hokuriku, old, "a")
    plain, rotten = inbox.settle, {tanaka.pk}

    def may_break(person, *, now):
        if person.pk in rotten:
            raise LookupError("rotten")
        return plain(person, now=now)

    monkeypatch.setattr(inbox, "settle", may_break)
    one_rotten_row(
        "notifications.settle", lambda: settle_all(now=now), mend=rotten.clear,
        done=lambda: Message.objects.filter(recipient__in=[tanaka, aigul]).exclude(read_at=None).count(), staff=sato,
    )


def test_asked_again_the_first_is_not_unread(tanaka, hokuriku, now, asked):
    tell(tanaka, hokuriku, now - timedelta(days=4), "a")
    newest = tell(tanaka, hokuriku, now, "b")
    settle(tanaka, now=now)
    assert Message.objects.visible_to(tanaka, now).unread().get() == newest


def test_old_news_is_not_unread_and_fresh_news_is(tanaka, hokuriku, now):
    tell(tanaka, hokuriku, now - timedelta(days=31), "a")
    fresh = tell(tanaka, hokuriku, now - timedelta(days=29), "b")
    settle(tanaka, now=now)
    assert Message.objects.visible_to(tanaka, now).unread().get() == fresh


def test_a_filter_that_does_not_exist_is_said(as_, tanaka, hokuriku, now):
    tell(tanaka, hokuriku, now, "a")
    answer = as_(tanaka).get(INBOX, {"show": "everything"})
    assert "There is no such filter" in answer.content.decode()
    assert len(answer.context["cases"]) == 1


def test_words_are_found(as_, tanaka, hokuriku, now):
    message = tell(tanaka, hokuriku, now, "a")
    assert len(shown(as_(tanaka), q=message.subject[:8])) == 1
    assert shown(as_(tanaka), q="nothing of the kind") == []


def test_a_page_costs_the_same_for_one_case_and_sixty(as_, tanaka, hokuriku, now):
    client = as_(tanaka)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(INBOX)
        return len(asked)

    tell(tanaka, hokuriku, now, "a")
    cost()
    first = cost()
    message = Message.objects.filter(recipient=tanaka).get()
    for number in range(60):
        message.pk, message.concerns, message.dedupe_key = None, f"companies.firm:{number}", str(number)
        message.save(force_insert=True)
    assert cost() == first <= 15
