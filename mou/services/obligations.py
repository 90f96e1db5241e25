"""Obligations: proposed by one side, agreed by the other, in force with the memorandum;
what each side may do to them.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from core.activity import record
from core.days import local_day
from core.errors import permit
from core.geography import ZONE
from core.lifecycle import lock, move
from core.multilingual import Texts
from core.reasons import required_reason
from core.sweeps import each

from .. import messages
from ..computed import ledger
from ..enums import Cadence, Owing
from ..errors import (
    DayInTheFuture,
    EndsBeforeItStarts,
    NotAParty,
    ObligationIsOver,
    OutsideTheObligation,
    OwnRequest,
    StartsBeforeTheMemorandum,
)
from ..models import Commitment, Hold, Memorandum, Obligation, Occasion
from ..permissions import (
    acts_for_a_side,
    can_agree,
    can_keep_memoranda,
    can_name_responsible,
    can_propose_obligation,
    side_of,
)
from ..reckoning.periods import ONE_DAY
from ..reckoning.standing import GRACE
from ..states import RUNNING


@transaction.atomic
def propose_obligation(
    commitment: Commitment,
    *,
    owing: str,
    indicator: str,
    wordings: Mapping[str, str],
    cadence: str,
    target: int,
    starts_on: date,
    ends_on: date | None,
    days_to_deliver: int | None = None,
    by,
    now: datetime,
) -> Obligation:
    """`wordings`: what is delivered in one's own words, {language: text}; may be empty."""
    memorandum = commitment.memorandum
    if not can_propose_obligation(by, memorandum):
        raise NotAParty
    _check_span(lock(memorandum), starts_on, ends_on)
    obligation = Obligation.objects.create(
        commitment=commitment,
        owing=owing,
        indicator=indicator,
        wordings=Texts().with_wordings(wordings, by=by, at=now),
        cadence=cadence,
        target=target,
        days_to_deliver=days_to_deliver if cadence == Cadence.PER_EVENT else None,
        starts_on=starts_on,
        ends_on=ends_on,
        zone=zone_of_obligation(memorandum, owing),
        proposed_side=side_of(by, memorandum) or "",
        proposed_by=by,
        proposed_at=now,
    )
    record(obligation, "propose", by=by, now=now)
    messages.obligation_proposed(obligation, now=now)
    return obligation


def zone_of_obligation(memorandum: Memorandum, owing: str) -> str:
    """Whose calendar counts: the owing party's; of a joint obligation, the Central Asian one's."""
    side = Owing.CENTRAL_ASIA if owing == Owing.JOINT else owing
    return next(ZONE[party.country] for party in memorandum.parties.all() if party.side == side)


def _check_span(memorandum: Memorandum, starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on < starts_on:
        raise EndsBeforeItStarts
    begins = memorandum.in_force_on or memorandum.signed_on
    too_early = begins and starts_on < begins
    too_late = memorandum.last_day and starts_on > memorandum.last_day
    if too_early or too_late or memorandum.state in ("expired", "terminated"):
        raise StartsBeforeTheMemorandum


@transaction.atomic
def agree_obligation(obligation: Obligation, *, by, now: datetime) -> None:
    """The other side agrees; with a memorandum in force it is active at once."""
    memorandum = lock(obligation.commitment.memorandum)
    lock(obligation)
    _require_the_other_side(obligation, by)
    move(obligation, "agree", by=by, now=now, agreed_by=by, agreed_at=now)
    if memorandum.state == "in_force":
        move(obligation, "activate", by=by, now=now)
    messages.obligation_decided(obligation, reason="", now=now)


@transaction.atomic
def decline_obligation(obligation: Obligation, *, reason: str, by, now: datetime) -> None:
    lock(obligation)
    _require_the_other_side(obligation, by)
    text = required_reason(reason)
    move(obligation, "decline", by=by, now=now, reason=text)
    messages.obligation_decided(obligation, reason=text, now=now)


def _require_the_other_side(obligation: Obligation, by) -> None:
    if side_of(by, obligation.commitment.memorandum) is None:
        raise NotAParty
    if not can_agree(by, obligation):
        raise OwnRequest


@transaction.atomic
def resume_obligation(obligation: Obligation, *, by, now: datetime) -> None:
    """Either party ends the rest; what falls due from today on is owed again."""
    permit(by, acts_for_a_side, obligation.commitment.memorandum, otherwise=NotAParty)
    move(obligation, "resume", by=by, now=now)
    end_hold(obligation, local_day(now, obligation.zone) - ONE_DAY)


@transaction.atomic
def close_obligation(obligation: Obligation, *, reason: str, by, now: datetime) -> None:
    """Staff end what has no sense any more; periods that were open then are not owed."""
    lock(obligation)
    if not can_keep_memoranda(by):
        raise NotAParty
    day = local_day(now, obligation.zone)
    end_hold(obligation, day)
    move(obligation, "close", by=by, now=now, reason=required_reason(reason), ended_on=day)


def turn_over(*, now: datetime) -> None:
    """Daily: new terms take over on their day; what ended is closed once nothing can be made up any more."""
    agreed = Obligation.objects.filter(state="agreed", replaces__isnull=False, commitment__memorandum__state="in_force")
    each("mou.turn_over", agreed.select_related("replaces"), lambda successor: _take_over(successor, now), now=now)
    ending = Obligation.objects.with_memorandum().filter(state="active", ends_on__isnull=False, replaced_by=None)
    each("mou.turn_over:close", ending, lambda obligation: _close(obligation, now), now=now)


def _close(obligation: Obligation, now: datetime) -> bool:
    book = ledger.account(obligation, now)
    last = max([obligation.ends_on, *(one.period.due_on for one in book.periods)])
    if last + GRACE >= book.today or lock(obligation).state != "active":
        return False
    move(obligation, "close", by=None, now=now, ended_on=book.today)
    return True


def _take_over(successor: Obligation, now: datetime) -> bool:
    """Whatever the old one's state: a rest goes over to the new one."""
    if successor.starts_on > local_day(now, successor.zone):
        return False
    old = lock(successor.replaces)
    if lock(successor).state != "agreed":
        return False
    if old.state in RUNNING:
        move(successor.replaces, "supersede", by=None, now=now)
    move(successor, "activate", by=None, now=now)
    if old.state == "on_hold":
        end_hold(old, successor.starts_on)
        move(successor, "hold", by=None, now=now)
        begin_hold(successor, successor.starts_on)
    return True


def begin_hold(obligation: Obligation, day: date) -> None:
    Hold.objects.create(obligation=obligation, from_on=day)


def end_hold(obligation: Obligation, day: date) -> None:
    """`day`: the last one of the rest; a rest that would end before it began never was."""
    obligation.holds.filter(until_on=None, from_on__gt=day).delete()
    obligation.holds.filter(until_on=None).update(until_on=day)


def name_responsible(obligation: Obligation, *, person, by, now: datetime) -> None:
    """Whom the portal reminds; None: the party's contact person."""
    permit(by, can_name_responsible, obligation)
    obligation.responsible = person
    obligation.save(update_fields=["responsible"])
    record(obligation, "name_responsible", by=by, now=now)


@transaction.atomic
def note_occasion(
    obligation: Obligation, *, titles: Mapping[str, str], happened_on: date, by, now: datetime
) -> Occasion:
    """Something outside the portal after which a delivery is owed."""
    permit(by, acts_for_a_side, obligation.commitment.memorandum, otherwise=NotAParty)
    if lock(obligation).state not in RUNNING or obligation.cadence != Cadence.PER_EVENT:
        raise ObligationIsOver
    if happened_on > local_day(now, obligation.zone):
        raise DayInTheFuture
    terms = ledger.account(obligation, now).terms
    if happened_on < terms.first or (terms.last and happened_on > terms.last):
        raise OutsideTheObligation(terms.first, terms.last or local_day(now, obligation.zone))
    occasion = Occasion.objects.create(
        obligation=obligation, titles=Texts().with_wordings(titles, by=by, at=now),
        happened_on=happened_on, noted_by=by,
    )
    record(obligation, "note_occasion", by=by, now=now, data={"on": happened_on.isoformat()})
    return occasion
