"""Staff decide: propose, approve, reject, dismiss, and take a decision back within the undo window."""
from datetime import datetime

from django.conf import settings
from django.db import transaction

from core.errors import permit
from core.lifecycle import lock, move
from core.reasons import optional_reason
from notifications.services import withdraw_messages

from .. import messages
from ..errors import AlreadyDecided, FirmNotLive, OwnProposal, UndoTooLate
from ..models import Introduction, Match
from ..permissions import can_approve_match, can_propose
from .answers import put_before_staff
from .asking import Asking, ask_sides, require_asking, take_back_asking
from .ending import end_match
from .export import flag_controlled_codes
from .introductions import open_introduction
from .refusing import refusal_words


@transaction.atomic
def propose_match(match: Match, *, note: str = "", by, now: datetime) -> None:
    """Staff bring a suggestion before a colleague."""
    permit(by, can_propose)
    put_before_staff(match, "propose", reason=optional_reason(note), by=by, now=now)


@transaction.atomic
def approve_match(
    match: Match, *, note: str = "", asking: Asking | None = None, by, now: datetime
) -> Introduction:
    """Asks both firms for consent; `asking` says how those for which nobody can answer.

    Raises AlreadyDecided (with the name), OwnProposal, FirmNotLive, NobodyToAnswer.
    """
    permit(by, can_propose)
    for firm in sorted(match.firms, key=lambda one: one.pk) if asking else []:
        lock(firm)  # before the match, as a merge does
    current = _undecided(match)
    permit(by, can_approve_match, current, otherwise=OwnProposal)
    if not (match.japan.is_live and match.partner.is_live):
        raise FirmNotLive
    require_asking(match, asking or {}, now=now)
    move(match, "approve", by=by, now=now, reason=optional_reason(note), approved_by=by, approved_at=now)
    flag_controlled_codes(match, now=now)
    introduction = open_introduction(match, by=by, now=now)
    ask_sides(introduction, asking or {}, by=by, now=now)
    return introduction


@transaction.atomic
def reject_match(match: Match, *, code: str, reason: str = "", by, now: datetime) -> None:
    """`code`: of RejectReason. A firm that had shown interest is told that it ended (not why), when the undo window
    has closed.
    """
    permit(by, can_propose)
    _undecided(match)
    words = refusal_words(code, reason)
    end_match(match, "reject", by=by, now=now, reason=words, refusal=code, rejected_by=by, rejected_at=now)
    messages.suggestion_withdrawn(match, now=now, after=now + settings.UNDO_WINDOW)


def shortlist_match(match: Match, *, note: str = "", by, now: datetime) -> None:
    """Keeps a suggestion for later: a run that finds better ones does not withdraw it."""
    permit(by, can_propose)
    move(match, "shortlist", by=by, now=now, reason=optional_reason(note))


def dismiss_match(match: Match, *, code: str, reason: str = "", by, now: datetime) -> None:
    """A suggestion that staff do not want to bring forward."""
    permit(by, can_propose)
    end_match(match, "dismiss", by=by, now=now, reason=refusal_words(code, reason), refusal=code)


def can_undo(match: Match, *, by, now: datetime) -> bool:
    """The one who decided, within the window, before anybody was told or has answered."""
    decided_by, decided_at = {
        "approved": (match.approved_by_id, match.approved_at),
        "rejected": (match.rejected_by_id, match.rejected_at),
    }.get(match.state, (None, None))
    return decided_by == by.pk and now - decided_at < settings.UNDO_WINDOW


@transaction.atomic
def undo_decision(match: Match, *, by, now: datetime) -> None:
    """Back to the queue, as if nothing had been decided; what waited to be said is never said."""
    permit(by, can_propose)
    # Introduction before match, as everywhere: a firm that consents at this moment holds them in that order.
    waiting = [lock(one) for one in match.introductions.filter(state="consent_requested")]
    current = lock(match)
    if not can_undo(current, by=by, now=now) or any(
        one.japan_consent_at or one.partner_consent_at for one in waiting
    ):
        raise UndoTooLate
    withdraw_messages(match, now=now, kinds=["matching/suggestion_withdrawn"])
    for introduction in waiting:
        move(introduction, "recall", by=by, now=now)
        withdraw_messages(introduction, now=now)
        take_back_asking(introduction, by=by, now=now, asked_at=current.approved_at)
    if waiting:
        move(match, "undo_approval", by=by, now=now, approved_by=None, approved_at=None)
    else:
        move(match, "undo_rejection", by=by, now=now, rejected_by=None, rejected_at=None, ended_at=None, refusal="")


def _undecided(match: Match) -> Match:
    """The locked row, when it still waits; the quicker colleague's name otherwise."""
    current = lock(match)
    who = {
        "approved": current.approved_by, "introduced": current.approved_by, "rejected": current.rejected_by
    }.get(current.state)
    if who:
        raise AlreadyDecided(str(who), current.get_state_display())
    return current
