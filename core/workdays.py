"""Business days of several countries at once: a day counts when every country works."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from .geography import ZONE

# Countries whose public holidays the library knows; in the others only weekends are free.
COVERED = frozenset(holidays.list_supported_countries())


@lru_cache(maxsize=64)
def _free_days(country: str, year: int) -> frozenset[date]:
    if country not in COVERED:
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))


def is_workday(day: date, countries: tuple[str, ...]) -> bool:
    """True when it is neither a weekend nor a public holiday in any of the countries."""
    return day.weekday() < 5 and not any(day in _free_days(country, day.year) for country in countries)


def add_workdays(start: date, count: int, countries: tuple[str, ...]) -> date:
    """The count-th common business day after `start`; start itself does not count."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_workday(day, countries)
    return day


def next_workday(day: date, countries: tuple[str, ...]) -> date:
    """`day` itself when every country works, otherwise the next one on which all do."""
    return day if is_workday(day, countries) else add_workdays(day, 1, countries)


def workdays_between(start: date, end: date, countries: tuple[str, ...]) -> int:
    """Common business days in (start, end]; negative when end lies before start."""
    if end < start:
        return -workdays_between(end, start, countries)
    return sum(is_workday(start + timedelta(days=n), countries) for n in range(1, (end - start).days + 1))


def deadline(start: datetime, count: int, countries: tuple[str, ...]) -> datetime:
    """End (17:00) of the count-th common business day, in the zone of the last country, as an aware time."""
    zone = ZoneInfo(ZONE[countries[-1]])
    day = add_workdays(start.astimezone(zone).date(), count, countries)
    return datetime(day.year, day.month, day.day, 17, tzinfo=zone)
