"""What a firm answered by telephone, letter or mail: recorded for it, and confirmed or taken back by itself."""
from datetime import datetime
from typing import Any

from django.db import transaction

from companies.models import Firm, Spoken
from companies.services import confirm_spoken, disown_spoken, record_spoken
from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.i18n import letter_language
from core.lifecycle import allowed_actions, lock, move

from .. import messages
from ..enums import SpokenAnswer
from ..errors import AnswerStands, FirmNotLive, ProposerRecords
from ..models import Introduction
from ..permissions import answers_for, can_answer_on_behalf, has_not_proposed
from .ending import end_match
from .introductions import agree, asked_person, has_agreed, recall, release_if_ready, withdraw_consent
from .refusing import refusal_words


@transaction.atomic
def answer_on_behalf(
    introduction: Introduction, *, firm: Firm, answer: str, contact_agrees: bool, code: str = "", by,
    now: datetime, **said: Any,
) -> None:
    """`answer`: a value of SpokenAnswer; `code`: why not, of DeclineReason."""
    if answer == SpokenAnswer.AGREED:
        consent_on_behalf(introduction, firm=firm, contact_agrees=contact_agrees, by=by, now=now, **said)
    else:
        decline_on_behalf(introduction, firm=firm, code=code, by=by, now=now, **said)


@transaction.atomic
def consent_on_behalf(
    introduction: Introduction, *, firm: Firm, contact_agrees: bool, by, now: datetime, **said: Any
) -> bool:
    """`said`: what `record_spoken` takes. Returns True when this released the contacts."""
    current = _asked(introduction, firm, by=by)
    contact = asked_person(introduction, current, firm, contact_agrees=contact_agrees)
    if has_agreed(current, firm, contact):
        raise AnswerStands
    spoken = record_spoken(firm, **said, by=by, now=now)
    language = letter_language(contact.language, firm.zone)
    agree(introduction, firm, contact, language=language, by=by, now=now, spoken=spoken)
    record(introduction, "consent_on_behalf", by=by, now=now, data=_facts(introduction, spoken))
    return release_if_ready(introduction, by=by, now=now)


@transaction.atomic
def decline_on_behalf(
    introduction: Introduction, *, firm: Firm, code: str, by, now: datetime, **said: Any
) -> None:
    """`code`: why not; the note says more. Raises ReasonMissing."""
    _asked(introduction, firm, by=by)
    if not firm.is_live:
        raise FirmNotLive
    reason = refusal_words(code, said["note"], field="note")
    spoken = record_spoken(firm, **said, by=by, now=now)
    facts = _facts(introduction, spoken) | {"code": code}
    move(
        introduction, "decline_on_behalf", by=by, now=now, reason=reason, data=facts, decline_spoken=spoken,
        declined_side=facts["side"],
    )
    end_match(introduction.match, "decline", by=by, now=now, refusal=code, data={"side": facts["side"]})
    messages.introduction_declined(introduction, by_firm=firm, now=now)


def _asked(introduction: Introduction, firm: Firm, *, by) -> Introduction:
    """The locked row."""
    permit(by, can_answer_on_behalf, introduction.match, firm)
    permit(by, has_not_proposed, introduction.match, otherwise=ProposerRecords)
    return lock(introduction)


def _facts(introduction: Introduction, spoken: Spoken) -> dict[str, str]:
    return {"side": introduction.match.side_of(spoken.firm), "channel": spoken.channel}


def confirm_answer(introduction: Introduction, *, firm: Firm, by, now: datetime) -> None:
    """The firm, which has an account by now, stands by what was recorded for it."""
    permit(by, answers_for, introduction.match, firm)
    confirm_spoken(_unsettled(lock(introduction), firm), by=by, now=now)


@transaction.atomic
def take_back_answer(introduction: Introduction, *, firm: Firm, by, now: datetime) -> None:
    """A consent goes, and contacts that it opened disappear again; after a decline the office is told."""
    permit(by, answers_for, introduction.match, firm)
    current = lock(introduction)
    spoken = _unsettled(current, firm)
    disown_spoken(spoken, by=by, now=now)
    if "release" in allowed_actions(current):
        withdraw_consent(introduction, firm=firm, by=by, now=now)
    elif "recall" in allowed_actions(current):
        recall(introduction, by=by, now=now)
    messages.answer_taken_back(introduction, spoken, by=by, now=now)


def _unsettled(current: Introduction, firm: Firm) -> Spoken:
    spoken = current.spoken_of(firm)
    if spoken is None or "confirm" not in allowed_actions(spoken):
        raise TransitionNotAllowed
    return spoken
