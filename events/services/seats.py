"""Counting seats. Whoever takes, frees or offers one holds the event's row lock: nothing is read before it is held."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from core.lifecycle import lock, move

from .. import messages
from ..errors import EventIsChanging, NoSuchSeats
from ..models import Event, Registration, SeatPool, Session
from ..rules.deadlines import offer_deadline
from ..states import COMING, HOLDING


def hold(event: Event) -> Event:
    """The event as it stands, locked until the transaction ends; refused while a change of it is being carried out."""
    locked = lock(event)
    if locked.changes.filter(state="confirmed").exists():
        raise EventIsChanging
    return locked


def pool_for(event: Event, role: str, country: str) -> SeatPool:
    """The seats of this role for this country, else for all countries."""
    pools = {pool.country: pool for pool in event.pools.filter(role=role)}
    found = pools.get(country) or pools.get("")
    if found is None:
        raise NoSuchSeats
    return found


def take(pool_id: UUID) -> bool:
    """One more seat taken, or False when none is free."""
    # Read, then counted up: safe because everybody holds the event's lock; F() and the constraint catch who does not.
    pool = SeatPool.objects.get(pk=pool_id)
    if pool.taken >= pool.capacity:
        return False
    SeatPool.objects.filter(pk=pool_id).update(taken=F("taken") + 1)
    return True


def give_back(registration: Registration, *, now: datetime) -> None:
    """A seat is free again: its place in the sessions too, and the next in the queue are offered it."""
    leave_sessions(registration)
    # Before the offers: what is freed here is what the next in the queue may be offered.
    SeatPool.objects.filter(pk=registration.pool_id).update(taken=F("taken") - 1)
    offer_free_seats(registration.event_id, now=now)


def leave_sessions(registration: Registration) -> None:
    booked = list(registration.session_seats.values_list("session", flat=True))
    registration.session_seats.all().delete()
    Session.objects.filter(pk__in=booked).update(taken=F("taken") - 1)


def settle(registration: Registration, *, by, now: datetime, place: int = 0) -> None:
    """A seat when one is free, otherwise a place in the queue; `place`: among those who join it in the same moment."""
    if take(registration.pool_id):
        move(registration, "confirm", by=by, now=now, decided_by=by, decided_at=now)
        messages.confirmed(registration, now=now)
    else:
        _wait(registration, by=by, now=now, place=place)


def _wait(registration: Registration, *, by, now: datetime, place: int) -> None:
    # Who was in the queue before keeps their turn; of one form the microseconds keep the order it was written in.
    queued_at = registration.queued_at or now + timedelta(microseconds=place)
    move(registration, "wait", by=by, now=now, queued_at=queued_at, decided_by=by, decided_at=now)
    messages.waiting(registration, now=now)


def settle_group(rows: list[Registration], *, by, now: datetime) -> None:
    """People who come together or not at all: seats for all of them, or the queue for all of them.
    Others one by one, in their order.
    """
    nobody = rows[0].together and not _fits(rows, _free(rows[0].event_id))
    for place, row in enumerate(rows):
        if nobody:
            _wait(row, by=by, now=now, place=place)
        else:
            settle(row, by=by, now=now, place=place)


def offer_free_seats(event_id: UUID, *, now: datetime) -> int:
    """In the order of the queue; a group that does not fit is passed over and keeps its place.
    Returns how many were offered.
    """
    event = Event.objects.get(pk=event_id)
    if event.state not in COMING or now >= event.starts_at:
        return 0
    offered, free = 0, _free(event.pk)
    for group in _groups(event):
        if _fits(group, free):
            for one in group:
                take(one.pool_id)
                offer_seat(one, event, by=None, now=now)
                free[one.pool_id] -= 1
            offered += len(group)
    return offered


def _free(event_id: UUID) -> dict[UUID, int]:
    return {pool.pk: pool.free for pool in SeatPool.objects.filter(event=event_id)}


def _fits(rows: list[Registration], free: dict[UUID, int]) -> bool:
    """Whether there is a seat for each of them, in their own pools."""
    return all(free[pool] >= count for pool, count in Counter(row.pool_id for row in rows).items())


def _groups(event: Event) -> list[list[Registration]]:
    """The queue in its order, each with all who must be admitted with them, for whichever seats they wait."""
    groups: dict = {}
    for row in event.registrations.queue().select_related("event", "pool", "user"):
        groups.setdefault(row.group if row.together else row.pk, []).append(row)
    return list(groups.values())


def offer_seat(registration: Registration, event: Event, *, by, now: datetime) -> None:
    """The seat has been taken for them already."""
    until = offer_deadline(now, event.offer_hours, registration.zone, event.starts_at)
    move(registration, "offer", by=by, now=now, offered_until=until)
    messages.offered(registration, now=now)


def make_room(registration: Registration, was: str, *, now: datetime) -> None:
    """Whoever leaves gives a seat back, or leaves a waiting group so small that it may fit now."""
    if was in HOLDING:
        give_back(registration, now=now)
    elif was == "waitlisted":
        offer_free_seats(registration.event_id, now=now)
