"""Late admission: a request after the closing date, and a decision that names the deadline it waives and why."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from core.activity import record
from core.errors import permit
from core.lifecycle import move
from core.reasons import required_reason

from .. import messages
from ..errors import EventIsFull, EventIsOver, NotTheOrganiser, RegistrationIsOpen
from ..models import Registration, SeatPool
from ..permissions import can_register_for, can_run
from ..states import COMING
from .registering import PersonData, enter, is_open, run_event, takes_late
from .seats import hold, take


@transaction.atomic
def ask_late(
    event, *, person: PersonData, role: str, because: str, firm=None, chamber=None, by, now: datetime
) -> Registration:
    """Once registration is closed (or not open yet), until the event ends."""
    permit(by, can_register_for, firm, chamber)
    locked = hold(event)
    if is_open(locked, now):
        raise RegistrationIsOpen
    if not takes_late(locked, now):
        raise EventIsOver
    reason = required_reason(because)
    row = enter(
        locked, person, role=role, firm=firm, chamber=chamber, state="late_requested",
        asked_because=reason, by=by, now=now,
    )
    messages.late_asked(row, now=now)
    return row


@transaction.atomic
def admit_at_the_desk(
    event, *, person: PersonData, role: str, reason: str, extra_seat: bool = False, chamber=None, by, now: datetime
) -> Registration:
    """The organiser enters and admits somebody in one act; what would be refused of the two is refused of both."""
    locked = hold(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    if is_open(locked, now):
        raise RegistrationIsOpen
    if not takes_late(locked, now):
        raise EventIsOver
    text = required_reason(reason)
    row = enter(
        locked, person, role=role, chamber=chamber, state="late_requested", asked_because=text, by=by, now=now
    )
    admit_late(row, reason=text, extra_seat=extra_seat, by=by, now=now)
    return row


@transaction.atomic
def admit_late(registration: Registration, *, reason: str, extra_seat: bool = False, by, now: datetime) -> None:
    """`extra_seat`: where no seat is free, one is added, and the log says so. The waived deadline stays on the row."""
    event = run_event(registration, by)
    if event.state not in COMING:
        raise EventIsOver
    text = required_reason(reason)
    if not take(registration.pool_id):
        if not extra_seat:
            raise EventIsFull
        SeatPool.objects.filter(pk=registration.pool_id).update(capacity=F("capacity") + 1)
        record(event, "add_seat", by=by, now=now, reason=text)
        take(registration.pool_id)
    move(
        registration,
        "admit_late",
        by=by,
        now=now,
        reason=text,
        data={"waived": event.registration_ended_at.isoformat(), "extra_seat": extra_seat},
        waived_deadline=event.registration_ended_at,
        decided_by=by,
        decided_at=now,
    )
    messages.confirmed(registration, now=now)


@transaction.atomic
def refuse_late(registration: Registration, *, reason: str, by, now: datetime) -> None:
    run_event(registration, by)
    text = required_reason(reason)
    move(registration, "refuse_late", by=by, now=now, reason=text, decided_by=by, decided_at=now)
    messages.refused(registration, reason=text, now=now)
