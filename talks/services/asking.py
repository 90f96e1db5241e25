"""Questions of the phrase book: put, answered, corrected, withdrawn."""
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import allowed_actions, lock, move
from matching.models import Match

from .. import messages
from ..data.phrases import QUESTIONS
from ..enums import Asker
from ..errors import AskedAlready, NothingAsked, NotYet, TooManyEarly
from ..models import Asked, Thread
from ..permissions import can_answer_question, can_ask, can_withdraw_question, released, side_of
from ..rules.answers import checked
from ..rules.limits import MOST_EARLY
from ..rules.turns import OTHER
from .deciding import end_answered
from .writing import require_going_on, thread_of


@transaction.atomic
def ask_questions(match: Match, *, keys: list[str], to: str = "", by, now: datetime) -> list[Asked]:
    """`to`: the side that staff ask; a firm asks the other one. All are asked or none.

    Raises NothingAsked, NotYet, TooManyEarly, AskedAlready, NotAnyMore, PausedFirm.
    """
    permit(by, can_ask, match)
    keys = [key for key in QUESTIONS if key in set(keys)]
    if not keys:
        raise NothingAsked
    thread = thread_of(match, now=now)
    require_going_on(match)
    side = side_of(by, match)
    _require_time(thread, keys, side)
    asked = _create(thread, keys, side, OTHER.get(side) or Asker(to), by=by, now=now)
    record(thread, "ask", by=by, now=now, data={"side": side, "keys": keys})
    messages.questions_asked(thread, asked[0].to_side, by_side=side, now=now)
    return asked


def _require_time(thread: Thread, keys: list[str], side: str) -> None:
    """The thread is locked, so that two people of one firm cannot ask eleven together."""
    if released(thread.match):
        return
    if not all(QUESTIONS[key].early for key in keys):
        raise NotYet
    if side != Asker.OFFICE and thread.questions.standing().filter(by_side=side).count() + len(keys) > MOST_EARLY:
        raise TooManyEarly


def _create(thread: Thread, keys: list[str], side: str, to: str, *, by, now: datetime) -> list[Asked]:
    rows = [
        Asked(
            thread=thread, key=key, version=QUESTIONS[key].version, by_side=side, to_side=to, asked_by=by, asked_at=now
        )
        for key in keys
    ]
    try:
        with transaction.atomic():
            return Asked.objects.bulk_create(rows)
    except IntegrityError as error:
        raise AskedAlready from error


@transaction.atomic
def answer_question(asked: Asked, *, value: dict[str, Any], by, now: datetime) -> None:
    """Given once and corrected as often as needed; the last one stands. Raises InvalidValue, NotAnyMore, PausedFirm."""
    permit(by, can_answer_question, asked)
    require_going_on(asked.thread.match)
    value = checked(asked.question, value)
    locked = lock(asked)
    is_first = "answer" in allowed_actions(locked)
    if not is_first and locked.value == value:
        return
    action = "answer" if is_first else "correct"
    move(asked, action, by=by, now=now, value=value, answered_by=by, answered_at=now)
    end_answered(asked.thread, asked.to_side, by=by, now=now)
    messages.questions_answered(asked.thread, asked.by_side, now=now)


@transaction.atomic
def withdraw_question(asked: Asked, *, by, now: datetime) -> None:
    """By the side that asked, while nobody has answered."""
    permit(by, can_withdraw_question, asked)
    move(asked, "withdraw", by=by, now=now)
