"""What the organiser decides by looking at a list: who of those ticked gets a seat, who of the queue is offered one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.lifecycle import lock

from ..errors import EventIsFull, EventIsOver, NobodyNamed, NotTheOrganiser
from ..models import Event, Registration
from ..permissions import can_run
from ..states import COMING
from .registering import approve_registration, run_event
from .seats import hold, offer_seat, take

MOST_AT_ONCE = 100


@transaction.atomic
def approve_chosen(event: Event, *, seats: Iterable[UUID], by, now: datetime) -> dict[str, int]:
    """Of this event, in the order in which they asked. Who was decided about meanwhile, or with their group a moment
    ago, is left as they are. Returns how many of those ticked have a seat now, wait, and were left.
    """
    if not can_run(by, hold(event)):
        raise NotTheOrganiser
    chosen = list(event.registrations.filter(pk__in=set(seats)).order_by("registered_at", "pk")[:MOST_AT_ONCE])
    if not chosen:
        raise NobodyNamed
    applied = {one.pk for one in chosen if one.state == "applied"}
    for one in chosen:
        if one.pk in applied and Registration.objects.filter(pk=one.pk, state="applied").exists():
            approve_registration(one, by=by, now=now)
    states = list(Registration.objects.filter(pk__in=applied).values_list("state", flat=True))
    seated = states.count("confirmed")
    return {"seated": seated, "waiting": len(states) - seated, "left": len(chosen) - len(applied)}


@transaction.atomic
def offer_to(registration: Registration, *, by, now: datetime) -> None:
    """A free seat to one of the queue, before whoever stands in front; the log says who chose so."""
    event = run_event(registration, by)
    if event.state not in COMING or now >= event.starts_at:
        raise EventIsOver
    row = lock(registration)
    if row.state == "waitlisted" and not take(row.pool_id):
        raise EventIsFull
    offer_seat(registration, event, by=by, now=now)
