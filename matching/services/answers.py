"""A firm answers a suggestion: interested (a proposal for staff) or declined, with a reason."""
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from companies.models import Firm
from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import allowed_actions, lock, move
from core.text import clean
from core.workdays import deadline
from notifications.services import withdraw_messages

from .. import messages
from ..enums import Answer
from ..errors import AlreadyAnswered, AnswerWasUsed, FirmNotLive
from ..models import Interest, Match
from ..permissions import answers_for
from ..states import OPEN_MATCH
from .ending import end_match
from .export import flag_controlled_codes
from .refusing import refusal_words

DECIDE_WITHIN = 3  # common business days that staff have
SECOND_THOUGHTS = timedelta(hours=1)  # before the other firm hears of a decline


@transaction.atomic
def express_interest(match: Match, *, firm: Firm, note: str = "", by, now: datetime) -> Interest:
    """The first firm's interest makes the suggestion a proposal; the second one's is added to it."""
    permit(by, answers_for, match, firm)
    if not firm.is_live:
        raise FirmNotLive
    state = _still_open(match)
    interest = _answer(match, firm, Answer.INTERESTED, note=note, by=by, now=now)
    if state == "proposed":
        record(match, "express_interest", by=by, now=now)
    else:
        put_before_staff(match, "express_interest", by=by, now=now)
    return interest


def put_before_staff(match: Match, action: str, *, reason: str = "", by, now: datetime) -> None:
    """Starts the staff's clock and raises export-control questions early, so that they do not wait for the approval."""
    due = deadline(now, DECIDE_WITHIN, match.countries)
    move(match, action, by=by, now=now, reason=reason, proposed_by=by, proposed_at=now, decide_by=due)
    flag_controlled_codes(match, now=now)
    messages.proposal_waits(match, now=now)


@transaction.atomic
def decline_suggestion(match: Match, *, firm: Firm, code: str, note: str = "", by, now: datetime) -> Interest:
    """A firm that had shown interest in it is told that it has ended."""
    permit(by, answers_for, match, firm)
    refusal_words(code, note, field="note")
    _still_open(match)
    interest = _answer(match, firm, Answer.DECLINED, code=code, note=note, by=by, now=now)
    side = match.side_of(firm)
    end_match(match, "decline_suggestion", by=by, now=now, reason=interest.note, refusal=code,
              data={"side": side})
    messages.suggestion_withdrawn(match, now=now, after=now + SECOND_THOUGHTS)
    return interest


@transaction.atomic
def retract_answer(match: Match, *, firm: Firm, by, now: datetime) -> None:
    """As if the firm had not answered yet, until somebody acted on it. Raises AnswerWasUsed."""
    permit(by, answers_for, match, firm)
    locked = lock(match)
    if not can_retract(locked, firm, now=now):
        raise AnswerWasUsed
    answer = match.interests.get(firm=firm)
    others = match.interests.exclude(firm=firm).exists()
    answer.delete()
    if answer.answer == Answer.DECLINED:
        withdraw_messages(match, now=now, kinds=["matching/suggestion_withdrawn"])
        back = "proposed" if others else "suggested"
        move(match, "retract_decline", by=by, now=now, to=back, ended_at=None, refusal="",
             data={"side": match.side_of(firm)})
    elif others or locked.proposed_by_id != answer.answered_by_id:
        record(match, "retract_interest", by=by, now=now)
    else:
        withdraw_messages(match, now=now, kinds=["matching/proposal_waits"])
        move(match, "retract_interest", by=by, now=now, proposed_by=None, proposed_at=None, decide_by=None)


def can_retract(match: Match, firm: Firm, *, now: datetime) -> bool:
    """Interest until staff decide. A decline until the other firm, if it was interested, is told, or the pair is
    suggested anew; while both still seek partners.
    """
    answer = match.interests.filter(firm=firm).first()
    if answer is None:
        return False
    if answer.answer == Answer.INTERESTED:
        return "retract_interest" in allowed_actions(match)
    if "retract_decline" not in allowed_actions(match) or match.introductions.exists():
        return False
    is_told = match.interests.exclude(firm=firm).exists() and now >= answer.answered_at + SECOND_THOUGHTS
    return not is_told and match.can_be_live


def _still_open(match: Match) -> str:
    """The state, locked: the other firm or the staff may be answering at this moment."""
    state = lock(match).state
    if state not in OPEN_MATCH:
        raise TransitionNotAllowed
    return state


def _answer(match: Match, firm: Firm, answer: Answer, *, note: str, by, now: datetime, code: str = "") -> Interest:
    note = clean(note, limit=Interest.note, multiline=True)
    try:
        with transaction.atomic():
            return Interest.objects.create(
                match=match, firm=firm, answer=answer, code=code, note=note, answered_by=by, answered_at=now
            )
    except IntegrityError as error:
        raise AlreadyAnswered from error
