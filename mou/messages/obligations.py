from datetime import datetime

from core.geography import Side

from ..models import Change, Obligation
from .recipients import other_side, tell_side


def obligation_proposed(obligation: Obligation, *, now: datetime) -> None:
    """To the side that has to agree; what staff proposed between two firms goes to those who would owe it."""
    if obligation.proposed_side:
        _tell(obligation, other_side(obligation.proposed_side), "obligation_proposed", now=now)
        return
    for side in obligation.owing_sides:
        _tell(obligation, side, "obligation_proposed", now=now)


def obligation_decided(obligation: Obligation, *, reason: str, now: datetime) -> None:
    """Agreed or declined: to the side that proposed it, or to both."""
    sides = [obligation.proposed_side] if obligation.proposed_side else list(Side)
    for side in sides:
        _tell(obligation, side, "obligation_decided", now=now, result=obligation.get_state_display, reason=reason)


def change_asked(change: Change, *, now: datetime) -> None:
    _tell(
        change.obligation, other_side(change.asked_side), "change_asked", now=now, change=change,
        asked_from=change.get_kind_display,
    )


def change_decided(change: Change, *, reason: str, now: datetime) -> None:
    facts = {
        "change": change, "asked_from": change.get_kind_display, "result": change.get_state_display, "reason": reason
    }
    _tell(change.obligation, change.asked_side, "change_decided", now=now, **facts)


def _tell(obligation: Obligation, side: str, kind: str, *, now: datetime, **context) -> None:
    memorandum = obligation.commitment.memorandum
    path = obligation.get_absolute_url()
    tell_side(
        memorandum, side, kind, about=obligation, path=path, now=now,
        key=now.isoformat(), obligation=obligation, **context,
    )
