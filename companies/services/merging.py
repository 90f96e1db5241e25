"""Two records of one firm become one: at once, or when a colleague confirms it; and for seven days the way back."""
from datetime import datetime

from django.db import IntegrityError, transaction

from core import activity
from core.activity import ref
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import allowed_actions, lock, move
from core.reasons import required_reason

from .. import messages
from ..errors import MergeNotPossible, MergeWaits, NumberTaken, OwnMerge, SuccessorMerged, TakeBackTooLate
from ..models import Firm, Merge
from ..permissions import can_review
from ..states import CLOSED_FIRM
from ..successors import give_back, hand_over, living_with


def needs_two_deciders(firm: Firm, into: Firm) -> bool:
    """Two numbers that are both valid, or both verified, speak for two firms:
    one person alone may not overrule that.
    """
    pair = (firm, into)
    if not all(one.legal_id for one in pair) or firm.legal_id == into.legal_id:
        return False
    return all(one.legal_id_quality != "doubtful" for one in pair) or all(one.verified_at for one in pair)


@transaction.atomic
def merge_firms(firm: Firm, into: Firm, *, reason: str, by, now: datetime) -> Merge:
    """`firm` gives all that lives with it to `into` and stays as a closed row; where two must decide, only proposed.

    Raises ReasonMissing, MergeNotPossible, MergeWaits, CannotFollow.
    """
    permit(by, can_review)
    reason = required_reason(reason)
    firm, into = _may_become_one(firm, into)
    if Merge.objects.waiting().of_firms(firm, into).exists():
        raise MergeWaits
    merge = Merge.objects.create(
        firm=firm, into=into, reason=reason, proposed_by=by, proposed_at=now,
        two_deciders=needs_two_deciders(firm, into),
    )
    activity.record(merge, "propose", by=by, now=now, reason=reason)
    if merge.two_deciders:
        messages.merge_waits(merge, now=now)
    else:
        _carry_out(merge, firm, into, by=by, now=now)
    return merge


@transaction.atomic
def confirm_merge(merge: Merge, *, by, now: datetime) -> None:
    """The second decider. Raises OwnMerge, MergeNotPossible, CannotFollow, TransitionNotAllowed."""
    permit(by, can_review)
    _still(merge, "confirm")
    if merge.proposed_by_id == by.pk:
        raise OwnMerge
    firm, into = _may_become_one(merge.firm, merge.into)
    _carry_out(merge, firm, into, by=by, now=now)
    messages.merge_decided(merge, now=now)


@transaction.atomic
def refuse_merge(merge: Merge, *, reason: str, by, now: datetime) -> None:
    """Both records stay as they are; the author may withdraw the proposal in the same way."""
    permit(by, can_review)
    reason = required_reason(reason)
    move(merge, "refuse", by=by, now=now, reason=reason, decided_by=by, decided_at=now, answer=reason)
    messages.merge_decided(merge, now=now)


@transaction.atomic
def take_back_merge(merge: Merge, *, reason: str, by, now: datetime) -> None:
    """What the merge moved and what still stands with the successor goes back.

    Raises ReasonMissing, TakeBackTooLate, SuccessorMerged, NumberTaken, CannotFollow, TransitionNotAllowed.
    """
    permit(by, can_review)
    reason = required_reason(reason)
    current = _still(merge, "take_back")
    if now > current.reversible_until:
        raise TakeBackTooLate
    firm, into = locked_pair(current.firm, current.into)
    if into.state in CLOSED_FIRM:
        raise SuccessorMerged
    _reopen(firm, current, reason=reason, by=by, now=now)
    give_back(current.record, firm, into, by=by, now=now)
    activity.record(into, "release", by=by, now=now, reason=reason, data={"to": ref(firm)})
    move(merge, "take_back", by=by, now=now, reason=reason, taken_back_by=by, taken_back_at=now, answer=reason)
    messages.merge_taken_back(merge, now=now)


def _carry_out(merge: Merge, firm: Firm, into: Firm, *, by, now: datetime) -> None:
    lines, before = living_with(firm, into), firm.state
    record = hand_over(firm, into, by=by, now=now)
    move(firm, "merge", by=by, now=now, reason=merge.reason, merged_into=into, data={"into": ref(into)})
    activity.record(into, "absorb", by=by, now=now, reason=merge.reason, data={"from": ref(firm)})
    move(merge, "confirm", by=by, now=now, decided_by=by, decided_at=now, state_before=before, record=record)
    messages.firm_merged(merge, lines, now=now)


def _still(merge: Merge, action: str) -> Merge:
    """The row as it stands, locked first of all: a colleague may be deciding at this moment."""
    current = lock(merge)
    if action not in allowed_actions(current):
        raise TransitionNotAllowed
    return current


def _may_become_one(firm: Firm, into: Firm) -> tuple[Firm, Firm]:
    """Both records as they stand, when they may become one."""
    if firm.pk == into.pk or firm.country != into.country:
        raise MergeNotPossible
    firm, into = locked_pair(firm, into)
    if {firm.state, into.state} & CLOSED_FIRM:
        raise MergeNotPossible
    return firm, into


def locked_pair(firm: Firm, into: Firm) -> tuple[Firm, Firm]:
    """Both records as they stand now, locked in one order for everybody: no deadlock."""
    rows = {one.pk: lock(one) for one in sorted([firm, into], key=lambda each: each.pk)}
    return rows[firm.pk], rows[into.pk]


def _reopen(firm: Firm, merge: Merge, *, reason: str, by, now: datetime) -> None:
    try:
        with transaction.atomic():
            move(firm, "part", to=merge.state_before, by=by, now=now, reason=reason, merged_into=None)
    except IntegrityError as error:  # while it was closed, its number was free for others
        raise NumberTaken from error
