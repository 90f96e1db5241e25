"""Digests of mails: one letter at the reader's hour, everything once, nothing lost, nothing that needs no mail."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.activity import ref
from notifications.models import Delivery, Message
from notifications.services import deliver_due, digests, mark_read, send_digests, withdraw_messages
from notifications.services.sending import compose
from tests.rivals import Rivals, let_all_look
from tests.sweeping import one_rotten_row

from .settings_build import MORNING, SAID, fate_of, said, wants

pytestmark = pytest.mark.django_db
FIRM, MATCH = "companies/firm_verified", "matching/suggestion_withdrawn"


def letters(person=None) -> list[Message]:
    found = Message.objects.filter(kind="notifications/digest").order_by("created_at")
    return list(found.filter(recipient=person) if person else found)


def test_a_digest_waits_for_the_hour_of_its_reader(tanaka):
    wants(tanaka, firm="digest")
    message = said(tanaka, FIRM)
    assert send_digests(now=MORNING - timedelta(minutes=3)) == 0
    assert send_digests(now=MORNING) == 1
    assert fate_of(message) == "digested"
    assert fate_of(letters()[0]) == "pending"


def test_it_is_eight_in_tokyo_four_hours_before_almaty(tanaka, aigul):
    for person in (tanaka, aigul):
        wants(person, firm="digest")
        said(person, FIRM)
    send_digests(now=MORNING)
    assert [one.recipient for one in letters()] == [tanaka]
    send_digests(now=MORNING + timedelta(hours=4))
    assert [one.recipient for one in letters()] == [tanaka, aigul]


def test_a_weekly_digest_waits_for_its_weekday(tanaka):
    wants(tanaka, firm="digest", digest_every="weekly", digest_weekday=4)
    said(tanaka, FIRM)
    assert send_digests(now=MORNING) == 0
    assert send_digests(now=MORNING + timedelta(days=1)) == 0
    assert send_digests(now=MORNING + timedelta(days=2)) == 1, "Friday"


def test_one_letter_groups_by_topic_with_subject_and_link(tanaka, settings):
    tanaka.language = "en"
    wants(tanaka, firm="digest", matches="digest")
    said(tanaka, MATCH, subject="Not taken further", path="/matching/suggestions/")
    said(tanaka, FIRM, subject="Verified", path="/home/")
    said(tanaka, FIRM, subject="Published", path="", now=SAID + timedelta(minutes=1))
    tanaka.save(update_fields=["language"])
    send_digests(now=MORNING)
    [letter] = letters()
    assert letter.subject == "Please read your digest: 3 new messages"
    lines = [line.strip() for line in letter.text.splitlines()]
    start = lines.index("My firm and its profiles")
    assert lines[start:start + 9] == [
        "My firm and its profiles",
        "- Verified", f"{settings.PORTAL_URL}/home/",
        "- Published", f"{settings.PORTAL_URL}/inbox/",
        "",
        "Matches and suggestions",
        "- Not taken further", f"{settings.PORTAL_URL}/matching/suggestions/",
    ]


def test_it_is_a_letter_like_others(tanaka, settings):
    tanaka.language = "en"
    tanaka.save(update_fields=["language"])
    wants(tanaka, firm="digest")
    said(tanaka, FIRM)
    send_digests(now=MORNING)
    letter = compose(letters()[0].deliveries.get())
    assert letter.body.startswith("Dear ")
    assert f"{settings.PORTAL_URL}/inbox/settings/" in letter.body
    assert settings.OFFICE_ADDRESS in letter.body
    assert "Read your messages" in letter.body
    assert 'href="' in letter.alternatives[0][0]


@pytest.mark.parametrize("language", ["ja", "ru", "kk", "uz"])
def test_the_frame_speaks_the_language_of_today(tanaka, language):
    wants(tanaka, firm="digest")
    said(tanaka, FIRM, subject="自社の確認")
    tanaka.language = language
    tanaka.save(update_fields=["language"])
    send_digests(now=MORNING)
    [letter] = letters()
    assert letter.language == language
    assert letter.greeting
    assert "自社の確認" in letter.text, "a subject stays as it was written"


def test_a_digest_stands_in_no_inbox(tanaka):
    wants(tanaka, firm="digest")
    message = said(tanaka, FIRM)
    send_digests(now=MORNING)
    assert list(Message.objects.visible_to(tanaka, MORNING).filter(created_at__gte=SAID)) == [message]


def test_what_was_read_or_taken_back_is_left_out(tanaka, hokuriku):
    wants(tanaka, firm="digest")
    read, new = said(tanaka, FIRM, subject="No. 1"), said(tanaka, FIRM, subject="No. 2")
    back = said(tanaka, FIRM, subject="No. 3", concerns=ref(hokuriku))
    mark_read(read, now=SAID)
    withdraw_messages(hokuriku, now=SAID)
    send_digests(now=MORNING)
    assert re.findall(r"No\. \d", letters()[0].text) == ["No. 2"]
    assert [fate_of(one) for one in (read, back, new)] == ["left_out", "cancelled", "digested"]


def test_an_empty_digest_is_not_sent(tanaka):
    wants(tanaka, firm="digest")
    mark_read(said(tanaka, FIRM), now=SAID)
    assert send_digests(now=MORNING) == 0
    assert letters() == []


def test_a_topic_that_was_stopped_meanwhile_is_left_out(tanaka):
    wants(tanaka, firm="digest", matches="digest")
    stopped, kept = said(tanaka, FIRM, subject="Stopped"), said(tanaka, MATCH, subject="Kept")
    wants(tanaka, firm="inbox", matches="at_once")
    send_digests(now=MORNING)
    assert (fate_of(stopped), fate_of(kept)) == ("left_out", "digested")


def test_nothing_is_sent_twice(tanaka):
    wants(tanaka, firm="digest")
    said(tanaka, FIRM, subject="First")
    send_digests(now=MORNING)
    assert send_digests(now=MORNING + timedelta(minutes=10)) == 0
    said(tanaka, FIRM, subject="Second", now=MORNING + timedelta(hours=1))
    assert send_digests(now=MORNING + timedelta(hours=2)) == 0, "today's is out"
    send_digests(now=MORNING + timedelta(days=1))
    assert ["First" in one.text for one in letters()] == [True, False]
    assert ["Second" in one.text for one in letters()] == [False, True]


def test_nothing_is_lost_when_the_sweeps_stood_still(tanaka):
    wants(tanaka, firm="digest")
    said(tanaka, FIRM, subject="Monday's")
    late = MORNING + timedelta(days=3, hours=5)
    said(tanaka, FIRM, subject="Just now", now=late - timedelta(minutes=1))
    assert send_digests(now=late) == 1
    assert "Monday's" in letters()[0].text
    assert "Just now" in letters()[0].text, "what came since goes along"


def test_a_digest_that_comes_late_respects_quiet_hours(tanaka):
    wants(tanaka, firm="digest", quiet_from=22, quiet_until=7)
    said(tanaka, FIRM)
    send_digests(now=datetime(2026, 11, 25, 14, 0, tzinfo=UTC))  # 23:00 in Tokyo
    assert letters()[0].deliveries.get().due_at == datetime(2026, 11, 25, 22, 0, tzinfo=UTC)


def test_what_waits_for_its_time_waits_for_the_digest_after_it(tanaka):
    """A message that may still be undone is not in the digest of this hour."""
    wants(tanaka, firm="digest")
    Delivery.objects.filter(message=said(tanaka, FIRM)).update(due_at=MORNING + timedelta(minutes=5))
    assert send_digests(now=MORNING) == 0


def test_another_hour_or_zone_moves_what_waits(tanaka):
    wants(tanaka, firm="digest")
    said(tanaka, FIRM)
    wants(tanaka, firm="digest", digest_hour=18)
    assert send_digests(now=SAID + timedelta(hours=3)) == 1, "18:30 in Tokyo, the same day"


def test_whoever_has_left_gets_no_digest(tanaka):
    wants(tanaka, firm="digest")
    message = said(tanaka, FIRM)
    tanaka.is_active = False
    tanaka.save(update_fields=["is_active"])
    assert send_digests(now=MORNING) == 0
    assert (letters(), fate_of(message)) == ([], "left_out")


def test_calendar_entries_go_along(tanaka):
    wants(tanaka, events="digest")
    entry = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"
    for number in range(2):
        said(tanaka, "events/confirmed", subject=str(number), calendar=entry)
    send_digests(now=MORNING)
    names = [one.filename for one in compose(letters()[0].deliveries.get()).attachments]
    assert names == ["event.ics", "event-2.ics"]


def test_more_than_a_letter_holds_is_counted(tanaka, monkeypatch):
    tanaka.language = "en"
    tanaka.save(update_fields=["language"])
    monkeypatch.setattr(digests, "MOST_IN_DIGEST", 2)
    wants(tanaka, firm="digest")
    for number in range(3):
        said(tanaka, FIRM, subject=f"No. {number}", now=SAID + timedelta(minutes=number))
    send_digests(now=MORNING)
    text = letters()[0].text
    assert re.findall(r"No\. \d", text) == ["No. 1", "No. 2"]
    assert "1 older message is in the portal." in text
    assert not Delivery.objects.filter(state="digest").exists()


def test_a_digest_is_delivered_once(tanaka):
    wants(tanaka, firm="digest")
    said(tanaka, FIRM)
    Delivery.objects.filter(state="pending").delete()
    send_digests(now=MORNING)
    Delivery.objects.filter(state="pending").update(due_at=SAID)
    deliver_due()
    deliver_due()
    assert [one.to for one in mail.outbox] == [[tanaka.email]]


def test_one_rotten_reader_stops_nobody(tanaka, aigul, sato, monkeypatch):
    for person in (tanaka, aigul):
        wants(person, firm="digest")
        said(person, FIRM)
    plain, rotten = digests.queue_message, {tanaka.pk}

    def may_break(*, recipient, **given):
        if recipient.pk in rotten:
            raise LookupError("rotten")
        return plain(recipient=recipient, **given)

    monkeypatch.setattr(digests, "queue_message", may_break)
    one_rotten_row(
        "notifications.send_digests",
        lambda: send_digests(now=MORNING + timedelta(hours=5)),
        mend=rotten.clear,
        done=lambda: len(letters()),
        staff=sato,
    )
    assert {one.recipient for one in letters()} == {tanaka, aigul}


def test_the_sweep_costs_the_same_for_one_and_three_messages(tanaka):
    counts = []
    for number, day in ((1, 0), (3, 1)):
        wants(tanaka, firm="digest")
        for one in range(number):
            said(tanaka, FIRM, subject=str(one), now=SAID + timedelta(days=day))
        with CaptureQueriesContext(connection) as queries:
            assert send_digests(now=MORNING + timedelta(days=day)) == 1
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_digest(tanaka):
    wants(tanaka, firm="digest")
    said(tanaka, FIRM)
    rivals = Rivals()
    with transaction.atomic():
        assert send_digests(now=MORNING) == 1
        rivals.wait_behind("second", lambda: send_digests(now=MORNING + timedelta(seconds=1)))
    assert rivals.join()["second"] == 0
    assert len(letters()) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_workers_would_send_two(tanaka, monkeypatch):
    """Negative control: both look before either has written, and no lock by name keeps them apart."""
    wants(tanaka, firm="digest")
    said(tanaka, FIRM)
    monkeypatch.setattr(digests, "locked", list)
    let_all_look(monkeypatch, digests, "locked")
    rivals = Rivals()
    for number in range(2):
        at = MORNING + timedelta(seconds=number)
        rivals.start(str(number), lambda at=at: _in_a_transaction(tanaka, at))
    rivals.join()
    assert len(letters()) == 2


def _in_a_transaction(reader, at: datetime) -> bool:
    with transaction.atomic():
        return digests._send_digest(reader, at)
