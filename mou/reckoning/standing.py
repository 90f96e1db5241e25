"""How each period of an obligation stands on a given day, from what was delivered. Nothing of this is stored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from .periods import Period, finder, occasion_periods, regular_periods

GRACE = timedelta(days=30)  # a missed period can be made up for this long; then it is closed as it is
SOON = 30  # days before the due date, at most a third of the period
LOOK_AHEAD = timedelta(days=365)


class Delivery(NamedTuple):
    """One piece of evidence that counts."""

    day: date
    quantity: int = 1
    for_period: str | None = None  # key of the period it is meant for, when not the one of its day


@dataclass(frozen=True)
class Terms:
    """What reckoning must know of an obligation; `last`: last day that counts, `cut_on`:
    when it ended before its time.
    """

    cadence: str
    target: int
    first: date
    last: date | None = None
    cut_on: date | None = None
    live: bool = True
    days_to_deliver: int = 0
    occasions: tuple[tuple[str, date], ...] = ()
    due_dates: dict[str, date] = field(default_factory=dict)
    holds: tuple[tuple[date, date | None], ...] = ()


class Reckoned(NamedTuple):
    period: Period
    delivered: int
    target: int
    standing: str
    days_left: int  # until the due date; negative when it has passed
    late: bool  # fulfilled, but only after the due date


def periods_of(terms: Terms, today: date) -> list[Period]:
    """All periods up to the one of today, and those that begin within the coming year."""
    until = today + LOOK_AHEAD
    if terms.cut_on is not None:
        until = min(until, terms.cut_on)
    if terms.cadence == "per_event":
        found = occasion_periods(terms.occasions, terms.days_to_deliver, due_dates=terms.due_dates)
        last = until if terms.last is None else min(until, terms.last)
        return [period for period in found if terms.first <= period.start <= last]
    return regular_periods(terms.cadence, terms.first, terms.last, until=until, due_dates=terms.due_dates)


def reckon(terms: Terms, deliveries: Iterable[Delivery], today: date) -> list[Reckoned]:
    """Every period with what was delivered for it and how it stands today, oldest first.

    A delivery counts once: for the period it names, otherwise for the earliest one still open on its day; one that fits
    no period counts nowhere.
    """
    periods = periods_of(terms, today)
    known = {period.key: period for period in periods}
    got: dict[str, list[Delivery]] = {period.key: [] for period in periods}
    home = _home(terms, periods)
    for delivery in sorted(deliveries, key=lambda one: one.day):
        period = known.get(delivery.for_period) if delivery.for_period else home(delivery.day)
        if period:
            got[period.key].append(delivery)
    return [_stand(terms, period, got[period.key], today) for period in periods]


def _home(terms: Terms, periods: list[Period]) -> Callable[[date], Period | None]:
    """Where a delivery of a day belongs; a single one takes what is late too,
    for there is nothing else it could be for.
    """
    if terms.cadence == "once":
        return lambda day: periods[0] if periods and day >= terms.first else None
    return finder(periods)


def _stand(terms: Terms, period: Period, deliveries: list[Delivery], today: date) -> Reckoned:
    delivered = sum(delivery.quantity for delivery in deliveries)
    days_left = (period.due_on - today).days
    standing = _standing(terms, period, delivered, today, days_left)
    late = standing == "fulfilled" and _fulfilled_on(deliveries, terms.target) > period.due_on
    return Reckoned(period, delivered, terms.target, standing, days_left, late)


def _fulfilled_on(deliveries: list[Delivery], target: int) -> date:
    """The day on which the target was reached."""
    total = 0
    for delivery in deliveries:
        total += delivery.quantity
        if total >= target:
            break
    return delivery.day


def _standing(terms: Terms, period: Period, delivered: int, today: date, days_left: int) -> str:
    if delivered >= terms.target:
        return "fulfilled"
    if terms.cut_on is not None and period.due_on > terms.cut_on:
        return "ended_early"
    if any(start <= period.due_on and (end is None or period.due_on <= end) for start, end in terms.holds):
        return "on_hold"
    if days_left >= 0:
        return _before_due(period, today, days_left)
    still_owed = terms.live and (terms.cadence in ("once", "per_event") or today - period.due_on <= GRACE)
    if still_owed:
        return "overdue"
    return "partial" if delivered else "not_fulfilled"


def _before_due(period: Period, today: date, days_left: int) -> str:
    if today < period.start:
        return "planned"
    length = (period.due_on - period.start).days + 1
    return "due_soon" if days_left <= min(SOON, length // 3) else "on_track"
