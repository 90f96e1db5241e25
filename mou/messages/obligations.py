from datetime import datetime

from django.conf import settings

from core.geography import Side
from notifications.services import say

from ..enums import ChangeState, ObligationState
from ..models import Change, Obligation
from ..rules.answering import answer_by
from .recipients import other_side, party_on, signer_of, tell_side


def obligation_proposed(obligation: Obligation, *, now: datetime) -> None:
    """To the side that has to agree; what staff proposed between two firms goes to those who would owe it."""
    proposer, sides = settings.PORTAL_NAME, obligation.owing_sides
    if obligation.proposed_side:
        proposer = party_on(obligation.commitment.memorandum, obligation.proposed_side)
        sides = (Side(other_side(obligation.proposed_side)),)
    for side in sides:
        by = until_answered(obligation, side, now)
        _tell(obligation, side, "obligation_proposed", now=now, proposer=proposer, by=by)
    _proposal_sent(obligation, obligation.proposed_by, to=sides[0], now=now)


def until_answered(obligation: Obligation, side: str, asked_at: datetime) -> datetime:
    """By when this side is asked to answer the other."""
    memorandum = obligation.commitment.memorandum
    asking, answering = party_on(memorandum, other_side(side)), party_on(memorandum, side)
    return answer_by(asking.country, answering.country, asked_at)


def _proposal_sent(obligation: Obligation, person, *, to: str, now: datetime, asked_from="") -> None:
    """The receipt of whoever proposed it, or asked for a change."""
    memorandum = obligation.commitment.memorandum
    partner = party_on(memorandum, to)
    facts = {
        "memorandum": memorandum, "obligation": obligation, "partner": partner, "other_zone": partner.zone,
        "by": until_answered(obligation, to, now), "asked_from": asked_from,
    }
    say(
        person, "mou/proposal_sent", about=obligation, path=obligation.get_absolute_url(), key=now.isoformat(), now=now,
        context=facts, sender=signer_of(partner),
    )


def obligation_decided(obligation: Obligation, *, reason: str, now: datetime) -> None:
    """Agreed or declined: to the side that proposed it, or to both."""
    sides = [obligation.proposed_side] if obligation.proposed_side else list(Side)
    facts = {"result": obligation.get_state_display, "is_agreed": obligation.state != ObligationState.DECLINED}
    for side in sides:
        _tell(obligation, side, "obligation_decided", now=now, reason=reason, **facts)


def change_asked(change: Change, *, now: datetime) -> None:
    side, what = other_side(change.asked_side), change.get_kind_display
    _tell(
        change.obligation, side, "change_asked", now=now, change=change, asked_from=what, reason=change.reason,
        by=until_answered(change.obligation, side, now),
    )
    _proposal_sent(change.obligation, change.asked_by, to=side, now=now, asked_from=what)


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
