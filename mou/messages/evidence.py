from datetime import datetime

from core.activity import ACTS
from core.days import local_day
from core.models import Activity

from ..enums import EvidenceState
from ..models import Evidence, Memorandum
from .recipients import other_side, party_on, tell_both, tell_side


def awaits_countersignature(evidence: Evidence, *, now: datetime) -> None:
    """To the other side, once a day for a memorandum however many there are; the page lists them all."""
    memorandum = evidence.obligation.commitment.memorandum
    side = other_side(evidence.submitted_side)
    path = f"{memorandum.get_absolute_url()}#countersign"
    key = f"{side}:{local_day(now, party_on(memorandum, side).zone)}"
    tell_side(
        memorandum, side, "awaits_countersignature", about=memorandum, path=path, now=now, key=key, **_facts(evidence),
    )


def _facts(evidence: Evidence) -> dict:
    return {"evidence": evidence, "obligation": evidence.obligation}


def _tell(evidence: Evidence, side: str, kind: str, *, now: datetime, **context) -> None:
    memorandum: Memorandum = evidence.obligation.commitment.memorandum
    tell_side(
        memorandum, side, kind, about=evidence, path=evidence.get_absolute_url(),
        now=now, key=now.isoformat(), **_facts(evidence), **context,
    )


def evidence_disputed(evidence: Evidence, *, reason: str, now: datetime) -> None:
    _tell(evidence, evidence.submitted_side, "evidence_disputed", now=now, reason=reason)


def evidence_answered(evidence: Evidence, *, answer: str, now: datetime) -> None:
    _tell(evidence, other_side(evidence.submitted_side), "evidence_answered", now=now, answer=answer)


def evidence_settled(evidence: Evidence, *, now: datetime) -> None:
    """Accepted or rejected after a dispute: to the side that submitted it."""
    facts = {"result": evidence.get_state_display, "counts": evidence.state == EvidenceState.ACCEPTED}
    _tell(evidence, evidence.submitted_side, "evidence_settled", now=now, **facts)


def source_fell(evidence: Evidence, *, act: Activity, now: datetime) -> None:
    """To both owners, with what happened and that the period is open again."""
    memorandum = evidence.obligation.commitment.memorandum
    tell_both(
        memorandum,
        "source_fell",
        about=evidence,
        path=evidence.get_absolute_url(),
        now=now,
        key=str(act.pk),
        **_facts(evidence),
        what=ACTS[act.verb].label,
        at=act.at,
    )
