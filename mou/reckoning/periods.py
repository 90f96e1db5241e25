"""Periods of an obligation, generated from its cadence: contiguous, without overlap, the same every time.

All days are calendar days of the obligation's zone; `last` is the last day that counts (None: open-ended).
"""

import calendar
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
ONE_DAY = timedelta(days=1)


class Period(NamedTuple):
    """`key` names the period for ever: its first day, or the id of its occasion. `end`, `due_on`:
    last days, inclusive.
    """

    key: str
    start: date
    end: date
    due_on: date


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the month's last day where there
    is no such day (31 January + 1 → 28 or 29 February).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def starts(cadence: str, first: date) -> Iterator[date]:
    """First days of all periods; counted from `first` each time, so that a short February shifts nothing."""
    if cadence == "once":
        yield first
        return
    step, number = MONTHS[cadence], 0
    while True:
        yield add_months(first, number * step)
        number += 1


def regular_periods(
    cadence: str, first: date, last: date | None, *, until: date, due_dates: dict[str, date] | None = None
) -> list[Period]:
    """Periods that begin by `until`.

    The last one is cut off at `last`. `due_dates`: agreed due dates by key. A single delivery ("once") without an end
    is due on the last day of its first year.
    """
    agreed = due_dates or {}
    if last is not None and last < first:
        return []
    found = []
    following = starts(cadence, first)
    start: date | None = next(following)
    while start is not None and start <= until:
        if last is not None and start > last:
            break
        after = next(following, None)
        end = after - ONE_DAY if after else last or add_months(first, 12) - ONE_DAY
        end = end if last is None else min(end, last)
        found.append(Period(start.isoformat(), start, end, agreed.get(start.isoformat(), end)))
        start = after
    return found


def occasion_periods(
    occasions: Iterable[tuple[str, date]], days: int, *, due_dates: dict[str, date] | None = None
) -> list[Period]:
    """One period for each occasion (id, day): from its day for `days` days. They may overlap:
    each has its own delivery.
    """
    agreed = due_dates or {}
    rows = []
    for key, day in occasions:
        end = day + timedelta(days=days)
        rows.append(Period(key, day, end, agreed.get(key, end)))
    return sorted(rows, key=lambda period: (period.start, period.key))


def finder(periods: list[Period]) -> Callable[[date], Period | None]:
    """Day → the earliest period still open on it: a later due date that was agreed keeps its period open longer."""
    reach = list(accumulate((max(period.end, period.due_on) for period in periods), max))

    def find(day: date) -> Period | None:
        place = bisect_left(reach, day)
        return periods[place] if place < len(periods) and periods[place].start <= day else None

    return find


def next_start(cadence: str, first: date, after: date) -> date | None:
    """The first day after `after` on which a new period begins: only then may rhythm or target change."""
    return next((start for start in starts(cadence, first) if start > after), None)
