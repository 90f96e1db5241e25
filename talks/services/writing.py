"""Free words between the two firms, once both know each other."""
from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.text import clean
from matching.models import Match

from .. import messages
from ..errors import EmptyRemark, NotAnyMore, NotYet, PausedFirm
from ..models import Remark, Thread
from ..permissions import can_write, goes_on, is_heard, released, side_of
from ..rules.limits import LONGEST_REMARK
from .leaving import give_to_machine


def thread_of(match: Match, *, now: datetime) -> Thread:
    """Opened by the first word of anybody; locked, so that what is counted in it stays counted."""
    Thread.objects.get_or_create(match=match, defaults={"opened_at": now})
    return Thread.objects.select_for_update(of=("self",), no_key=True).with_firms().get(match=match)


def require_going_on(match: Match) -> None:
    """Raises NotAnyMore, PausedFirm."""
    fresh = Match.objects.select_related("japan", "partner").get(pk=match.pk)
    if not goes_on(fresh):
        raise NotAnyMore
    if not is_heard(fresh):
        raise PausedFirm


@transaction.atomic
def write_remark(match: Match, *, text: str, by, now: datetime) -> Remark:
    """Kept in the writer's language, as written. Raises EmptyRemark, NotYet, NotAnyMore, PausedFirm."""
    permit(by, can_write, match)
    require_going_on(match)
    text = clean(text, limit=LONGEST_REMARK, multiline=True)
    if not text:
        raise EmptyRemark
    thread = thread_of(match, now=now)
    if not released(thread.match):
        raise NotYet
    remark = Remark.objects.create(
        thread=thread, by_side=side_of(by, match), language=by.language, text=text, written_by=by, written_at=now
    )
    record(thread, "write", by=by, now=now, data={"side": remark.by_side})
    messages.remark_written(thread, remark.by_side, now=now)
    give_to_machine(remark, now=now)
    return remark
