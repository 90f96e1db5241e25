"""Other dates, other terms, a rest, a waiver: asked by one side with a reason, valid when the other approves."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from core.activity import record
from core.days import local_day
from core.errors import permit
from core.i18n import say_day
from core.lifecycle import lock, move
from core.reasons import required_reason

from .. import messages
from ..computed import ledger
from ..enums import Cadence, ChangeKind
from ..errors import (
    ChangeIsOpen,
    DueDateTooEarly,
    NotAParty,
    NotAtThePeriodsStart,
    NothingChanges,
    ObligationIsOver,
    OwnRequest,
    PeriodUnknown,
)
from ..models import Change, Obligation
from ..permissions import acts_for_a_side, can_decide_change, can_withdraw_change, side_of
from ..reckoning.periods import MONTHS, ONE_DAY, next_start
from ..states import RUNNING
from .obligations import begin_hold, end_hold


def ask_due_date(obligation: Obligation, *, period: str, due_on: date, reason: str, by, now: datetime) -> Change:
    """A later due date for one period or occasion, by its key."""
    permit(by, acts_for_a_side, obligation.commitment.memorandum, otherwise=NotAParty)
    book = ledger.account(obligation, now)
    found = next((one for one in book.periods if one.period.key == period), None)
    if found is None:
        raise PeriodUnknown
    if due_on <= found.period.due_on or due_on <= book.today:
        raise DueDateTooEarly
    per_event = obligation.cadence == Cadence.PER_EVENT
    which = {"occasion_id": period} if per_event else {"period_start": found.period.start}
    return _ask(obligation, ChangeKind.DUE_DATE, reason=reason, by=by, now=now, due_on=due_on, **which)


def ask_terms(
    obligation: Obligation, *, cadence: str, target: int, period_start: date, reason: str, by, now: datetime
) -> Change:
    """Another rhythm or target from the first day of a coming period on; in the middle of a period nothing changes."""
    permit(by, acts_for_a_side, obligation.commitment.memorandum, otherwise=NotAParty)
    if (cadence, target) == (obligation.cadence, obligation.target):
        raise NothingChanges
    if hasattr(obligation, "replaced_by"):
        raise ChangeIsOpen
    _require_boundary(obligation, period_start, now)
    return _ask(
        obligation, ChangeKind.TERMS, reason=reason, by=by, now=now, cadence=cadence,
        target=target, period_start=period_start,
    )


def next_boundary(obligation: Obligation, now: datetime) -> date | None:
    """The next day on which new terms may begin; None for what has no rhythm."""
    if obligation.cadence not in MONTHS:
        return None
    return next_start(obligation.cadence, obligation.starts_on, local_day(now, obligation.zone))


def _require_boundary(obligation: Obligation, day: date, now: datetime) -> None:
    boundary = next_boundary(obligation, now)
    if boundary is None:
        raise PeriodUnknown
    if next_start(obligation.cadence, obligation.starts_on, day - ONE_DAY) != day or day < boundary:
        raise NotAtThePeriodsStart(say_day(boundary))


def ask_hold(obligation: Obligation, *, reason: str, by, now: datetime) -> Change:
    permit(by, acts_for_a_side, obligation.commitment.memorandum, otherwise=NotAParty)
    if obligation.state != "active":
        raise NothingChanges
    return _ask(obligation, ChangeKind.HOLD, reason=reason, by=by, now=now)


def ask_waiver(obligation: Obligation, *, reason: str, by, now: datetime) -> Change:
    permit(by, acts_for_a_side, obligation.commitment.memorandum, otherwise=NotAParty)
    return _ask(obligation, ChangeKind.WAIVER, reason=reason, by=by, now=now)


@transaction.atomic
def _ask(obligation: Obligation, kind: str, *, reason: str, by, now: datetime, **terms) -> Change:
    side = side_of(by, obligation.commitment.memorandum)
    if lock(obligation).state not in RUNNING:
        raise ObligationIsOver
    text = required_reason(reason)
    try:
        with transaction.atomic():
            change = Change.objects.create(
                obligation=obligation, kind=kind, reason=text, asked_side=side,
                asked_by=by, asked_at=now, **terms,
            )
    except IntegrityError as taken:
        raise ChangeIsOpen from taken
    record(change, "ask", by=by, now=now, reason=change.reason)
    messages.change_asked(change, now=now)
    return change


@transaction.atomic
def approve_change(change: Change, *, by, now: datetime) -> None:
    """The other side approves, and it takes effect."""
    obligation = lock(change.obligation)
    _require_decider(change, by)
    if obligation.state not in RUNNING:
        raise ObligationIsOver
    if hasattr(change.obligation, "replaced_by") and change.kind == ChangeKind.TERMS:
        raise ChangeIsOpen
    if change.kind == ChangeKind.TERMS:
        _require_boundary(change.obligation, change.period_start, now)
    move(change, "approve", by=by, now=now, decided_by=by, decided_at=now)
    EFFECT[change.kind](change, by, now)
    messages.change_decided(change, reason="", now=now)


@transaction.atomic
def refuse_change(change: Change, *, reason: str, by, now: datetime) -> None:
    _require_decider(change, by)
    text = required_reason(reason)
    move(change, "refuse", by=by, now=now, reason=text, decided_by=by, decided_at=now)
    messages.change_decided(change, reason=text, now=now)


def withdraw_change(change: Change, *, by, now: datetime) -> None:
    permit(by, can_withdraw_change, change, otherwise=NotAParty)
    move(change, "withdraw", by=by, now=now)


def _require_decider(change: Change, by) -> None:
    if side_of(by, change.obligation.commitment.memorandum) is None:
        raise NotAParty
    if not can_decide_change(by, change):
        raise OwnRequest


def _agree_date(change: Change, by, now: datetime) -> None:
    """Nothing to write: the books read approved dates."""


def _hold(change: Change, by, now: datetime) -> None:
    move(change.obligation, "hold", by=by, now=now)
    begin_hold(change.obligation, local_day(now, change.obligation.zone))


def _waive(change: Change, by, now: datetime) -> None:
    day = local_day(now, change.obligation.zone)
    end_hold(change.obligation, day)
    move(change.obligation, "waive", by=by, now=now, ended_on=day)


def _new_terms(change: Change, by, now: datetime) -> None:
    """The old obligation runs to the end of its period; its successor takes over the day after (`turn_over`)."""
    old = change.obligation
    successor = Obligation.objects.create(
        commitment=old.commitment, owing=old.owing, indicator=old.indicator, wordings=old.wordings,
        cadence=change.cadence, target=change.target, starts_on=change.period_start, ends_on=old.ends_on, zone=old.zone,
        responsible=old.responsible, proposed_side=change.asked_side,
        proposed_by=change.asked_by, proposed_at=change.asked_at,
        replaces=old,
    )
    record(successor, "propose", by=change.asked_by, now=now)
    move(successor, "agree", by=by, now=now, agreed_by=by, agreed_at=now)
    old.ends_on = change.period_start - ONE_DAY
    old.save(update_fields=["ends_on"])


EFFECT = {
    ChangeKind.DUE_DATE: _agree_date, ChangeKind.TERMS: _new_terms, ChangeKind.HOLD: _hold, ChangeKind.WAIVER: _waive
}
