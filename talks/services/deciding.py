"""A firm says until when it is deciding, and why; the other side reads it in its own language."""
from datetime import date, datetime, timedelta

from django.db import transaction

from core.activity import record
from core.days import local_day
from core.errors import permit
from core.lifecycle import lock, move
from core.sweeps import each
from core.workdays import workdays_between
from matching.models import Match

from .. import messages
from ..errors import DayOutOfReach
from ..models import Deciding, Thread
from ..permissions import can_decide, can_end_decision, firm_on, side_of
from ..rules.limits import LONGEST_DECISION
from .writing import require_going_on, thread_of

WATCH = "talks.watch_decisions"
REMIND_BEFORE = 2  # business days of the firm


@transaction.atomic
def name_day(match: Match, *, reason: str, until: date, by, now: datetime) -> Deciding:
    """The day named before, if any, gives way to this one. Raises DayOutOfReach, NotAnyMore, PausedFirm."""
    permit(by, can_decide, match)
    require_going_on(match)
    thread, side = thread_of(match, now=now), side_of(by, match) or ""
    today = local_day(now, firm_on(match, side).zone)
    if not today < until <= today + timedelta(days=LONGEST_DECISION):
        raise DayOutOfReach
    for former in thread.decisions.current().filter(by_side=side):
        move(former, "renew", by=by, now=now)
    row = Deciding.objects.create(thread=thread, by_side=side, reason=reason, until=until, said_by=by, said_at=now)
    record(thread, "decide_later", by=by, now=now, data={"side": side, "code": reason, "until": until.isoformat()})
    messages.day_named(row, now=now)
    return row


@transaction.atomic
def end_decision(row: Deciding, *, by, now: datetime) -> None:
    """The firm has decided; what it decided, it answers or writes."""
    permit(by, can_end_decision, row)
    move(row, "end", by=by, now=now)


def end_answered(thread: Thread, side: str, *, by, now: datetime) -> None:
    """Whoever has answered every question needs no more time."""
    if thread.questions.open().filter(to_side=side).exists():
        return
    for row in thread.decisions.current().filter(by_side=side):
        move(row, "end", by=by, now=now)


def watch_decisions(*, now: datetime) -> int:
    """Firms are reminded before their day; when it has passed, both sides are told."""
    rows = Deciding.objects.standing().with_firms().order_by("until", "pk")
    return each(WATCH, rows, lambda row: _watch(row, now), now=now).done


def _watch(row: Deciding, now: datetime) -> bool:
    locked = lock(row)
    firm = firm_on(row.thread.match, row.by_side)
    today = local_day(now, firm.zone)
    if locked.state != "standing":
        return False
    if today > locked.until:
        move(row, "lapse", by=None, now=now)
        messages.day_passed(row, now=now)
        return True
    is_near = workdays_between(today, locked.until, (firm.country,)) <= REMIND_BEFORE
    if locked.reminded_at or not is_near or local_day(locked.said_at, firm.zone) == today:
        return False
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    messages.day_is_near(row, now=now)
    return True
