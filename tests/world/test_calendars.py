"""Calendars take what is newer, and do as they are told: what the portal tells them, read by three libraries."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from events import services
from events.calendars import entry_of, mail_entry
from events.models import Event, Registration
from events.rules.ical import Entry, Guest, feed, invitation
from events.services.changing import REVOCABLE
from meetings import messages as meeting_messages
from meetings.calendars import mail_meeting
from meetings.models import Meeting
from notifications.models import Message
from tests.conftest import NOW
from tests.events.conftest import event_fields, forum, make_event, person, seat  # noqa: F401 - fixtures
from tests.meetings.meeting_build import accepted, as_delegate, delegates, fresh, interpreter, placed, with_meetings

from .calendar_readers import Read, objects, read

OFFICE = Guest("Торгово-промышленная палата «Атамекен»", "support@portal.minamin.example")
HARD = Entry(
    uid="event-1@portal.example", sequence=3, starts_at=datetime(2027, 3, 9, 4, tzinfo=UTC),
    ends_at=datetime(2027, 3, 9, 13, tzinfo=UTC), title='Форум; "Азия", 中央アジア＋日本\\フォーラム ' + "長" * 60,
    place="Sauran 46, 2-бөлме; Astana", text="Line 1\nLine 2: a;b,c\\d", link="https://portal.example/x?a=1&b=2",
    organiser=OFFICE,
)
GUESTS = [
    Guest("田中 一郎", "tanaka@firm.example"), Guest('Айгүл "Ая" Серікқызы', "aigul@firm.example"),
    Guest("O‘g‘iloy; Karimova, A.: CEO", "oy@firm.example"),
]


@pytest.mark.parametrize("guest", GUESTS, ids=lambda guest: guest.email)
@pytest.mark.parametrize(
    "cancelled, leaves, method, status",
    [
        (False, False, "REQUEST", "CONFIRMED"),
        (False, True, "CANCEL", ""),  # one person leaves: the event goes on for the others
        (True, False, "CANCEL", "CANCELLED"),
        (True, True, "CANCEL", "CANCELLED"),
    ],
)
def test_what_three_libraries_read_in_a_mail(guest, cancelled, leaves, method, status):
    [found] = read(invitation(HARD._replace(cancelled=cancelled), guest, leaves=leaves, stamp=NOW))
    assert found == Read(
        method, HARD.uid, 3, HARD.starts_at, HARD.ends_at, HARD.title, status, tuple(OFFICE),
        ((guest.name.replace('"', "'"), guest.email),), HARD.text,
    )


def test_what_three_libraries_read_in_a_feed():
    days = HARD._replace(uid="event-2@portal.example", starts_at=date(2027, 3, 9), ends_at=date(2027, 3, 11))
    timed, whole = read(feed([HARD, days], "私の予定", stamp=NOW))
    assert (timed.method, timed.organiser, timed.attendees) == ("PUBLISH", tuple(OFFICE), ())
    assert (whole.starts, whole.ends) == (date(2027, 3, 9), date(2027, 3, 11))


def sent(email: str, kind: str = "") -> list[Read]:
    """All entries that went to this address, in the order they were sent."""
    rows = Message.objects.filter(address=email, kind__contains=kind).exclude(calendar="")
    return [entry for message in rows.order_by("created_at", "pk") for entry in read(message.calendar)]


def steps(entries: list[Read]) -> list[tuple[str, int, str]]:
    return [(one.method, one.sequence, one.status) for one in entries]


@pytest.fixture
def row(forum, hokuriku, tanaka) -> Registration:  # noqa: F811
    return seat(forum, 1, by=tanaka, firm=hokuriku)


def again(row: Registration) -> Registration:
    return Registration.objects.with_people().get(pk=row.pk)


@pytest.mark.django_db
def test_confirm_withdraw_confirm_is_0_1_2(row, tanaka, now):
    services.withdraw_registration(again(row), by=tanaka, now=now + timedelta(minutes=1))
    services.restore_registration(again(row), by=tanaka, now=now + timedelta(minutes=2))
    assert steps(sent(row.email)) == [("REQUEST", 0, "CONFIRMED"), ("CANCEL", 1, ""), ("REQUEST", 2, "CONFIRMED")]


@pytest.mark.django_db
def test_a_second_registration_of_the_same_mailbox_goes_on_counting(forum, row, hokuriku, tanaka, now):  # noqa: F811
    services.withdraw_registration(again(row), by=tanaka, now=now + timedelta(minutes=1))
    seat(forum, 1, by=tanaka, firm=hokuriku, now=now + timedelta(minutes=2))
    assert [one.sequence for one in sent(row.email)] == [0, 1, 2]


@pytest.mark.django_db
def test_changes_of_the_person_and_of_the_event_both_count(forum, row, tanaka, sato, now):  # noqa: F811
    services.withdraw_registration(again(row), by=tanaka, now=now + timedelta(minutes=1))
    services.restore_registration(again(row), by=tanaka, now=now + timedelta(minutes=2))
    change(forum, "move", by=sato, now=now + timedelta(minutes=3), venue="Rixos")
    services.withdraw_registration(again(row), by=tanaka, now=now + timedelta(hours=2))
    found = [one.sequence for one in sent(row.email)]
    assert len(found) == 5
    assert all(earlier < later for earlier, later in pairwise(found))


@pytest.mark.django_db
def test_others_hear_nothing_when_one_person_leaves(forum, row, hokuriku, tanaka, now):  # noqa: F811
    other = seat(forum, 2, by=tanaka, firm=hokuriku)
    services.withdraw_registration(again(row), by=tanaka, now=now + timedelta(minutes=1))
    assert steps(sent(other.email)) == [("REQUEST", 0, "CONFIRMED")]
    for message in Message.objects.exclude(calendar=""):
        assert "STATUS:CANCELLED" not in message.calendar


@pytest.mark.django_db
def test_a_substitute_comes_and_the_original_returns(row, tanaka, now):
    services.name_substitute(again(row), person=person(8), reason="Ill", by=tanaka, now=now + timedelta(minutes=1))
    services.return_original(again(row), by=tanaka, now=now + timedelta(minutes=2))
    assert steps(sent(row.email)) == [("REQUEST", 0, "CONFIRMED"), ("CANCEL", 1, ""), ("REQUEST", 2, "CONFIRMED")]
    assert steps(sent("delegate8@example.jp")) == [("REQUEST", 0, "CONFIRMED"), ("CANCEL", 1, "")]


def correct(row: Registration, *, by, now, **more) -> None:
    fields = ("name", "name_latin", "position", "email", "phone", "language", "zone")
    services.correct_delegate(again(row), **{name: getattr(row, name) for name in fields} | more, by=by, now=now)


@pytest.mark.django_db
def test_another_address_and_back_again(row, tanaka, now):
    first, second = row.email, "right@example.jp"
    correct(row, email=second, by=tanaka, now=now + timedelta(minutes=1))
    correct(again(row), email=first, by=tanaka, now=now + timedelta(minutes=2))
    assert [one.method for one in sent(first)] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [one.method for one in sent(second)] == ["REQUEST", "CANCEL"]
    for address in (first, second):
        found = [one.sequence for one in sent(address)]
        assert found == sorted(set(found)), address
        assert {guest for one in sent(address) for _name, guest in one.attendees} == {address}


def change(event: Event, kind: str, *, by, now, **after) -> None:
    event = Event.objects.get(pk=event.pk)
    digest = services.preview_change(event, kind)[2]
    services.confirm_change(
        event, anyway=True, kind=kind, digest=digest, reasons={"en": "Earthquake advisory"}, after=after, by=by, now=now
    )
    assert services.carry_out_due(now=now + REVOCABLE) == 1
    services.tell_waiting(now=now + REVOCABLE)


@pytest.fixture
def fair(make_event, sato, now) -> Event:  # noqa: F811
    fair = with_meetings(make_event(20), by=sato, now=now)
    for email in ("li@example.kz", "kim@example.kz"):
        interpreter(fair, by=sato, now=now, email=email)
    return fair


@pytest.fixture
def meetings(fair, tanaka, hokuriku, aigul, altai, sato, now) -> list[Meeting]:
    """Both of the first delegate's."""
    (ichi, _ni), (aya, other) = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)
    return [placed(accepted(ichi, one, now=now), number, by=sato, now=now) for number, one in enumerate((aya, other))]


@pytest.mark.django_db
def test_the_agenda_is_one_request_a_meeting_for_this_person(meetings, now):
    ichi = meetings[0].asker
    meeting_messages.agenda_ready(ichi, list(map(fresh, meetings)), key="k", now=now)
    [message] = Message.objects.filter(address=ichi.email, kind="meetings/agenda_ready")
    assert len(objects(message.calendar)) == len(read(message.calendar)) == 2
    for entry in read(message.calendar):
        assert (entry.method, entry.status) == ("REQUEST", "CONFIRMED")
        assert entry.organiser[1] == OFFICE.email
        assert entry.attendees == ((ichi.name, ichi.email),)
    assert {one.uid.split("@")[0] for one in read(message.calendar)} == {f"meeting-{one.pk}" for one in meetings}


@pytest.mark.django_db
def test_whoever_leaves_a_meeting_that_goes_on_strikes_it_out_for_themselves(fair, meetings, tanaka, now):
    ichi, aya = meetings[0].asker, meetings[0].asked
    services.name_substitute(again(ichi), person=person(8), reason="Ill", by=tanaka, now=now + timedelta(minutes=1))
    own = [one for one in sent(ichi.email, "substitute_in_place") if one.uid.startswith("meeting-")]
    assert steps(own) == [("CANCEL", own[0].sequence, ""), ("CANCEL", own[1].sequence, "")]
    partner = sent(aya.email, "meeting_partner_changed")
    assert [(one.method, one.status) for one in partner] == [("REQUEST", "CONFIRMED")]
    assert partner[0].sequence == own[0].sequence


@pytest.mark.django_db
def test_another_address_gets_the_meetings_and_the_former_one_loses_them(meetings, tanaka, now):
    ichi = meetings[0].asker
    before = {one.uid: one.sequence for one in sent(ichi.email)}
    correct(again(ichi), email="right@example.jp", by=tanaka, now=now + timedelta(minutes=1))
    struck, given = sent(ichi.email, "address_replaced"), sent("right@example.jp", "details_corrected")
    assert {one.method for one in struck} == {"CANCEL"}
    assert {one.method for one in given} == {"REQUEST"}
    assert {one.uid for one in struck} == {one.uid for one in given} == set(before)
    assert all(one.sequence > before[one.uid] for one in struck)


@pytest.mark.django_db
@pytest.mark.parametrize("language, title, organiser", [
    ("ja", "中央アジアフォーラム", "アタメケン"),
    ("ru", "Форум «Центральная Азия»", "Атамекен"),
    ("kk", "Форум «Центральная Азия»", "Атамекен"),
    ("en", "Central Asia forum", "Atameken"),
])
def test_names_are_in_the_readers_language(make_event, atameken, dana, language, title, organiser):  # noqa: F811
    titles = {"en": "Central Asia forum", "ja": "中央アジアフォーラム", "ru": "Форум «Центральная Азия»"}
    entry = entry_of(make_event(by=dana, chamber=atameken, titles=titles), language)
    assert (entry.title, entry.organiser.name) == (title, organiser)


@pytest.mark.django_db
def test_a_partners_name_is_one_that_its_reader_can_read(meetings):
    """Kanji for the Japanese reader, Latin letters first for the others."""
    meeting = fresh(meetings[0])
    Registration.objects.filter(pk=meeting.asker_id).update(name="千葉 直美", name_latin="Chiba Naomi")
    [entry] = read(mail_meeting(fresh(meeting), meeting.asked, now=NOW))
    assert entry.title.startswith("Chiba Naomi (千葉 直美)")


@pytest.mark.django_db
def test_calendars_of_those_who_come_say_what_it_is_about_and_remind(make_event, forum, row, meetings, now):  # noqa: F811
    event = mail_entry(forum, name="A", email="a@b.example", language="en", now=now)
    meeting = fresh(meetings[0])
    [told], [met] = read(event), objects(mail_meeting(meeting, meeting.asker, now=now))
    assert told.text.endswith("Industry, logistics, energy.")
    assert [alarm_of(one) for one in (event, met)] == [timedelta(days=-1), timedelta(minutes=-15)]
    gone = mail_entry(forum, name="A", email="a@b.example", language="en", now=now, leaves=True)
    public = Client().get(reverse("events:ics", args=[forum.pk])).content.decode()
    assert [alarm_of(one) for one in (gone, public)] == [None, None]


def alarm_of(text: str) -> timedelta | None:
    return next((one.decoded("TRIGGER") for one in Calendar.from_ical(text).walk("VALARM")), None)


TWO_DAYS = {"ends_at": event_fields()["starts_at"] + timedelta(hours=33)}  # 9 March 09:00 to 10 March 18:00 in Astana


@pytest.mark.django_db
@pytest.mark.parametrize("sessions, fields, starts, ends, lines", [
    ([], {}, datetime(2027, 3, 9, 4, tzinfo=UTC), datetime(2027, 3, 9, 13, tzinfo=UTC), []),
    ([(0, 2)], {}, datetime(2027, 3, 9, 4, tzinfo=UTC), datetime(2027, 3, 9, 13, tzinfo=UTC), []),
    ([], TWO_DAYS, datetime(2027, 3, 9, 4, tzinfo=UTC), datetime(2027, 3, 10, 13, tzinfo=UTC), []),
    (
        [(1, 3), (5, 8), (25, 32)], TWO_DAYS, date(2027, 3, 9), date(2027, 3, 11),
        ["10:00–17:00", "10:00–17:00"],
    ),
], ids=["a day", "a day with a programme", "two days that say no more", "two days whose programme says the hours"])
def test_days_where_the_programme_says_the_hours(make_event, sato, now, sessions, fields, starts, ends, lines):  # noqa: F811
    event = make_event(**fields)
    for begin, end in sessions:
        services.add_session(
            event, titles={"en": "Energy"}, room="", starts_at=event.starts_at + timedelta(hours=begin),
            ends_at=event.starts_at + timedelta(hours=end), capacity=None, by=sato, now=now,
        )
    [found] = read(mail_entry(event, name="A", email="a@b.example", language="en", now=now))
    assert (found.starts, found.ends) == (starts, ends)
    hours = found.text.removesuffix(event.summaries["en"]).splitlines()
    assert all(any(one in line for one in lines) for line in hours if line)
    assert len([line for line in hours if line]) == len(lines)


@pytest.mark.django_db
def test_a_postponed_event_shows_no_old_date_as_valid(fair, meetings, tanaka, sato, client, now):
    ichi = meetings[0].asker
    Registration.objects.filter(pk=ichi.pk).update(user=tanaka)
    change(fair, "postpone", by=sato, now=now)
    token = services.new_feed(by=tanaka, now=now)
    for url in (
        reverse("events:ics", args=[fair.pk]), reverse("events:calendar") + "?lang=en", f"/events/feed/{token}.ics",
        as_delegate("my_agenda", ichi),
    ):
        entries = read(Client().get(url).content.decode())
        assert entries, url
        assert {one.status for one in entries} == {"CANCELLED"}, url
        assert all(one.title.startswith(("Postponed: ", "Перенесено", "延期")) for one in entries), url
        assert not [one for one in entries if one.title == str(fair)], url
    client.force_login(sato)
    for url in (fair.get_absolute_url(), reverse("events:events"), as_delegate("my_meetings", ichi)):
        page = client.get(url).content.decode()
        for old in ("2027年3月9日", "9 March 2027", "Mar 9, 2027", "9 марта 2027"):
            assert old not in page, url


@pytest.mark.django_db
def test_a_feed_says_what_the_mail_said_last(row, tanaka, now):
    Registration.objects.filter(pk=row.pk).update(user=tanaka)
    services.withdraw_registration(again(row), by=tanaka, now=now + timedelta(minutes=1))
    services.restore_registration(again(row), by=tanaka, now=now + timedelta(minutes=2))
    token = services.new_feed(by=tanaka, now=now)
    [shown] = read(Client().get(f"/events/feed/{token}.ics").content.decode())
    last = sent(tanaka.email)[-1]
    assert shown._replace(method="REQUEST", attendees=last.attendees) == last
