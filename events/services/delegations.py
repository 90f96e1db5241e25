"""Delegations: people, stops, hosts; a completed journey is what the memorandum counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from core.activity import record
from core.lifecycle import lock, move
from core.reasons import required_reason

from .. import messages
from ..errors import AlreadyRegistered, EndsBeforeItStarts, EventIsOver, NobodyTravels, NotTheOrganiser, NotYetBegun, StopOutsideTheJourney
from ..models import Delegation, Member, Stop
from ..permissions import can_keep_delegation
from ..states import TRAVELLING
from . import journeys


@transaction.atomic
def plan_delegation(*, by, now: datetime, **given) -> Delegation:
    """`given`: title, language, event, chamber, from_country, to_country, purpose, starts_on, ends_on."""
    if given["ends_on"] < given["starts_on"]:
        raise EndsBeforeItStarts
    delegation = Delegation(created_by=by, created_at=now, **given)
    if not can_keep_delegation(by, delegation):
        raise NotTheOrganiser
    delegation.save(force_insert=True)
    record(delegation, "plan", by=by, now=now)
    return delegation


def _keep(delegation: Delegation, by) -> Delegation:
    locked = lock(delegation)
    if not can_keep_delegation(by, locked):
        raise NotTheOrganiser
    if locked.state not in TRAVELLING:
        raise EventIsOver
    return locked


@transaction.atomic
def edit_delegation(delegation: Delegation, *, by, now: datetime, **given) -> None:
    _keep(delegation, by)
    if given["ends_on"] < given["starts_on"]:
        raise EndsBeforeItStarts
    for name, value in given.items():
        setattr(delegation, name, value)
    delegation.save(update_fields=list(given))
    record(delegation, "edit", by=by, now=now)


@transaction.atomic
def add_member(delegation: Delegation, *, registration=None, by, now: datetime, **person) -> Member:
    """With a seat at the event, a substitute takes over the journey too. Hosts hear of it once the journey is confirmed."""
    locked = _keep(delegation, by)
    try:
        with transaction.atomic():
            member = journeys.join(delegation, registration=registration, by=by, now=now, **person)
    except IntegrityError as double:
        raise AlreadyRegistered(person["name"]) from double
    if locked.state != "planned":
        messages.journey_changed(delegation, gone=None, comes=member, now=now)
    return member


@transaction.atomic
def remove_member(member: Member, *, by, now: datetime) -> None:
    locked = _keep(member.delegation, by)
    if member.left_at:
        return
    journeys.leave(member, by=by, now=now)
    if locked.state != "planned":
        messages.journey_changed(member.delegation, gone=member, comes=None, now=now)


@transaction.atomic
def add_stop(delegation: Delegation, *, by, now: datetime, **given) -> Stop:
    locked = _keep(delegation, by)
    _check_stop(locked, given)
    stop = Stop.objects.create(delegation=delegation, **given)
    record(stop, "add", by=by, now=now)
    return stop


def _check_stop(delegation: Delegation, given: dict) -> None:
    if given["ends_at"] <= given["starts_at"]:
        raise EndsBeforeItStarts
    zone = ZoneInfo(given["zone"])
    days = (given["starts_at"].astimezone(zone).date(), given["ends_at"].astimezone(zone).date())
    if days[0] < delegation.starts_on or days[1] > delegation.ends_on:
        raise StopOutsideTheJourney


@transaction.atomic
def remove_stop(stop: Stop, *, by, now: datetime) -> None:
    _keep(stop.delegation, by)
    record(stop, "remove", by=by, now=now, words={"place": stop.place})
    stop.delete()


@transaction.atomic
def confirm_delegation(delegation: Delegation, *, by, now: datetime) -> None:
    _keep(delegation, by)
    if not delegation.members.filter(left_at=None).exists():
        raise NobodyTravels
    move(delegation, "confirm", by=by, now=now)


@transaction.atomic
def begin_delegation(delegation: Delegation, *, by, now: datetime) -> None:
    locked = _keep(delegation, by)
    if now.date() < locked.starts_on:
        raise NotYetBegun
    move(delegation, "begin", by=by, now=now)


@transaction.atomic
def complete_delegation(delegation: Delegation, *, by, now: datetime) -> None:
    """They are back; counts for the memorandum while it stays so."""
    _keep(delegation, by)
    move(delegation, "complete", by=by, now=now, completed_at=now)


@transaction.atomic
def cancel_delegation(delegation: Delegation, *, reason: str, by, now: datetime) -> None:
    """Everybody who travels and every host is told."""
    _keep(delegation, by)
    text = required_reason(reason)
    move(delegation, "cancel", by=by, now=now, reason=text)
    messages.journey_cancelled(delegation, reason=text, now=now)
