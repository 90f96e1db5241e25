"""What became of the pairs of a period: how many reached each step, how long it took, where they wait."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Aggregate, Count, DurationField, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from matching.enums import Outcome
from matching.models import Introduction, Match

YEAR = timedelta(days=364)
SIGNED = (Outcome.AGREEMENT, Outcome.MOU)
STEPS = ("suggested", "proposed", "approved", "released", "signed")
REACHED = {
    "suggested": Q(),
    "proposed": Q(proposed_at__isnull=False),
    "approved": Q(proposed_at__isnull=False, approved_at__isnull=False),
    "released": Q(proposed_at__isnull=False, approved_at__isnull=False, released_at__isnull=False),
    "signed": Q(
        proposed_at__isnull=False, approved_at__isnull=False, released_at__isnull=False, signed_at__isnull=False
    ),
}
BEGAN = {"proposed": "created_at", "approved": "proposed_at", "released": "approved_at", "signed": "released_at"}
# Pairs that stand before a step today.
BEFORE = {
    "proposed": Q(state__in=["suggested", "shortlisted"]),
    "approved": Q(state="proposed"),
    "released": Q(state__in=["approved", "introduced"], released_at=None),
    "signed": Q(state="introduced", released_at__isnull=False, signed_at=None),
}


class Chosen(NamedTuple):
    """What is counted. Days are those of the reader's clock, the last one included."""

    first: date
    last: date
    country: str = ""
    sector: str = ""

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return _midnight(self.first), _midnight(self.last + timedelta(days=1))

    def before(self) -> "Chosen":
        """The period just before, as long as this one."""
        length = self.last - self.first + timedelta(days=1)
        return self._replace(first=self.first - length, last=self.last - length)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()
    allow_distinct = False


class Step(NamedTuple):
    key: str
    number: int
    share: int | None  # per cent of the step before; None for the first, and where there are too few
    days: float | None  # median
    before: int  # the number in the period before
    waiting: int  # pairs that stand before this step today


FEW = 5  # below this a share says nothing


def of_pairs(chosen: Chosen, prefix: str = "") -> Q:
    """Rows whose pair fits the filters."""
    found = Q()
    if chosen.country:
        found &= Q(**{f"{prefix}partner__country": chosen.country})
    if chosen.sector:
        either = [f"{prefix}{side}__sectors__contains" for side in ("japan", "partner")]
        found &= Q(**{either[0]: [chosen.sector]}) | Q(**{either[1]: [chosen.sector]})
    return found


def pairs(chosen: Chosen) -> QuerySet[Match]:
    """All that fit the filters, whenever suggested, each with when contacts were released and an agreement signed."""
    own = Introduction.objects.filter(match=OuterRef("pk")).order_by().values("match")
    signed = own.filter(outcome__in=SIGNED).annotate(at=Min("concluded_at"))
    return Match.objects.filter(of_pairs(chosen)).order_by().annotate(
        released_at=Subquery(own.annotate(at=Min("released_at")).values("at")), signed_at=Subquery(signed.values("at"))
    )


def steps(chosen: Chosen) -> list[Step]:
    """Of the pairs suggested in the period, each counted at every step it has reached until now."""
    counted = pairs(chosen).aggregate(**_asked(chosen))
    found: list[Step] = []
    for key in STEPS:
        number, last = counted[key], found[-1].number if found else 0
        share = round(100 * number / last) if found and last >= FEW else None
        wait = counted.get(f"{key}_wait")
        days = wait.total_seconds() / 86400 if wait is not None else None
        found.append(Step(key, number, share, days, counted[f"{key}_before"], counted.get(f"{key}_waiting", 0)))
    return found


def _asked(chosen: Chosen) -> dict[str, Aggregate]:
    """Both periods, the days and who waits today, in one question."""
    now, before = _suggested(chosen), _suggested(chosen.before())
    asked: dict[str, Aggregate] = {key: Count("pk", filter=now & rule) for key, rule in REACHED.items()}
    asked |= {f"{key}_before": Count("pk", filter=before & rule) for key, rule in REACHED.items()}
    asked |= {f"{key}_waiting": Count("pk", filter=rule) for key, rule in BEFORE.items()}
    return asked | {
        f"{key}_wait": Median(F(_at(key)) - F(began), filter=now & REACHED[key]) for key, began in BEGAN.items()
    }


def _suggested(chosen: Chosen) -> Q:
    first, after = chosen.moments
    return Q(created_at__gte=first, created_at__lt=after)


def _at(key: str) -> str:
    return f"{key}_at"


def slowest(found: Iterable[Step]) -> Step | None:
    """The step that takes longest, of those enough pairs have taken."""
    timed = [one for one in found if one.days is not None and one.number >= FEW]
    return max(timed, key=lambda one: one.days or 0, default=None)
