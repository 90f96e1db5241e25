"""The chamber's side: acknowledge, take in charge, comment, complete with a recorded interaction, or decline."""
from datetime import date, datetime

from django.db import transaction

from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import lock, move
from core.reasons import required_reason

from .. import messages
from ..errors import InteractionMissing
from ..models import Referral, ReferralNote
from ..permissions import can_propose, can_work_referral
from ..states import OPEN_REFERRAL

COMPLETIONS = {
    "help": "complete_with_help",
    "no_help": "complete_no_help",
    "not_reachable": "close_not_reachable",
}


def acknowledge_referral(referral: Referral, *, by, now: datetime) -> None:
    permit(by, can_work_referral, referral)
    move(referral, "acknowledge", by=by, now=now, acknowledged_at=now, acknowledged_by=by)


@transaction.atomic
def take_in_charge(referral: Referral, *, by, now: datetime) -> None:
    permit(by, can_work_referral, referral)
    fields = {"taken_at": now, "taken_by": by}
    if lock(referral).acknowledged_at is None:
        fields |= {"acknowledged_at": now, "acknowledged_by": by}
    move(referral, "take_in_charge", by=by, now=now, **fields)
    messages.referral_taken(referral, now=now)


@transaction.atomic
def ask_information(referral: Referral, *, question: str, by, now: datetime) -> None:
    permit(by, can_work_referral, referral)
    text = required_reason(question, field="question")
    if lock(referral).taken_at is None:  # whoever asks has begun to work on it
        take_in_charge(referral, by=by, now=now)
    move(referral, "ask_information", by=by, now=now, reason=text)
    messages.referral_question(referral, question=text, by=by, now=now)


@transaction.atomic
def answer_information(referral: Referral, *, answer: str, by, now: datetime) -> None:
    """Staff answer; the referral goes on and the answer stands among the comments."""
    permit(by, can_propose)
    _note(referral, required_reason(answer, field="answer"), by=by, now=now)
    move(referral, "resume", by=by, now=now)
    messages.referral_answered(referral, by=by, now=now)


@transaction.atomic
def comment_on_referral(referral: Referral, *, text: str, by, now: datetime) -> ReferralNote:
    permit(by, can_work_referral, referral)
    _still_open(referral)
    return _note(referral, required_reason(text, field="text"), by=by, now=now)


@transaction.atomic
def record_interaction(
    referral: Referral, *, channel: str, happened_on: date, text: str, by, now: datetime
) -> ReferralNote:
    permit(by, can_work_referral, referral)
    _still_open(referral)
    note = _note(
        referral, required_reason(text, field="text"), by=by, now=now, channel=channel, happened_on=happened_on
    )
    record(referral, "interaction", by=by, now=now, data={"channel": channel, "on": happened_on.isoformat()})
    return note


@transaction.atomic
def complete_referral(referral: Referral, *, result: str, summary: str, by, now: datetime) -> None:
    """`result`: 'help', 'no_help' or 'not_reachable'. Needs a recorded interaction."""
    permit(by, can_work_referral, referral)
    _still_open(referral)
    if not referral.notes.exclude(channel="").exists():
        raise InteractionMissing
    move(
        referral, COMPLETIONS[result], by=by, now=now, reason=required_reason(summary, field="summary"),
        closed_at=now, closed_by=by,
    )
    messages.referral_closed(referral, now=now)


@transaction.atomic
def decline_referral(referral: Referral, *, code: str, reason: str, by, now: datetime) -> None:
    permit(by, can_work_referral, referral)
    text = required_reason(reason)
    move(referral, "decline", by=by, now=now, reason=text, data={"code": code}, closed_at=now, closed_by=by)
    messages.referral_closed(referral, now=now)


@transaction.atomic
def abandon_referral(referral: Referral, *, now: datetime) -> None:
    move(referral, "abandon", by=None, now=now, closed_at=now)
    messages.referral_closed(referral, now=now)


def _still_open(referral: Referral) -> None:
    if lock(referral).state not in OPEN_REFERRAL:
        raise TransitionNotAllowed


def _note(
    referral: Referral, text: str, *, by, now: datetime, channel: str = "", happened_on: date | None = None
) -> ReferralNote:
    note = ReferralNote.objects.create(
        referral=referral, text=text, channel=channel,
        happened_on=happened_on, written_by=by, written_at=now,
    )
    if not channel:
        record(referral, "comment", by=by, now=now)
    return note
