"""How firms answer suggestions and introductions; a refusal is an answer too. Reckoned from what is there, never kept.

A question counts when it was answered, or when it stood open long enough while somebody of the firm could answer.
"""
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from statistics import median_low
from typing import Any, NamedTuple

from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from companies.models import Firm, Membership
from core.days import local_day
from core.prepared import rows_for
from core.workdays import workdays_between

from ..models import Interest, Introduction, Match

SINCE = timedelta(days=365)
PATIENCE = timedelta(days=14)  # that a suggestion stands open before it counts as not answered
ENOUGH = 3  # questions before anything is said
SIDES = ("japan", "partner")
NEVER = Value(None, output_field=DateTimeField())
SIDE = {"japan": "japan", "partner": "central_asia"}


class Record(NamedTuple):
    """`usual`: common working days that an answer takes, the middle one; None without answers."""

    asked: int
    answered: int
    usual: int | None

    @property
    def is_enough(self) -> bool:
        return self.asked >= ENOUGH


def record_of(firm: Firm, now: datetime) -> Record:
    return records_of([firm], now)[firm.pk]


def records_of(firms: Iterable[Firm], now: datetime) -> dict[Any, Record]:
    """One query, however many firms."""
    by_id = {firm.pk: firm for firm in firms}
    spans = defaultdict(list)
    for who, asked, answered in rows_for(_spans, None, _moments(now)._asdict() | {"firms": list(by_id)}):
        spans[who].append((asked, answered))
    return {pk: _record(firm, spans[pk]) for pk, firm in by_id.items()}


class Moments(NamedTuple):
    now: datetime
    since: datetime
    patient: datetime


def _moments(now: datetime) -> Moments:
    return Moments(now, now - SINCE, now - PATIENCE)


def _spans(_kind: None, values: dict) -> QuerySet:
    at = Moments(values["now"], values["since"], values["patient"])
    parts = [part.filter(who__in=values["firms"]) for part in (*_answers(at), *_left(at))]
    return parts[0].union(*parts[1:], all=True)


def _record(firm: Firm, spans: list[tuple[datetime, datetime | None]]) -> Record:
    answered = [[local_day(at, firm.zone) for at in span] for span in spans if span[1]]
    days = [workdays_between(*span, (firm.country,)) for span in answered]
    return Record(len(spans), len(days), median_low(days) if days else None)


def silent_firms(now: datetime, least: int) -> set:
    """Ids of those that left at least so many questions and answered none."""
    left: Counter = Counter()
    at = _moments(now)
    for part in _left(at):
        left.update(dict(part.values_list("who").annotate(count=Count("pk"))))
    found = {who for who, count in left.items() if count >= least}
    for part in _answers(at) if found else ():
        found -= set(part.values_list("who", flat=True).distinct())
    return found


def _part(rows: QuerySet, who: str, asked: str, answered: Any) -> QuerySet:
    """(firm, when it was asked, when it answered)."""
    answered = F(answered) if isinstance(answered, str) else answered
    return rows.order_by().annotate(who=F(who), asked=F(asked), told=answered).values_list("who", "asked", "told")


def _answers(at: Moments) -> Iterator[QuerySet]:
    since = at.since
    given = Interest.objects.filter(answered_at__gte=since)
    yield _part(given, "firm", "match__created_at", "answered_at")
    for side in SIDES:
        who, consent = f"match__{side}", f"{side}_consent_at"
        yield _part(Introduction.objects.filter(**{f"{consent}__gte": since}), who, "requested_at", consent)
        refused = {"declined_side": SIDE[side], consent: None, "match__ended_at__gte": since}
        yield _part(Introduction.objects.filter(**refused), who, "requested_at", "match__ended_at")


def _left(at: Moments) -> Iterator[QuerySet]:
    for side in SIDES:
        yield _part(_left_suggestions(side, at), side, "created_at", NEVER)
        yield _part(_left_introductions(side, at), f"match__{side}", "requested_at", NEVER)


def _left_suggestions(side: str, at: Moments):
    answers = Interest.objects.filter(match=OuterRef("pk"), firm=OuterRef(side))
    ended = Coalesce("approved_at", "ended_at", Value(at.now))
    stood = Q(ended__gte=F("created_at") + PATIENCE)
    rows = Match.objects.filter(created_at__gte=at.since, created_at__lte=at.patient).alias(ended=ended)
    return rows.filter(stood, Exists(_could_answer(side, "created_at")), ~Exists(answers))


def _left_introductions(side: str, at: Moments):
    """Those that ran out; one that the other firm declined asked no more of this one."""
    rows = Introduction.objects.filter(
        Q(state="expired") | Q(state="consent_requested", answer_by__lt=at.now),
        requested_at__gte=at.since, **{f"{side}_consent_at": None},
    )
    return rows.filter(Exists(_could_answer(f"match__{side}", "requested_at")))


def _could_answer(firm: str, since: str):
    return Membership.objects.filter(firm=OuterRef(firm), joined_at__lte=OuterRef(since), user__is_active=True)
