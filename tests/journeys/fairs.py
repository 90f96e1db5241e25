"""An event whose meetings stand in every state, and the addresses of its pages."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from companies.models import Firm
from events import services as event_services
from events.models import Event, Registration
from meetings import services
from meetings.models import Meeting, Slot, TimetableRun
from tests.events.conftest import event_fields
from tests.meetings.meeting_build import accepted, as_delegate, delegates, interpreter, placed, with_meetings

PROGRESS = {"elapsed": 9, "weight": 9, "bound": 10, "placed": 3, "idle": 1, "moved": 2}


def fair_in_a_month(sato: User, *, now: datetime) -> Event:
    begin = (now + timedelta(days=30)).replace(hour=4, minute=0, second=0, microsecond=0)  # 09:00 in Astana
    times = {
        "starts_at": begin, "ends_at": begin + timedelta(hours=9), "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=9),
    }
    event = event_services.plan_event(chamber=None, by=sato, now=now, **event_fields(**times))
    event_services.set_seats(event, role="delegate", country="", capacity=20, by=sato, now=now)
    event_services.announce_event(event, anyway=True, by=sato, now=now)
    return Event.objects.get(pk=event.pk)


def fair_to_look_at(sato: User, tanaka: User, hokuriku: Firm, aigul: User, altai: Firm) -> Event:
    """More tables than a page shows; one person with a meeting to answer, a placed one with another time,
    an open one and a past one.
    """
    now = timezone.now()
    event = with_meetings(fair_in_a_month(sato, now=now), by=sato, now=now, slots=6, tables=8, most_per_person=9)
    for email in ("li@example.kz", "kim@example.kz"):
        interpreter(event, by=sato, now=now, email=email)
    (ichi, ni, _san), guests = delegates(
        event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=3, now=now
    )
    held, sitting = (
        placed(accepted(ichi, guest, now=now), number, by=sato, now=now) for number, guest in enumerate(guests[:2])
    )
    services.propose_time(
        sitting, registration=guests[1], slot=Slot.objects.get(event=event, number=4), by=None, now=now
    )
    services.request_meeting(guests[2], asked=ichi, topic="Линии розлива", by=None, now=now)
    displaced = placed(accepted(ni, guests[0], now=now), 3, by=sato, now=now)
    services.set_absences(ni, slots=[displaced.slot_id], by=None, now=now)
    services.propose_time(
        accepted(ni, guests[1], now=now), registration=guests[1],
        slot=Slot.objects.get(event=event, number=5), by=None, now=now,
    )
    _afterwards(held, sato)
    _runs(event, now)
    return event


def _afterwards(held: Meeting, sato: User) -> None:
    then = held.slot.ends_at
    services.hold_meeting(held, by=sato, now=then)
    for side in (held.asker, held.asked):
        given = {"rating": 4, "next_step": "見本を送る", "owner": side.name, "due_on": then.date()}
        services.follow_up(held, registration=side, **given, by=None, now=then)


def _runs(event: Event, now: datetime) -> None:
    plan = {"slot": [], "table": []}
    second = plan | {"progress": PROGRESS}
    given = {"event": event, "seconds": 10, "requested_at": now, "progress": PROGRESS, "plan": plan}
    TimetableRun.objects.create(**given, state="finished", variant={"between": second, "everyone": second})
    TimetableRun.objects.create(**given, state="running")
    TimetableRun.objects.create(
        **given, state="infeasible", error={"template": "No timetable is possible.", "params": {}}
    )


def grid_pages(event: Event) -> list[str]:
    names = ["grid", "meeting_setup", "meeting_arrange", "sheets", "interpreters"]
    pages = [reverse(f"meetings:{name}", args=[event.pk]) for name in names]
    pages += [reverse("meetings:grid", args=[event.pk]) + "?from=7"]
    pages += [reverse("meetings:sheets", args=[event.pk]) + f"?kind={kind}" for kind in ("tables", "people")]
    pages += [
        reverse("meetings:interpreter", args=[event.pk, event.contributors.filter(role="interpreter").first().pk])
    ]
    meetings = {one.state: one for one in Meeting.objects.filter(event=event)}
    return pages + [one.get_absolute_url() for one in (*meetings.values(), *TimetableRun.objects.filter(event=event))]


def delegate_pages(event: Event) -> list[str]:
    """Without an account: of the one with something of everything, and of one whose meeting has no place."""
    ichi, ni = Registration.objects.filter(event=event, country="JP").order_by("email")[:2]
    pages = [as_delegate(name, one) for one in (ichi, ni) for name in ("my_meetings", "meet_people", "my_times")]
    other = Registration.objects.askable_by(ichi).first()
    pages += [as_delegate("meet_ask", ichi, other.pk)]
    return pages + [as_delegate("my_meeting", ichi, one.pk) for one in Meeting.objects.of(ichi)]
