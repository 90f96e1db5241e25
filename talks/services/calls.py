"""A call between the two firms: times proposed, one of them taken, moved, cancelled."""
from datetime import datetime, timedelta

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock, move
from core.text import clean
from matching.models import Match

from .. import messages
from ..errors import NotYet, TimeIsOver, TimesWrong
from ..models import PlannedCall
from ..permissions import can_decide, can_settle_call, can_withdraw_call, released, side_of
from ..rules.limits import FARTHEST_CALL, LONGEST_CALL_PLACE, MOST_TIMES
from .writing import require_going_on, thread_of


@transaction.atomic
def propose_call(
    match: Match, *, times: list[datetime], minutes: int, interpreter: bool, languages: list[str], place: str, by,
    now: datetime,
) -> PlannedCall:
    """Takes the place of times that wait, of either side, and of a call that is still to come: so it is moved.

    Raises TimesWrong, NotYet, NotAnyMore, PausedFirm.
    """
    permit(by, can_decide, match)
    require_going_on(match)
    thread, side = thread_of(match, now=now), side_of(by, match)
    if not released(thread.match):
        raise NotYet
    _require_times(times, now)
    for former in thread.calls.live(now):
        _replace(former, by=by, now=now)
    call = PlannedCall.objects.create(
        thread=thread, by_side=side, times=sorted(times), minutes=minutes, interpreter=interpreter,
        languages=languages, place=clean(place, limit=LONGEST_CALL_PLACE), proposed_by=by, proposed_at=now,
    )
    data = {"side": side, "slots": len(times), "second": interpreter}
    record(thread, "propose_call", by=by, now=now, data=data)
    messages.call_proposed(call, now=now)
    return call


def _require_times(times: list[datetime], now: datetime) -> None:
    is_near = all(now < time <= now + timedelta(days=FARTHEST_CALL) for time in times)
    if not 1 <= len(set(times)) == len(times) <= MOST_TIMES or not is_near:
        raise TimesWrong


def _replace(former: PlannedCall, *, by, now: datetime) -> None:
    """It may have been taken a moment ago."""
    locked = lock(former)
    move(former, "replace", by=by, now=now)
    if locked.state == "agreed":
        former.starts_at = locked.starts_at
        messages.call_off(former, now=now)


@transaction.atomic
def take_time(call: PlannedCall, *, starts_at: datetime | None, by, now: datetime) -> None:
    """Of two people who take two times at once, the second is refused. Raises TimeIsOver, NotAnyMore, PausedFirm."""
    permit(by, can_settle_call, call)
    require_going_on(call.thread.match)
    if starts_at is None or starts_at not in call.times or starts_at <= now:
        raise TimeIsOver
    move(call, "take", by=by, now=now, starts_at=starts_at, settled_by=by)
    messages.call_agreed(call, now=now)


@transaction.atomic
def decline_times(call: PlannedCall, *, by, now: datetime) -> None:
    permit(by, can_settle_call, call)
    move(call, "decline", by=by, now=now, settled_by=by)
    messages.times_declined(call, now=now)


@transaction.atomic
def withdraw_times(call: PlannedCall, *, by, now: datetime) -> None:
    """By the firm that proposed them, while none is taken."""
    permit(by, can_withdraw_call, call)
    move(call, "withdraw", by=by, now=now, settled_by=by)


@transaction.atomic
def cancel_call(call: PlannedCall, *, by, now: datetime) -> None:
    """By either firm; both calendars strike it out."""
    permit(by, can_decide, call.thread.match)
    move(call, "cancel", by=by, now=now, settled_by=by)
    messages.call_off(call, now=now)
