"""What came of it: both firms are asked after 30, 90 and 180 days, and what both say closes the introduction."""
from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.db.models import QuerySet

from core.activity import record
from core.errors import ReasonMissing, permit
from core.lifecycle import allowed_actions, lock, move
from core.reasons import required_reason
from core.sweeps import each
from matching.models import Introduction
from matching.services import conclude_for_both, confirm_contact, start_discussion
from matching.states import IN_CONTACT

from .. import messages
from ..computed.rounds import due_introductions
from ..enums import FollowUpState, ResultAnswer, ResultReason
from ..errors import AskedAnew, NotAnyMore
from ..models import FollowUp, Result
from ..permissions import can_say_result, can_settle_result, is_heard, side_of
from ..rules.results import OPEN_FOR, Said, outcome_of, round_due, state_of
from ..rules.trading import one_of
from .writing import require_going_on, thread_of

ASK = "talks.ask_results"


def ask_results(*, now: datetime) -> int:
    """Each introduction whose round has come; and rounds that nobody waits for any more."""
    rows: Iterable[Introduction | FollowUp] = chain(due_introductions(now), _given_up(now))
    return each(ASK, rows, lambda row: _look_after(row, now), now=now).done


def _given_up(now: datetime) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(state=FollowUpState.OPEN, asked_at__lte=now - OPEN_FOR).order_by("asked_at", "pk")


def _look_after(row: Introduction | FollowUp, now: datetime) -> bool:
    if isinstance(row, FollowUp):
        if lock(row).state != FollowUpState.OPEN:
            return False
        move(row, "lapse", by=None, now=now)
        return True
    return _ask(row, now)


def _ask(introduction: Introduction, now: datetime) -> bool:
    """Not while a firm is suspended: it is asked once it is verified again."""
    current = lock(introduction)
    days = round_due(current.released_at, now) if current.released_at else None
    if current.state not in IN_CONTACT or days is None or not is_heard(introduction.match):
        return False
    asked = FollowUp.objects.filter(introduction=introduction)
    if asked.filter(days__gte=days).exists():
        return False
    for former in asked.filter(state__in=[FollowUpState.OPEN, FollowUpState.DIFFERENT]):
        move(former, "lapse", by=None, now=now)
    thread = thread_of(introduction.match, now=now)
    row = FollowUp.objects.create(thread=thread, introduction=introduction, days=days, asked_at=now)
    record(row, "ask", by=None, now=now, data={"days": days})
    messages.result_asked(row, now=now)
    return True


@transaction.atomic
def say_result(follow_up: FollowUp, *, answer: str, code: str = "", by, now: datetime) -> None:
    """`code`: of ResultReason, for "nothing". An earlier answer of the firm is kept beside the new one.

    The row is locked: of two who answer at once, the second one sees what the first one said.
    """
    permit(by, can_say_result, follow_up)
    match = follow_up.thread.match
    require_going_on(match)
    said = _checked(answer, code)
    lock(follow_up)
    _require_newest(follow_up)
    side = side_of(by, match) or ""
    former = follow_up.results.current().filter(by_side=side).first()
    if former and Said(former.answer, former.code) == said:
        return
    if former:
        former.replaced_at = now
        former.save(update_fields=["replaced_at"])
    Result.objects.create(follow_up=follow_up, by_side=side, **said._asdict(), said_by=by, said_at=now)
    both = [Said(*one) for one in follow_up.results.current().values_list("answer", "code")]
    data = {"side": side, "answer": said.answer, "code": said.code}
    move(follow_up, "answer", to=state_of(both), by=by, now=now, data=data, answered_at=now)
    _carry_on(follow_up, said.answer, both, by=by, now=now)


@transaction.atomic
def settle_result(follow_up: FollowUp, *, answer: str, code: str = "", reason: str, by, now: datetime) -> None:
    """Staff have asked both and say what holds; the firms' own answers stay as they were given."""
    permit(by, can_settle_result, follow_up)
    said, words = _checked(answer, code), required_reason(reason)
    lock(follow_up)
    _require_newest(follow_up)
    both = [said, said]
    data = {"answer": said.answer, "code": said.code}
    move(
        follow_up, "settle", to=state_of(both), by=by, now=now, reason=words, data=data, settled_answer=said.answer
    )
    if follow_up.state == FollowUpState.CONCLUDED:
        _conclude(follow_up, both, by=by, now=now)


def _checked(answer: str, code: str) -> Said:
    """Raises ReasonMissing."""
    answer = one_of(answer, ResultAnswer.values, field="answer")
    if answer != ResultAnswer.NOTHING:
        return Said(answer)
    if not code:
        raise ReasonMissing("code")
    return Said(answer, one_of(code, ResultReason.values, field="code"))


def _require_newest(follow_up: FollowUp) -> None:
    """The introduction is held too, so that nobody concludes or recalls it meanwhile."""
    if lock(follow_up.introduction).state not in IN_CONTACT:
        raise NotAnyMore
    if FollowUp.objects.filter(introduction=follow_up.introduction_id, days__gt=follow_up.days).exists():
        raise AskedAnew


def _carry_on(follow_up: FollowUp, answer: str, both: list[Said], *, by, now: datetime) -> None:
    """What the answers say of the introduction: a first contact, a discussion, its end."""
    introduction = lock(follow_up.introduction)
    if follow_up.state == FollowUpState.CONCLUDED:
        _conclude(follow_up, both, by=by, now=now)
    elif follow_up.state == FollowUpState.SAME and "start_discussion" in allowed_actions(introduction):
        start_discussion(follow_up.introduction, by=by, now=now)
    elif answer != ResultAnswer.NOTHING and "confirm_contact" in allowed_actions(introduction):
        confirm_contact(follow_up.introduction, by=by, now=now)


def _conclude(follow_up: FollowUp, both: list[Said], *, by, now: datetime) -> None:
    messages.result_concluded(follow_up, both[0].answer, now=now)  # before the chambers' referrals are closed
    conclude_for_both(follow_up.introduction, outcome=outcome_of(both), by=by, now=now)
