"""Drafts that are not wanted, and events that are held again: deleted, copied."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import ProtectedError

from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import lock

from ..errors import NotAhead, NotTheOrganiser, SomethingRestsOnIt
from ..models import Event, SeatPool, Session
from ..permissions import can_plan_for, can_run

COPIED = (
    "kind", "chamber", "titles", "summaries", "country", "venue", "address", "online_link", "zone", "spoken",
    "needs_approval", "offer_hours", "phone",
)
MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at")


@transaction.atomic
def delete_draft(event: Event, *, by, now: datetime) -> None:
    """Nobody has heard of it yet. What other people work on (documents, meetings, a delegation) goes first."""
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    if locked.state != "draft":
        raise TransitionNotAllowed
    record(locked, "delete", by=by, now=now)
    try:
        with transaction.atomic():
            locked.contributors.all().delete()
            locked.sessions.all().delete()
            locked.pools.all().delete()
            locked.delete()
    except ProtectedError as rests:
        raise SomethingRestsOnIt from rests


@transaction.atomic
def copy_event(event: Event, *, first_day: date, by, now: datetime) -> Event:
    """A draft with the same words, place, seats and programme, on another day; people and papers stay behind.

    Each moment moves by as many days on the clock of the place: nine o'clock stays nine o'clock.
    """
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    permit(by, can_plan_for, locked.chamber)
    zone = ZoneInfo(locked.zone)
    days = first_day - locked.starts_at.astimezone(zone).date()
    given = {name: getattr(locked, name) for name in COPIED}
    given |= {name: _moved(getattr(locked, name), days, zone) for name in MOMENTS}
    if given["starts_at"] <= now:
        raise NotAhead
    copy = Event.objects.create(**given, created_by=by, created_at=now)
    SeatPool.objects.bulk_create(
        SeatPool(event=copy, role=one.role, country=one.country, capacity=one.capacity) for one in locked.pools.all()
    )
    Session.objects.bulk_create(
        Session(
            event=copy, titles=one.titles, room=one.room, capacity=one.capacity,
            starts_at=_moved(one.starts_at, days, zone), ends_at=_moved(one.ends_at, days, zone),
        )
        for one in locked.sessions.all()
    )
    record(copy, "copy", by=by, now=now, data={"from": str(locked.pk), "days": days.days})
    return copy


def _moved(at: datetime, days: timedelta, zone: ZoneInfo) -> datetime:
    return (at.astimezone(zone).replace(tzinfo=None) + days).replace(tzinfo=zone)
