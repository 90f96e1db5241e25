"""Delegations: people, stops, hosts, reports;
a journey that was received and reported is what the memorandum counts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from core.activity import record
from core.days import local_day
from core.errors import TransitionNotAllowed
from core.geography import ZONE
from core.lifecycle import lock, move
from core.multilingual import Texts, worded
from core.reasons import required_reason

from .. import messages
from ..errors import (
    AlreadyRegistered,
    EndsBeforeItStarts,
    EventIsOver,
    HeadNamedAlready,
    JourneyUnnamed,
    NobodyReceived,
    NobodyTravels,
    NotBackYet,
    NotTheOrganiser,
    NotYetBegun,
    ReportMissing,
    StopOutsideTheJourney,
)
from ..models import Delegation, Member, Stop
from ..permissions import can_keep_delegation
from ..states import TRAVELLING
from . import journeys

SHORTEST_REPORT = 20


@transaction.atomic
def plan_delegation(*, by, now: datetime, **given) -> Delegation:
    """`given`: event, chamber, from_country, to_country, starts_on, ends_on; titles, purposes as {language: text}."""
    if given["ends_on"] < given["starts_on"]:
        raise EndsBeforeItStarts
    given |= worded(Delegation(), given, by=by, at=now)
    delegation = Delegation(created_by=by, created_at=now, **given)
    if not can_keep_delegation(by, delegation):
        raise NotTheOrganiser
    _require_title({"titles": delegation.titles})
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
    """Whom it concerns is told, unless nothing they know has changed."""
    locked = _keep(delegation, by)
    if given["ends_on"] < given["starts_on"]:
        raise EndsBeforeItStarts
    given |= worded(locked, given, by=by, at=now)
    _require_title(given)
    changed = _write(delegation, locked, given)
    for stop in locked.stops.all():
        _check_stop(given["starts_on"], given["ends_on"], stop.starts_at, stop.ends_at, stop.zone)
    if not changed:
        return
    act = record(delegation, "edit", by=by, now=now)
    if _news(locked, delegation, changed) - {"event"}:
        journeys.follow(delegation, act, now=now)


def _write(row, locked, given: dict[str, Any]) -> set[str]:
    """Save what is new; returns the names of these fields."""
    changed = {name for name, value in given.items() if getattr(locked, name) != value}
    for name in given:
        setattr(row, name, given[name])
    if changed:
        row.save(update_fields=sorted(changed))
    return changed


def _require_title(given: dict[str, Any]) -> None:
    if "titles" in given and not given["titles"]:
        raise JourneyUnnamed


def _news(before, row, changed: set[str]) -> set[str]:
    """What people know otherwise now: a text in one more language says nothing new."""
    return {name for name in changed if _known(before, name) != _known(row, name)}


def _known(row, name: str) -> Any:
    value = getattr(row, name)
    return value.in_original if isinstance(value, Texts) else value


@transaction.atomic
def add_member(delegation: Delegation, *, registration=None, by, now: datetime, **person) -> Member:
    """With a seat at the event, a substitute takes over the journey too.
    They and the hosts hear of it once it is confirmed.
    """
    locked = _keep(delegation, by)
    member = Member(delegation=delegation, registration=registration, added_at=now, **person)
    _save_member(member)
    act = record(member, "join", by=by, now=now)
    if locked.is_told:
        messages.journey_joined(member, act, now=now)
    journeys.follow(delegation, act, comes=member, now=now)
    return member


def _save_member(member: Member) -> None:
    others = member.delegation.members.filter(left_at=None).exclude(pk=member.pk)
    if member.is_head and (head := others.filter(is_head=True).first()):
        raise HeadNamedAlready(head.name)
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as double:
        raise AlreadyRegistered(member.name) from double


@transaction.atomic
def edit_member(member: Member, *, by, now: datetime, **given) -> None:
    """A misspelt name, another address. A new person is another member, or a substitute of their seat."""
    _keep(member.delegation, by)
    locked = lock(member)
    if locked.left_at:
        raise TransitionNotAllowed
    if all(getattr(locked, name) == value for name, value in given.items()):
        return
    for name, value in given.items():
        setattr(member, name, value)
    _save_member(member)
    act = record(member, "edit", by=by, now=now)
    if any(getattr(locked, name) != getattr(member, name) for name in (*journeys.ON_PAPERS, "is_head")):
        journeys.follow(member.delegation, act, person=member, now=now)


@transaction.atomic
def remove_member(member: Member, *, by, now: datetime) -> None:
    locked = _keep(member.delegation, by)
    if lock(member).left_at:
        return
    act = journeys.leave(member, by=by, now=now)
    if locked.is_told or member.letters.valid().exists():
        messages.journey_left(member, act, now=now)
    journeys.follow(member.delegation, act, gone=member, now=now)


def _keep_stops(delegation: Delegation, by) -> Delegation:
    """Stops are set right until the journey is reported, also after the return."""
    locked = lock(delegation)
    return locked if can_keep_delegation(by, locked) and locked.waits_for_report else _keep(delegation, by)


@transaction.atomic
def add_stop(delegation: Delegation, *, by, now: datetime, **given) -> Stop:
    locked = _keep_stops(delegation, by)
    _check_stop(locked.starts_on, locked.ends_on, given["starts_at"], given["ends_at"], given["zone"])
    given |= worded(Stop(), given, by=by, at=now)
    stop = Stop.objects.create(delegation=delegation, **given)
    journeys.follow(delegation, record(stop, "add", by=by, now=now), after=stop, now=now)
    return stop


def _check_stop(first: date, last: date, starts_at: datetime, ends_at: datetime, zone_name: str) -> None:
    if ends_at <= starts_at:
        raise EndsBeforeItStarts
    zone = ZoneInfo(zone_name)
    if starts_at.astimezone(zone).date() < first or ends_at.astimezone(zone).date() > last:
        raise StopOutsideTheJourney


@transaction.atomic
def edit_stop(stop: Stop, *, by, now: datetime, **given) -> None:
    """Whoever was to receive them before is told as well."""
    locked = _keep_stops(stop.delegation, by)
    before = _still_there(stop)
    _check_stop(locked.starts_on, locked.ends_on, given["starts_at"], given["ends_at"], given["zone"])
    changed = _write(stop, before, given | worded(before, given, by=by, at=now))
    if not changed:
        return
    act = record(stop, "edit", by=by, now=now)
    if _news(before, stop, changed):
        journeys.follow(locked, act, before=before, after=stop, now=now)


@transaction.atomic
def remove_stop(stop: Stop, *, by, now: datetime) -> None:
    locked = _keep_stops(stop.delegation, by)
    before = _still_there(stop)
    act = record(before, "remove", by=by, now=now, words={"place": before.place})
    Stop.objects.filter(pk=before.pk).delete()
    journeys.follow(locked, act, before=before, now=now)


def _still_there(stop: Stop) -> Stop:
    """As it stands now, under the lock of its journey; somebody else may have taken it out."""
    found = Stop.objects.select_related("delegation").filter(pk=stop.pk).first()
    if found is None:
        raise TransitionNotAllowed
    return found


@transaction.atomic
def confirm_delegation(delegation: Delegation, *, by, now: datetime) -> None:
    """From now on travellers and hosts know of it and hear of every change."""
    _keep(delegation, by)
    if not delegation.members.filter(left_at=None).exists():
        raise NobodyTravels
    act = move(delegation, "confirm", by=by, now=now)
    messages.journey_confirmed(delegation, act, now=now)


@transaction.atomic
def begin_delegation(delegation: Delegation, *, by, now: datetime) -> None:
    locked = _keep(delegation, by)
    if local_day(now, ZONE[locked.to_country]) < locked.starts_on:
        raise NotYetBegun
    move(delegation, "begin", by=by, now=now)


@transaction.atomic
def complete_delegation(delegation: Delegation, *, by, now: datetime) -> None:
    """They are back. It counts for the memorandum as soon as it is reported."""
    _keep(delegation, by)
    move(delegation, "complete", by=by, now=now, completed_at=now)


@transaction.atomic
def report_delegation(delegation: Delegation, *, reports: Mapping[str, str], by, now: datetime) -> None:
    """A few sentences on what came of it, {language: text}, corrected as often as needed;
    only of a journey that somebody received.
    """
    locked = lock(delegation)
    if not can_keep_delegation(by, locked):
        raise NotTheOrganiser
    if locked.completed_at is None:
        raise NotBackYet
    if not locked.stops.exclude(host="").exists():
        raise NobodyReceived
    said = locked.reports.with_wordings(reports, by=by, at=now)
    if len(said.in_original) < SHORTEST_REPORT:
        raise ReportMissing
    delegation.reports, delegation.reported_by, delegation.reported_at = said, by, now
    delegation.save(update_fields=["reports", "reported_by", "reported_at"])
    record(delegation, "report", by=by, now=now)


@transaction.atomic
def cancel_delegation(delegation: Delegation, *, reason: str, by, now: datetime) -> None:
    """Everybody who travels and every host is told; letters end."""
    _keep(delegation, by)
    text = required_reason(reason)
    act = move(delegation, "cancel", by=by, now=now, reason=text)
    issued = delegation.letters.valid().update(replaced_at=now)
    messages.journey_cancelled(delegation, act, reason=text, letters=bool(issued), now=now)
