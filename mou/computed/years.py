"""Memorandum years: from one anniversary of its entry into force to the next."""

from datetime import date
from typing import NamedTuple

from ..models import Memorandum
from ..reckoning.periods import ONE_DAY, add_months


class Year(NamedTuple):
    number: int
    first: date
    last: date


def year(memorandum: Memorandum, number: int) -> Year | None:
    """The number-th year; None before it is in force, or after its last day."""
    begins = memorandum.in_force_on
    if begins is None or number < 1 or number > 200:
        return None
    first = add_months(begins, 12 * (number - 1))
    if memorandum.last_day and first > memorandum.last_day:
        return None
    return Year(number, first, add_months(begins, 12 * number) - ONE_DAY)


def year_of(memorandum: Memorandum, day: date) -> Year | None:
    """The year a day lies in; the first or the last one when it lies outside."""
    if memorandum.in_force_on is None:
        return None
    day = min(day, memorandum.last_day or day)
    number = max(1, day.year - memorandum.in_force_on.year + 1)
    found = year(memorandum, number)
    return found if found and found.first <= day or number == 1 else year(memorandum, number - 1)


def years_touched(memorandum: Memorandum, first: date, last: date) -> Year | None:
    """From the beginning of the year in which `first` lies to the end of that of `last`; numbered as the last one."""
    begins, ends = year_of(memorandum, first), year_of(memorandum, last)
    return Year(ends.number, begins.first, ends.last) if begins and ends else None


def years(memorandum: Memorandum, today: date) -> list[Year]:
    """All years that have begun, the newest first."""
    current = year_of(memorandum, today)
    numbers = range(current.number, 0, -1) if current else []
    return [found for number in numbers if (found := year(memorandum, number))]
