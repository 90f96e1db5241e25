from datetime import datetime

from django.conf import settings

from core.geography import Side

from ..enums import ChangeState, ObligationState
from ..models import Change, Obligation
from .recipients import other_side, party_on, tell_side


def obligation_proposed(obligation: Obligation, *, now: datetime) -> None:
    """To the side that has to agree; what staff proposed between two firms goes to those who would owe it."""
    proposer, sides = settings.PORTAL_NAME, obligation.owing_sides
    if obligation.proposed_side:
        proposer = party_on(obligation.commitment.memorandum, obligation.proposed_side)
        sides = (Side(other_side(obligation.proposed_side)),)
    for side in sides:
        _tell(obligation, side, "obligation_proposed", now=now, proposer=proposer)


def obligation_decided(obligation: Obligation, *, reason: str, now: datetime) -> None:
    """Agreed or declined: to the side that proposed it, or to both."""
    sides = [obligation.proposed_side] if obligation.proposed_side else list(Side)
    facts = {"result": obligation.get_state_display, "is_agreed": obligation.state != ObligationState.DECLINED}
    for side in sides:
        _tell(obligation, side, "obligation_decided", now=now, reason=reason, **facts)


def change_asked(change: Change, *, now: datetime) -> None:
    _tell(
        change.obligation, other_side(change.asked_side), "change_asked", now=now, change=change,
        asked_from=change.get_kind_display, reason=change.reason,
    )


def change_decided(change: Change, *, reason: str, now: datetime) -> None:
    facts = {
        "change": change, "asked_from": change.get_kind_display, "result": change.get_state_display,
        "approved": change.state == ChangeState.APPROVED, "reason": reason,
    }
    _tell(change.obligation, change.asked_side, "change_decided", now=now, **facts)


def _tell(obligation: Obligation, side: str, kind: str, *, now: datetime, **context) -> None:
    memorandum = obligation.commitment.memorandum
    path = obligation.get_absolute_url()
    tell_side(
        memorandum, side, kind, about=obligation, path=path, now=now,
        key=now.isoformat(), obligation=obligation, **context,
    )
