"""The entry of a meeting in a calendar follows its event:
struck out with it, moved with it, the same in mails, agendas and feeds.
"""

from datetime import timedelta
from email import policy
from email.parser import BytesParser

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from events import services
from events.links import pass_path
from events.models import Event
from events.services.changing import REVOCABLE
from meetings import services as meeting_services
from meetings.models import Meeting, Slot
from notifications.models import Delivery, Message
from notifications.services import deliver_due
from tests.events.conftest import person

from .meeting_build import accepted, as_delegate, delegates, fresh, interpreter, placed, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
WEEK = timedelta(days=7)


@pytest.fixture
def fair(make_event, sato, now):
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def sides(fair, tanaka, hokuriku, aigul, altai, sato, now):
    for email in ("li@example.kz", "kim@example.kz"):
        interpreter(fair, by=sato, now=now, email=email)
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)


@pytest.fixture
def meetings(sides, sato, now) -> list[Meeting]:
    """Two of the first delegate's, one of the second's; each was told of its place."""
    (ichi, ni), (aya, other) = sides
    return [
        placed(accepted(*pair, now=now), number, by=sato, now=now)
        for pair, number in (((ichi, aya), 0), ((ichi, other), 1), ((ni, aya), 2))
    ]


@pytest.fixture
def ichi(meetings):
    return meetings[0].asker


def change(event: Event, kind: str, *, by, now, **after) -> None:
    """Carried out, and everybody told."""
    event = Event.objects.get(pk=event.pk)
    digest = services.preview_change(event, kind)[2]
    services.confirm_change(
        event, anyway=True, kind=kind, digest=digest, reasons={"en": "Earthquake advisory"}, after=after, by=by, now=now
    )
    assert services.carry_out_due(now=now + REVOCABLE) == 1
    services.tell_waiting(now=now + REVOCABLE)


def entries(text: str) -> dict:
    """UID → (method, the entry), of one calendar after the other."""
    calendars = Calendar.from_ical(text, multiple=True)
    return {
        str(one["UID"]): (str(calendar["METHOD"]), one) for calendar in calendars for one in calendar.walk("VEVENT")
    }


def told(person, kind: str = "event_changed") -> dict:
    [message] = Message.objects.filter(address=person.email, kind__endswith=f"/{kind}").order_by("-created_at")[:1]
    return entries(message.calendar)


def before(meetings) -> dict:
    """UID → the sequence of the entry that was sent last."""
    found = {}
    for message in Message.objects.exclude(calendar="").order_by("created_at"):
        found |= {uid: int(one["SEQUENCE"]) for uid, (_method, one) in entries(message.calendar).items()}
    return {uid: sequence for uid, sequence in found.items() if any(str(one.pk) in uid for one in meetings)}


def own(meetings, person) -> list[Meeting]:
    return [one for one in map(fresh, meetings) if person.pk in (one.asker_id, one.asked_id)]


def uid_of(meeting: Meeting) -> str:
    return next(iter(before([meeting])))


def check(person, meetings, known: dict, method: str) -> dict:
    """One mail with the event's entry and one for each of the person's meetings, each newer than what they have."""
    found, mine = told(person), own(meetings, person)
    assert len(found) == 1 + len(mine)
    assert {one for one, _entry in found.values()} == {method}
    for meeting in mine:
        entry = found[uid_of(meeting)][1]
        assert int(entry["SEQUENCE"]) > known[uid_of(meeting)]
        assert entry["ATTENDEE"] == f"mailto:{person.email}"
        assert str(entry["STATUS"]) == {"CANCEL": "CANCELLED", "REQUEST": "CONFIRMED"}[method]
    return found


def test_a_cancelled_event_strikes_out_every_meeting_with_the_one_mail_about_it(fair, meetings, ichi, sides, sato, now):
    known = before(meetings)
    change(fair, "cancel", by=sato, now=now)
    for one in (*sides[0], *sides[1]):
        check(one, meetings, known, "CANCEL")
        assert Message.objects.filter(address=one.email, kind="events/event_changed").count() == 1
    starts = {entry.decoded("DTSTART") for uid, (_method, entry) in told(ichi).items() if uid.startswith("meeting-")}
    assert starts == {Slot.objects.get(event=fair, number=number).starts_at for number in (0, 1)}
    assert not Message.objects.filter(kind="meetings/meeting_cancelled").exists(), "the mail about the event says it"
    assert set(Meeting.objects.values_list("state", flat=True)) == {"cancelled"}


def test_without_a_date_meetings_leave_the_calendars_and_come_back_with_the_new_one(fair, meetings, ichi, sato, now):
    known = before(meetings)
    change(fair, "postpone", by=sato, now=now)
    check(ichi, meetings, known, "CANCEL")
    known, later = before(meetings), now + timedelta(days=1)
    change(fair, "postpone", by=sato, now=later, starts_at=fair.starts_at + WEEK, ends_at=fair.ends_at + WEEK)
    found = check(ichi, meetings, known, "REQUEST")
    assert [found[uid_of(one)][1].decoded("DTSTART") for one in own(meetings, ichi)] == [
        one.slot.starts_at + WEEK for one in meetings[:2]
    ]


def test_moved_online_the_meetings_say_where(fair, meetings, ichi, sato, now):
    known = before(meetings)
    change(fair, "move", by=sato, now=now, venue="", address="", online_link="https://meet.example/x")
    for one in own(meetings, ichi):
        entry = check(ichi, meetings, known, "REQUEST")[uid_of(one)][1]
        assert str(entry["LOCATION"]).endswith(", https://meet.example/x")
        assert "https://meet.example/x" in entry["DESCRIPTION"]
        assert entry.decoded("DTSTART") == one.slot.starts_at


def test_what_was_held_or_called_off_before_is_not_touched(fair, meetings, ichi, sato, now):
    meeting_services.cancel_meeting(meetings[1], reason="Flight", registration=ichi, by=None, now=now)
    meeting_services.hold_meeting(meetings[0], by=sato, now=meetings[0].slot.ends_at)
    change(fair, "cancel", by=sato, now=now)
    assert not [uid for uid in told(ichi) if uid.startswith("meeting-")]
    assert fresh(meetings[0]).state == "held"


@pytest.mark.parametrize("kind, after", [("cancel", False), ("postpone", False), ("postpone", True), ("move", False)])
def test_agendas_and_feeds_say_the_same_as_the_mail(fair, meetings, sides, tanaka, sato, now, kind, after):
    more = {"starts_at": fair.starts_at + WEEK, "ends_at": fair.ends_at + WEEK} if after else {}
    change(fair, kind, by=sato, now=now, **(more or ({"venue": "Rixos"} if kind == "move" else {})))
    person = sides[0][0]
    type(person).objects.filter(pk=person.pk).update(user=tanaka)
    token = services.new_feed(by=tanaka, now=now)
    sent = {
        uid: (one["SEQUENCE"], one["STATUS"], one.decoded("DTSTART")) for uid, (_method, one) in told(person).items()
    }
    for path in (as_delegate("my_agenda", person), f"/events/feed/{token}.ics"):
        text = Client().get(path).content.decode()
        shown = {
            uid: (
                one["SEQUENCE"], one["STATUS"], one.decoded("DTSTART")
            ) for uid, (_method, one) in entries(text).items()
        }
        assert shown == sent, path
        assert len(shown) == 3, path
    assert pass_path(person).split("/")[3] not in text.replace("\r\n ", ""), "whoever has the feed has no pass"


def test_the_mail_carries_one_file_for_each_entry(fair, meetings, ichi, sato, now):
    Delivery.objects.update(state="delivered", finished_at=now)
    change(fair, "cancel", by=sato, now=now - REVOCABLE)
    deliver_due()
    [sent] = [one for one in mail.outbox if one.to == [ichi.email]]
    parts = list(BytesParser(policy=policy.default).parsebytes(sent.message().as_bytes()).walk())
    files = [part for part in parts if part.get_content_type() == "text/calendar" and part.get_filename()]
    assert [part.get_filename() for part in files] == ["event.ics", "event-2.ics", "event-3.ics"]
    found = [Calendar.from_ical(part.get_content()) for part in files]
    assert [len(one.walk("VEVENT")) for one in found] == [1, 1, 1]
    assert {str(one["METHOD"]) for one in found} == {"CANCEL"}
    assert {part.get_param("method") for part in files} == {"CANCEL"}
    [acted_on] = [part for part in parts if part.get_content_type() == "text/calendar" and not part.get_filename()]
    assert acted_on.get_param("method") == "CANCEL"
    assert "event-" in acted_on.get_content()
    assert "one for each of your meetings" in sent.body or "添付" in sent.body


def test_what_was_held_or_missed_stays_in_calendars(fair, meetings, ichi, tanaka, sato, now):
    meeting_services.hold_meeting(meetings[0], by=sato, now=meetings[0].slot.ends_at)
    meeting_services.miss_meeting(meetings[1], missing=ichi, by=sato, now=meetings[1].slot.ends_at)
    type(ichi).objects.filter(pk=ichi.pk).update(user=tanaka)
    for path in (as_delegate("my_agenda", ichi), f"/events/feed/{services.new_feed(by=tanaka, now=now)}.ics"):
        shown = entries(Client().get(path).content.decode())
        mine = [entry for uid, (_method, entry) in shown.items() if uid.startswith("meeting-")]
        assert [str(entry["STATUS"]) for entry in mine] == ["CONFIRMED"] * 2, path


def check_struck(who, kind: str, meetings, known: dict) -> None:
    """The mail to whoever does not come strikes out the event and every one of these meetings."""
    found = told(who, kind)
    assert {uid_of(one) for one in meetings} == {uid for uid in found if uid.startswith("meeting-")}
    assert len(found) == 1 + len(meetings)
    assert {method for method, _entry in found.values()} == {"CANCEL"}
    for one in meetings:
        entry = found[uid_of(one)][1]
        assert int(entry["SEQUENCE"]) > known[uid_of(one)]
        assert entry["ATTENDEE"] == f"mailto:{who.email}"


def test_whoever_withdraws_has_their_meetings_struck_out(meetings, ichi, tanaka, now):
    known = before(meetings)
    services.withdraw_registration(ichi, by=tanaka, now=now)
    check_struck(ichi, "withdrawn", meetings[:2], known)


def test_whoever_sends_a_substitute_has_their_meetings_struck_out_and_back_again(fair, meetings, ichi, tanaka, now):
    known, mine = before(meetings), meetings[:2]
    row = fair.registrations.with_people().get(pk=ichi.pk)
    services.name_substitute(row, person=person(8), reason="Ill", by=tanaka, now=now)
    check_struck(ichi, "substitute_in_place", mine, known)
    substitute, known = fresh(mine[0]).asker, before(meetings)
    assert substitute.email != ichi.email
    assert set(told(substitute, "meeting_placed")) < {uid_of(one) for one in mine}
    other = told(mine[0].asked, "meeting_partner_changed")[uid_of(mine[0])]
    assert other[0] == "REQUEST"
    assert substitute.name in other[1]["SUMMARY"]
    services.return_original(fair.registrations.with_people().get(pk=ichi.pk), by=tanaka, now=now)
    check_struck(substitute, "seat_given_back", mine, known)
    assert [fresh(one).asker for one in mine] == [ichi, ichi]
