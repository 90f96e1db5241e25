"""The books of obligations: facts read in a handful of queries, reckoned anew each time. Nothing of this is stored."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Func, IntegerField, Prefetch

from core.days import local_day

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

    def within(self, first: date, last: date) -> list[Reckoned]:
        """Periods that are due in [first, last]."""
        return [one for one in self.periods if first <= one.period.due_on <= last]

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
    """Open the books of these obligations (with commitment and memorandum at hand): four queries, however many rows."""
    rows = list(obligations)
    ids = [row.pk for row in rows]
    facts = _Facts(ids)
    books = []
    for row in rows:
        terms, today = facts.terms(row), local_day(now, row.zone)
        books.append(Account(row, terms, reckon(terms, facts.deliveries[row.pk], today), today))
    return books


def account(obligation: Obligation, now: datetime) -> Account:
    return accounts([obligation], now)[0]


def of_memorandum(memorandum: Memorandum, now: datetime) -> Books:
    return of_memoranda([memorandum], now)[memorandum.pk]


def of_memoranda(memoranda: Iterable[Memorandum], now: datetime) -> dict[UUID, Books]:
    """Commitments in order, each with the books of the obligations that stand on the pages.
    Six queries, however many rows.
    """
    known = {memorandum.pk: memorandum for memorandum in memoranda}
    shown = Obligation.objects.filter(state__in=COUNTED).select_related("responsible").order_by("starts_on", "pk")
    commitments = list(
        Commitment.objects.filter(memorandum__in=known).order_by("number").prefetch_related(
            Prefetch("obligations", queryset=shown, to_attr="shown")
        )
    )
    for commitment in commitments:
        commitment.memorandum = known[commitment.memorandum_id]
        for obligation in commitment.shown:
            obligation.commitment = commitment
    books = {one.obligation.pk: one for one in accounts([row for one in commitments for row in one.shown], now)}
    found: dict[UUID, Books] = {pk: [] for pk in known}
    for commitment in commitments:
        found[commitment.memorandum_id].append((commitment, [books[row.pk] for row in commitment.shown]))
    return found


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


def counting_evidence():
    """Evidence that counts today: countersigned or accepted, from a source that still stands."""
    return Evidence.objects.filter(standing(), state__in=COUNTING)


class Ordinal(Func):
    """A day as Python counts days (date.toordinal): whole numbers travel in arrays much faster than dates."""

    template = "(%(expressions)s - DATE '0001-01-01' + 1)"
    output_field = IntegerField()


class _Facts:
    """Holds, agreed dates, occasions and deliveries of several obligations."""

    def __init__(self, ids: list):
        self.holds, self.occasions, self.deliveries = defaultdict(list), defaultdict(list), defaultdict(list)
        self.due_dates: dict = defaultdict(dict)
        for key, start, end in Hold.objects.filter(obligation__in=ids).values_list("obligation", "from_on", "until_on"):
            self.holds[key].append((start, end))
        self._read_dates(ids)
        self._read_occasions(ids)
        self._read_deliveries(ids)

    def _read_dates(self, ids: list) -> None:
        agreed = Change.objects.filter(
            obligation__in=ids, state="approved", kind=ChangeKind.DUE_DATE
        ).order_by("decided_at")
        for key, start, occasion, due_on in agreed.values_list("obligation", "period_start", "occasion", "due_on"):
            self.due_dates[key][str(occasion) if occasion else start.isoformat()] = due_on

    def _read_occasions(self, ids: list) -> None:
        rows = Occasion.objects.filter(standing(OCCASIONS), obligation__in=ids).order_by("happened_on", "pk")
        for key, pk, day in rows.values_list("obligation", "pk", "happened_on"):
            self.occasions[key].append((str(pk), day))

    def _read_deliveries(self, ids: list) -> None:
        """One row for each obligation, with its days and quantities as arrays:
        ten years are thousands of deliveries.
        """
        rows = counting_evidence().filter(obligation__in=ids).order_by().values("obligation", "for_period", "occasion")
        same_order = ("happened_on", "pk")
        grouped = rows.annotate(
            days=ArrayAgg(Ordinal("happened_on"), order_by=same_order), many=ArrayAgg("quantity", order_by=same_order)
        )
        for row in grouped:
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
