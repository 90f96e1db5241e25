"""When both firms are asked what came of it, and what their two answers mean together."""
from datetime import datetime, timedelta
from typing import NamedTuple

from matching.enums import Outcome

from ..enums import FollowUpState, ResultAnswer, ResultReason

ROUNDS = (30, 90, 180)  # days after contacts were opened
OPEN_FOR = timedelta(days=60)  # after that nobody waits for an answer any more


class Said(NamedTuple):
    answer: str
    code: str = ""


def round_due(released_at: datetime, now: datetime) -> int | None:
    """The latest one that has come; earlier ones that were missed are not made up for."""
    come = [days for days in ROUNDS if released_at + timedelta(days=days) <= now]
    return come[-1] if come and now < released_at + timedelta(days=come[-1]) + OPEN_FOR else None


def state_of(said: list[Said]) -> str:
    """Of the standing answers, one of each side."""
    if len(said) < 2:
        return FollowUpState.OPEN
    if said[0].answer != said[1].answer:
        return FollowUpState.DIFFERENT
    return FollowUpState.SAME if said[0].answer == ResultAnswer.IN_TALKS else FollowUpState.CONCLUDED


def outcome_of(said: list[Said]) -> str:
    """As the introduction keeps it."""
    if said[0].answer == ResultAnswer.AGREEMENT:
        return Outcome.AGREEMENT
    codes = {one.code for one in said}
    if codes == {ResultReason.NO_ANSWER}:
        return Outcome.NO_RESPONSE
    return Outcome.DEFERRED if codes <= {ResultReason.LATER, ResultReason.PLANS} else Outcome.NOT_A_FIT
