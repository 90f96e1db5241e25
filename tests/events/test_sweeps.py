"""Sweeps of events, seats, notices and meetings: one rotten row stops nobody."""

from datetime import timedelta

import pytest

from companies.models import Vacancy
from events import services
from events.computed.holders import orphaned_events
from events.models import Event, EventChange, Notice, Print, Registration
from events.services import changing, chasing, organising, printing, watching
from events.services.changing import REVOCABLE
from meetings import services as meeting_services
from meetings.models import FollowUp, Meeting, TimetableRun
from meetings.services import planning as timetabling
from meetings.solver.door import Impossible
from notifications.models import Message
from tests.meetings.meeting_build import accepted, delegates, placed, with_meetings
from tests.sweeping import NOWHERE, break_for, one_rotten_row

from .conftest import seat

pytestmark = pytest.mark.django_db
REASONS = {"en": "Earthquake advisory in Japan"}


def lose_zone_of(row):
    """Of a row that carries its person's zone itself. Returns what mends it."""
    rows = type(row).objects.filter(pk=row.pk)
    rows.update(zone=NOWHERE)
    return lambda: rows.update(zone="Asia/Tokyo")


def cancel(event: Event, *, by, now) -> EventChange:
    digest = services.preview_change(event, "cancel")[2]
    return services.confirm_change(event, anyway=True, kind="cancel", digest=digest, reasons=REASONS, by=by, now=now)


def test_changes_that_are_carried_out(make_event, sato, mori, now, monkeypatch):
    first, _second = (
        cancel(make_event(2), by=sato, now=now + timedelta(seconds=number)) for number in range(2)
    )
    one_rotten_row(
        "events.carry_out",
        lambda: services.carry_out_due(now=now + 2 * REVOCABLE),
        mend=break_for(monkeypatch, changing, "move", first),
        done=EventChange.objects.filter(state="carried_out").count,
        staff=mori,
    )


@pytest.fixture
def notices(forum, sato, now) -> list[Notice]:
    """Two people are to be told that the forum is cancelled; each has named somebody at home."""
    for number in range(2):
        seat(
            forum,
            number,
            by=sato,
            is_another_person=True,
            second_name="Home",
            second_email=f"home{number}@example.jp",
        )
    cancel(forum, by=sato, now=now)
    services.carry_out_due(now=now + REVOCABLE)
    return list(Notice.objects.filter(registration__isnull=False).order_by("pk"))


def test_people_who_are_told(notices, mori, now):
    one_rotten_row(
        "events.tell",
        lambda: services.tell_waiting(now=now + REVOCABLE),
        mend=lose_zone_of(notices[0]),
        staff=mori,
        done=Notice.objects.filter(message__isnull=False).count,
    )


def test_second_contacts_who_are_told(notices, mori, now):
    services.tell_waiting(now=now + REVOCABLE)
    one_rotten_row(
        "events.tell_second_contacts",
        lambda: services.tell_second_contacts(now=now + timedelta(hours=2)),
        mend=lose_zone_of(notices[0]),
        staff=mori,
        done=Notice.objects.filter(second_message__isnull=False).count,
    )


def test_one_notice_that_cannot_be_written_does_not_stop_the_others(make_event, sato, now):
    event = make_event(60)
    for number in range(30):
        seat(
            event,
            100 + number,
            by=sato,
            name=f"Person{number} Q{number * 7919 % 1000}x",
            is_another_person=True,
        )
    cancel(event, by=sato, now=now)
    services.carry_out_due(now=now + REVOCABLE)
    lose_zone_of(Notice.objects.order_by("pk").first())
    services.tell_waiting(now=now + REVOCABLE)
    assert Notice.objects.filter(message__isnull=False).count() == 29


def test_offers_that_lapse(forum, tanaka, hokuriku, sato, mori, now):
    seated = [seat(forum, number, by=tanaka, firm=hokuriku) for number in range(4)][:2]
    for row in seated:
        services.withdraw_registration(row, by=tanaka, now=now)
    offered = Registration.objects.filter(state="offered").order_by("queued_at")
    first, second = offered
    late = second.offered_until + timedelta(days=1)
    one_rotten_row(
        "events.lapse_offers",
        lambda: services.lapse_offers(now=late),
        mend=lose_zone_of(first),
        staff=mori,
        done=Registration.objects.filter(state="lapsed").count,
    )


def test_decisions_that_are_late(make_event, tanaka, hokuriku, sato, mori, now, monkeypatch):
    first, second = sorted((make_event(2, needs_approval=True) for _number in range(2)), key=lambda event: event.pk)
    rows = [seat(event, 1, by=tanaka, firm=hokuriku) for event in (first, second)]
    one_rotten_row(
        "events.chase_decisions",
        lambda: services.chase_decisions(now=rows[0].answer_by),
        mend=break_for(monkeypatch, chasing, "_chase", first),
        done=Message.objects.filter(kind="events/decisions_late").count,
        staff=mori,
    )


def test_events_that_begin(make_event, mori, monkeypatch):
    first, second = make_event(2), make_event(2)
    one_rotten_row(
        "events.turn",
        lambda: services.turn_events(now=second.starts_at),
        mend=break_for(monkeypatch, organising, "move", first),
        done=Event.objects.filter(state="in_progress").count,
        staff=mori,
    )


@pytest.fixture
def fair(make_event, sato, now) -> Event:
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def sides(fair, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)


def test_timetables(make_event, sato, mori, now, monkeypatch):
    def search(*args, **given):
        raise Impossible([])

    monkeypatch.setattr(timetabling, "search", search)
    first, _second = (
        TimetableRun.objects.create(
            event=make_event(2), seconds=1, given={"x": 1}, requested_at=now + timedelta(minutes=number)
        )
        for number in range(2)
    )
    one_rotten_row(
        "meetings.work_on_runs",
        meeting_services.work_on_runs,
        mend=break_for(monkeypatch, timetabling, "move", first),
        done=TimetableRun.objects.exclude(state__in=["queued", "running"]).count,
        staff=mori,
    )


def test_requests_for_meetings_that_expire(sides, mori, now):
    asked = [
        meeting_services.request_meeting(one, asked=other, by=None, now=now)
        for one, other in zip(*sides, strict=True)
    ]
    late = asked[1].expires_at + timedelta(days=30)
    one_rotten_row(
        "meetings.expire_requests",
        lambda: meeting_services.expire_requests(now=late),
        mend=lose_zone_of(asked[0].asker),
        staff=mori,
        done=Meeting.objects.filter(state="expired").count,
    )


def test_next_steps_that_are_reminded_of(fair, sides, sato, mori, now):
    Meeting.objects.update(pair="")
    meetings = [accepted(one, other, now=now) for one, other in zip(*sides, strict=True)]
    Meeting.objects.update(pair="")
    for number, meeting in enumerate(meetings):
        placed(Meeting.objects.with_people().get(pk=meeting.pk), number, by=sato, now=now)
        FollowUp.objects.create(
            meeting=meeting,
            registration=meeting.asker,
            rating=5,
            next_step="Samples",
            due_on=now.date(),
            written_at=now,
        )
    one_rotten_row(
        "meetings.remind_of_next_steps",
        lambda: meeting_services.remind_of_next_steps(today=now.date(), now=now),
        mend=lose_zone_of(meetings[0].asker),
        staff=mori,
        done=Message.objects.filter(kind="meetings/meeting_next_step").count,
    )


def test_events_whose_organiser_is_gone(make_event, dana, atameken, mori, now, monkeypatch):
    for _number in range(2):
        make_event(by=dana, chamber=atameken)
    atameken.liaisons.all().delete()
    first = orphaned_events(now).first()
    one_rotten_row(
        "events.watch_organisers",
        lambda: services.watch_organisers(now=now),
        mend=break_for(monkeypatch, watching, "tell_of_vacancy", first),
        staff=mori,
        done=Vacancy.objects.count,
    )


def test_badges(make_event, sato, mori, now, monkeypatch):
    monkeypatch.setattr(printing, "badges_pdf", lambda *_args, **_given: b"%PDF-")
    first, _second = (
        services.ask_for_badges(make_event(), by=sato, now=now - timedelta(minutes=number)) for number in (2, 1)
    )
    one_rotten_row(
        "events.work_on_prints",
        services.work_on_prints,
        mend=break_for(monkeypatch, printing, "move", first),
        staff=mori,
        done=Print.objects.filter(state="ready").count,
    )
