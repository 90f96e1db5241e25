"""What the office is measured by: counts and shares of a period, each beside its goal."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Aggregate, Case, Count, F, Q, QuerySet, When
from django.db.models.functions import TruncDate

from core.geography import ZONE
from core.workdays import add_workdays
from meetings.models import FollowUp, Meeting
from talks.models import Asked, Sample

from .figures import Chosen, of_pairs, pairs

CONTACT_DAYS = 10
ANSWER_DAYS = 2  # business days of both countries
USEFUL = 4  # of 5: the meeting was worth it


class Measure(NamedTuple):
    """`of`: None for a plain count."""

    key: str
    number: int
    of: int | None = None

    @property
    def share(self) -> int | None:
        return round(100 * self.number / self.of) if self.of else None


Both = tuple[list[Measure], list[Measure]]


def measures(chosen: Chosen, now: datetime) -> Both:
    """Of the period and of the one before."""
    groups = [of_the_pairs(chosen, now), answers(chosen, now), samples(chosen), meetings(chosen), useful(chosen)]
    return [one for now_and_then in groups for one in now_and_then[0]], [
        one for now_and_then in groups for one in now_and_then[1]
    ]


def _twice(rows: QuerySet, chosen: Chosen, ask: Callable[[Chosen], dict[str, Aggregate]]) -> list[dict[str, Any]]:
    """What is asked of both periods, in one question."""
    spans = (chosen, chosen.before())
    found = rows.aggregate(
        **{f"{name}_{number}": one for number, span in enumerate(spans) for name, one in ask(span).items()}
    )
    return [{name: found[f"{name}_{number}"] for name in ask(chosen)} for number in range(len(spans))]


def _within(span: Chosen, field: str) -> Q:
    first, after = span.moments
    return Q(**{f"{field}__gte": first, f"{field}__lt": after})


def of_the_pairs(chosen: Chosen, now: datetime) -> Both:
    """First contact: of the pairs approved in the period whose ten days are over or who have the contacts, in time."""
    days = timedelta(days=CONTACT_DAYS)
    judged = Q(released_at__isnull=False) | Q(approved_at__lt=now - days)

    def ask(span: Chosen) -> dict[str, Aggregate]:
        approved = _within(span, "approved_at")
        return {
            "good": Count("pk", filter=approved & Q(released_at__lte=F("approved_at") + days)),
            "judged": Count("pk", filter=approved & judged),
            "signed": Count("pk", filter=_within(span, "signed_at")),
        }

    found = [
        [Measure("first_contact", one["good"], one["judged"]), Measure("agreements", one["signed"])]
        for one in _twice(pairs(chosen), chosen, ask)
    ]
    return found[0], found[1]


def answers(chosen: Chosen, now: datetime) -> Both:
    """Of the questions between firms that are answered or whose two days are over: in time."""
    spans = (chosen, chosen.before())
    asked = Asked.objects.filter(of_pairs(chosen, "thread__match__"), asked_at__gte=spans[1].moments[0])
    asked = asked.filter(asked_at__lt=chosen.moments[1]).exclude(state="withdrawn").order_by()
    tokyo = ZoneInfo(ZONE["JP"])
    days = {"put": TruncDate("asked_at", tzinfo=tokyo), "given": TruncDate("answered_at", tzinfo=tokyo)}
    later = Case(When(_within(chosen, "asked_at"), then=True), default=False)
    rows = asked.annotate(**days, later=later).values_list("later", "put", "given", "thread__match__partner__country")
    good, judged, today = Counter[bool](), Counter[bool](), now.astimezone(tokyo).date()
    for is_later, put, given, country, many in rows.annotate(many=Count("pk")):
        last = add_workdays(put, ANSWER_DAYS, ("JP", country))
        judged[is_later] += many if given or last < today else 0
        good[is_later] += many if given and given <= last else 0
    return [Measure("answers", good[True], judged[True])], [Measure("answers", good[False], judged[False])]


def samples(chosen: Chosen) -> Both:
    of = of_pairs(chosen, "thread__match__")
    arrived, delivered = Sample.objects.arrived().values("pk"), Sample.objects.delivered().values("pk")

    def ask(span: Chosen) -> dict[str, Aggregate]:
        days = (span.first, span.last)
        return {
            "received": Count("pk", filter=of & Q(pk__in=arrived, received_on__range=days)),
            "ordered": Count("pk", filter=of & Q(pk__in=delivered, delivered_on__range=days)),
        }

    found = [
        [Measure("samples", one["received"]), Measure("trial_orders", one["ordered"])]
        for one in _twice(Sample.objects.order_by(), chosen, ask)
    ]
    return found[0], found[1]


def _of_people(chosen: Chosen, prefix: str = "") -> Q:
    found, sides = Q(), [f"{prefix}asker", f"{prefix}asked"]
    if chosen.country:
        found &= Q(**{f"{sides[0]}__country": chosen.country}) | Q(**{f"{sides[1]}__country": chosen.country})
    if chosen.sector:
        of = [Q(**{f"{side}__firm__sectors__contains": [chosen.sector]}) for side in sides]
        found &= of[0] | of[1]
    return found


def meetings(chosen: Chosen) -> Both:
    """Kept: both came."""

    def ask(span: Chosen) -> dict[str, Aggregate]:
        due = _within(span, "slot__starts_at")
        return {
            "held": Count("pk", filter=due & Q(state="held")), "missed": Count("pk", filter=due & Q(state="no_show"))
        }

    rows = Meeting.objects.filter(_of_people(chosen)).order_by()
    found = [[Measure("meetings", one["held"], one["held"] + one["missed"])] for one in _twice(rows, chosen, ask)]
    return found[0], found[1]


def useful(chosen: Chosen) -> Both:
    """What people said of their meetings, from 1 to 5."""

    def ask(span: Chosen) -> dict[str, Aggregate]:
        said = _within(span, "meeting__slot__starts_at")
        return {"good": Count("pk", filter=said & Q(rating__gte=USEFUL)), "all": Count("pk", filter=said)}

    rows = FollowUp.objects.filter(_of_people(chosen, "meeting__")).order_by()
    found = [[Measure("satisfaction", one["good"], one["all"])] for one in _twice(rows, chosen, ask)]
    return found[0], found[1]
