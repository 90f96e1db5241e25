"""Business days of several countries at once: a day counts when every country works.

Three sources, the first that speaks decides: what staff wrote down (core/closing.py tells it here), what is closed
there every year, the public holidays that the library knows.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from .geography import ZONE

# Countries whose public holidays the library knows; in the others only weekends are free.
COVERED = frozenset(holidays.list_supported_countries())
# Days on which offices are closed every year although they are no public holidays: (month, day).
USUAL = {"JP": ((1, 2), (1, 3), (12, 29), (12, 30), (12, 31))}
WRITTEN: dict[tuple[str, date], bool] = {}  # whether people work there on that day


@lru_cache(maxsize=64)
def _free_days(country: str, year: int) -> frozenset[date]:
    usual = {date(year, month, day) for month, day in USUAL.get(country, ())}
    return frozenset(usual | public_holidays(country, year).keys())


def public_holidays(country: str, year: int, language: str = "") -> dict[date, str]:
    """{day: its name, in English where the library lacks the language}; nothing for a country that it lacks."""
    if country not in COVERED:
        return {}
    known = getattr(holidays, country).supported_languages
    return dict(holidays.country_holidays(country, years=year, language=language if language in known else "en_US"))


def is_workday(day: date, countries: tuple[str, ...]) -> bool:
    """True when people work in all of the countries."""
    return all(_works(country, day) for country in countries)


def _works(country: str, day: date) -> bool:
    usually = day.weekday() < 5 and day not in _free_days(country, day.year)
    return WRITTEN.get((country, day), usually)


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
