"""Where one firm has spoken and the other one has not: in SQL for lists, in business days of both for a page."""
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from core.days import local_day
from core.geography import Side
from core.prepared import rows_for
from core.workdays import workdays_between
from matching.models import Introduction
from matching.states import IN_CONTACT, LIVE_MATCH

from ..enums import AskedState
from ..models import Asked, Deciding, PlannedCall, Remark, SharedFile, Thread
from ..rules.turns import OTHER

ENDURED = 5  # business days of both countries
FIRMS = (Side.JAPAN, Side.CENTRAL_ASIA)


class Silence(NamedTuple):
    """`side` has said nothing since `since`."""

    side: str
    since: datetime
    workdays: int


def unanswered() -> QuerySet[Thread]:
    """The last message is one firm's, and nothing of the other one came after it. Adds `spoke_at`, `spoke_side`.

    Not where the other one has named a day for its decision, or a call is agreed.
    """
    last = Remark.objects.filter(thread=OuterRef("pk"), by_side__in=FIRMS).order_by("-written_at", "-pk")
    in_contact = Introduction.objects.filter(match=OuterRef("match"), state__in=IN_CONTACT)
    spoken = Thread.objects.filter(Exists(in_contact), match__state__in=LIVE_MATCH).annotate(
        spoke_at=Subquery(last.values("written_at")[:1]), spoke_side=Subquery(last.values("by_side")[:1])
    )
    heard = [
        _since(Asked, "asked_at", "by_side"), _since(Asked, "answered_at", "to_side"),
        _since(SharedFile, "added_at", "by_side"), _since(PlannedCall, "proposed_at", "by_side"),
        Deciding.objects.filter(thread=OuterRef("pk"), state="standing").exclude(by_side=OuterRef("spoke_side")),
        PlannedCall.objects.filter(thread=OuterRef("pk"), state="agreed", starts_at__gt=OuterRef("spoke_at")),
    ]
    return spoken.filter(*[~Exists(one) for one in heard], spoke_at__isnull=False)


def _since(model, at: str, side: str) -> QuerySet:
    """Something of the other firm, after the last message."""
    later = model.objects.filter(thread=OuterRef("pk"), **{f"{at}__gt": OuterRef("spoke_at")})
    return later.exclude(**{side: OuterRef("spoke_side")})


def silences_of(thread: Thread, questions: Iterable[Asked], now: datetime) -> list[Silence]:
    """Of each side that owes an answer for longer than both countries have worked ENDURED days."""
    since: dict[str, datetime] = {}
    for asked in questions:
        if asked.state == AskedState.OPEN:
            since[asked.to_side] = min(asked.asked_at, since.get(asked.to_side, asked.asked_at))
    for row in rows_for(_one, None, {"thread": thread.pk}):
        side = OTHER[row.spoke_side]
        since[side] = min(row.spoke_at, since.get(side, row.spoke_at))
    counted = [Silence(side, at, _workdays(at, now, thread)) for side, at in sorted(since.items())]
    return [one for one in counted if one.workdays > ENDURED]


def _one(_kind: None, values: dict[str, Any]) -> QuerySet[Thread]:
    return unanswered().filter(pk=values["thread"])


def _workdays(since: datetime, now: datetime, thread: Thread) -> int:
    zone = thread.match.partner.zone
    return workdays_between(local_day(since, zone), local_day(now, zone), thread.match.countries)
