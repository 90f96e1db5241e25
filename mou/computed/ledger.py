"""The books of obligations: facts read in a handful of queries, reckoned anew each time. Nothing of this is stored."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, DateField, DateTimeField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from core.days import local_day
from core.prepared import rows_for

from ..enums import Cadence, ChangeKind, ObligationState
from ..models import Change, Commitment, Evidence, Hold, Memorandum, Obligation, Occasion
from ..reckoning.balance import Balance, balance
from ..reckoning.standing import Delivery, Reckoned, Terms, reckon
from ..sources import OCCASIONS, standing
from ..states import COUNTED, COUNTING, DELIVERABLE

CUT = (ObligationState.CLOSED, ObligationState.WAIVED)
OWED = frozenset({"fulfilled", "partial", "not_fulfilled", "overdue", "on_track", "due_soon"})


class Account(NamedTuple):
    """One obligation with all its periods, oldest first; `today` is the calendar day where it is owed."""

    obligation: Obligation
    terms: Terms
    periods: list[Reckoned]
    today: date
    deliveries: list[Delivery]

    def within(self, first: date, last: date) -> list[Reckoned]:
        """Periods that are due in [first, last]."""
        return [one for one in self.periods if first <= one.period.due_on <= last]

    def touching(self, first: date, last: date) -> list[Reckoned]:
        """Periods that run or fall due in [first, last]."""
        return [one for one in self.periods if one.period.start <= last and first <= one.period.due_on]

    def as_of(self, day: date) -> "Account":
        """The same books on an earlier day: later deliveries were not there yet."""
        if day >= self.today:
            return self
        known = [one for one in self.deliveries if one.day <= day]
        return self._replace(periods=reckon(self.terms, known, day), today=day, deliveries=known)

    @property
    def current(self) -> Reckoned | None:
        """What to look at first: the oldest overdue period, else the one under way, else the next,
        else the last one.
        """
        for urgency in ("overdue", "due_soon", "on_track", "planned"):
            for one in self.periods:
                if one.standing == urgency:
                    return one
        return self.periods[-1] if self.periods else None


Books = list[tuple[Commitment, list[Account]]]


def accounts(obligations: Iterable[Obligation], now: datetime) -> list[Account]:
    """Open the books of these obligations (with commitment and memorandum at hand): two queries, however many rows."""
    rows = list(obligations)
    facts = _Facts([row.pk for row in rows], frozenset(row.indicator for row in rows))
    books = []
    for row in rows:
        terms, today = facts.terms(row), local_day(now, row.zone)
        deliveries = facts.deliveries[row.pk]
        books.append(Account(row, terms, reckon(terms, deliveries, today), today, deliveries))
    return books


def account(obligation: Obligation, now: datetime) -> Account:
    return accounts([obligation], now)[0]


def of_memorandum(memorandum: Memorandum, now: datetime) -> Books:
    return of_memoranda([memorandum], now)[memorandum.pk]


def of_memoranda(memoranda: Iterable[Memorandum], now: datetime) -> dict[UUID, Books]:
    """Commitments in order, each with the books of the obligations that stand on the pages. Four queries in all."""
    known = {memorandum.pk: memorandum for memorandum in memoranda}
    commitments = {one.pk: one for one in Commitment.objects.filter(memorandum__in=known).order_by("number")}
    shown = Obligation.objects.filter(commitment__memorandum__in=known, state__in=COUNTED)
    obligations = list(shown.select_related("responsible").order_by("starts_on", "pk"))
    for commitment in commitments.values():
        commitment.memorandum = known[commitment.memorandum_id]
    for obligation in obligations:
        obligation.commitment = commitments[obligation.commitment_id]
    books: dict[UUID, list[Account]] = {pk: [] for pk in commitments}
    for book in accounts(obligations, now):
        books[book.obligation.commitment_id].append(book)
    found: dict[UUID, Books] = {pk: [] for pk in known}
    for commitment in commitments.values():
        found[commitment.memorandum_id].append((commitment, books[commitment.pk]))
    return found


def open_accounts(memoranda: Iterable[Memorandum], now: datetime) -> dict[UUID, list[Account]]:
    """What counts under each, without the commitments' own texts: three queries in all."""
    known = {memorandum.pk: memorandum for memorandum in memoranda}
    obligations = rows_for(_open_obligations, None, {"memoranda": list(known)})
    for obligation in obligations:
        obligation.commitment.memorandum = known[obligation.commitment.memorandum_id]
    found: dict[UUID, list[Account]] = {pk: [] for pk in known}
    for book in accounts(obligations, now):
        found[book.obligation.commitment.memorandum_id].append(book)
    return found


def _open_obligations(_kind: None, values: dict) -> QuerySet:
    shown = Obligation.objects.filter(commitment__memorandum__in=values["memoranda"], state__in=COUNTED)
    return shown.select_related("commitment").defer("commitment__titles", "commitment__texts")


def balance_of(books: Iterable[Account], tolerance: Fraction, first: date, last: date) -> Balance:
    """Delivered and promised per side over the periods due in [first, last];
    what rests or ended early is not promised.
    """
    rows = []
    for book in books:
        for one in book.within(first, last):
            promised = one.target if one.standing in OWED else 0
            rows.append((book.obligation.owing, one.delivered, promised))
    return balance(rows, tolerance)


def counting_evidence(indicators: frozenset[str] | None = None) -> QuerySet:
    """Evidence that counts today: countersigned or accepted, from a source that still stands.

    `indicators`: of the obligations asked about.
    """
    return _counting_evidence(indicators).all()


# Each source is a condition of its own, and dear to put together: the question is kept, its answer never.
@cache
def _counting_evidence(indicators: frozenset[str] | None) -> QuerySet:
    return Evidence.objects.filter(standing(among=indicators), state__in=COUNTING)


@cache
def _standing_occasions(indicators: frozenset[str]) -> QuerySet:
    return Occasion.objects.filter(standing(OCCASIONS, among=indicators))


class Ordinal(Func):
    """A day as Python counts days (date.toordinal): whole numbers travel in arrays much faster than dates."""

    template = "(%(expressions)s - DATE '0001-01-01' + 1)"
    output_field = IntegerField()


def _days_of(indicators: frozenset[str], values: dict) -> QuerySet:
    """Each as what, key (of the obligation), name, first and second day."""
    ids = values["obligations"]
    holds = Hold.objects.filter(obligation__in=ids)
    agreed = Change.objects.filter(obligation__in=ids, state="approved", kind=ChangeKind.DUE_DATE)
    occasions = _standing_occasions(indicators).filter(obligation__in=ids)
    period, none = Coalesce(_text("occasion"), _text("period_start")), Value(None, DateField())
    rows = [
        _dated(holds, "hold", Value("", CharField()), F("from_on"), F("until_on"), _moment("from_on")),
        _dated(agreed, "due", period, F("due_on"), none, F("decided_at")),
        _dated(occasions, "occasion", _text("pk"), F("happened_on"), none, _moment("happened_on")),
    ]
    return rows[0].union(*rows[1:], all=True)


def _dated(rows: QuerySet, what: str, name, first, second, moment) -> QuerySet:
    columns = {"name": name, "first": first, "second": second, "moment": moment}
    return rows.order_by().values(what=Value(what, CharField()), key=F("obligation"), **columns)


def _text(field: str) -> Cast:
    return Cast(field, CharField())


def _moment(day: str) -> Cast:
    return Cast(day, DateTimeField())


def _deliveries(indicators: frozenset[str], values: dict) -> QuerySet:
    counting = counting_evidence(indicators).filter(obligation__in=values["obligations"])
    rows = counting.order_by().values("obligation", "for_period", "occasion")
    same_order = ("happened_on", "pk")
    return rows.annotate(
        days=ArrayAgg(Ordinal("happened_on"), order_by=same_order), many=ArrayAgg("quantity", order_by=same_order)
    )


class _Facts:
    """Holds, agreed dates, occasions and deliveries of several obligations."""

    def __init__(self, ids: list, indicators: frozenset[str]):
        self.holds, self.occasions, self.deliveries = defaultdict(list), defaultdict(list), defaultdict(list)
        self.due_dates: dict = defaultdict(dict)
        self._read_days(ids, indicators)
        self._read_deliveries(ids, indicators)

    def _read_days(self, ids: list, indicators: frozenset[str]) -> None:
        """In one query: holds, due dates agreed upon (the last one of a period counts) and occasions."""
        days = rows_for(_days_of, indicators, {"obligations": ids})
        for row in sorted(days, key=itemgetter("moment", "name")):
            if row["what"] == "hold":
                self.holds[row["key"]].append((row["first"], row["second"]))
            elif row["what"] == "due":
                self.due_dates[row["key"]][row["name"]] = row["first"]
            else:
                self.occasions[row["key"]].append((row["name"], row["first"]))

    def _read_deliveries(self, ids: list, indicators: frozenset[str]) -> None:
        """One row for each obligation, with its days and quantities as arrays:
        ten years are thousands of deliveries.
        """
        for row in rows_for(_deliveries, indicators, {"obligations": ids}):
            period = (
                str(row["occasion"]) if row["occasion"] else row["for_period"].isoformat() if row["for_period"]
                else None
            )
            pairs = zip(row["days"], row["many"], strict=True)
            self.deliveries[row["obligation"]] += [
                Delivery(date.fromordinal(day), quantity, period) for day, quantity in pairs
            ]

    def terms(self, row: Obligation) -> Terms:
        memorandum = row.commitment.memorandum
        cuts = [row.ended_on if row.state in CUT else None, memorandum.ended_on]
        return Terms(
            cadence=row.cadence,
            target=row.target,
            first=row.starts_on,
            last=min(filter(None, [row.ends_on, memorandum.ends_on]), default=None),
            cut_on=min(filter(None, cuts), default=None),
            live=row.state in DELIVERABLE and memorandum.state == "in_force",
            days_to_deliver=row.days_to_deliver or 0,
            occasions=tuple(self.occasions[row.pk]) if row.cadence == Cadence.PER_EVENT else (),
            due_dates=self.due_dates[row.pk],
            holds=tuple(self.holds[row.pk]),
        )
