"""Deadlines of many rows at once: what `core.workdays.deadline` says, as tables the database can look up."""
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

from core import workdays
from core.days import local_day
from core.geography import ZONE, Country

CLOSES = time(17)  # when `core.workdays.deadline` ends a day
BACK = 120  # days; of older rows all that matters is that they are late
AHEAD = 45


class Lasts(NamedTuple):
    """Where each day ends that something of this country may begin on, `first` being the first of them."""

    country: str
    days: int
    zone: str
    first: date
    until: list[date]


def pair(country: str) -> tuple[str, ...]:
    """Whose business days count for a row of this country: Japan's and its own."""
    return ("JP",) if country == Country.JP else ("JP", country)


def calendar(now: datetime, allowances: tuple[int, ...]) -> list[Lasts]:
    return _calendar(now.date(), allowances, _written())


def calendar_parameters(now: datetime, allowances: tuple[int, ...]) -> tuple:
    """The calendar for a query: a day's end of each country and allowance as one array, and where each begins.

    Thousands of days: as text they are put into the query much faster than one by one.
    """
    return _parameters(now.date(), allowances, _written())


def cutoffs(now: datetime, allowances: tuple[int, ...]) -> dict[tuple[str, int], datetime]:
    """{(country, days): what began before is late now}"""
    return _cutoffs(now.replace(minute=0, second=0, microsecond=0), allowances, _written())


def _written() -> frozenset:
    return frozenset(workdays.WRITTEN.items())


@lru_cache(maxsize=8)
def _parameters(today: date, allowances: tuple[int, ...], known: frozenset) -> tuple:
    rows = _calendar(today, allowances, known)
    ends = ",".join(day.isoformat() for row in rows for day in row.until)
    lengths = [len(row.until) for row in rows]
    begins = [0, *accumulate(lengths[:-1])]
    return (
        f"{{{ends}}}", [row.country for row in rows], [row.days for row in rows], [row.zone for row in rows], begins,
        lengths, rows[0].first,
    )


@lru_cache(maxsize=8)
def _calendar(today: date, allowances: tuple[int, ...], _known: frozenset) -> list[Lasts]:
    first = today - timedelta(days=BACK)
    found: list[Lasts] = []
    for country, zone in ZONE.items():
        days = [first + timedelta(days=number) for number in range(BACK + AHEAD)]
        opens = [day for day in days if workdays.is_workday(day, pair(country))]
        found += [Lasts(country, allowed, zone, first, _lasts(days, opens, allowed)) for allowed in allowances]
    return found


def _lasts(days: list[date], opens: list[date], allowed: int) -> list[date]:
    """For each day the `allowed`-th business day after it; none is asked for that lies behind the last one known."""
    found: list[date] = []
    after = 0
    for day in days:
        while after < len(opens) and opens[after] <= day:
            after += 1
        if after + allowed > len(opens):
            break
        found.append(opens[after + allowed - 1])
    return found


@lru_cache(maxsize=8)
def _cutoffs(hour: datetime, allowances: tuple[int, ...], _known: frozenset) -> dict[tuple[str, int], datetime]:
    found: dict[tuple[str, int], datetime] = {}
    for country, name in ZONE.items():
        zone = ZoneInfo(name)
        day = local_day(hour, name)
        if datetime.combine(day, CLOSES, tzinfo=zone) > hour:
            day -= timedelta(days=1)
        passed = 0
        while passed < max(allowances):
            passed += workdays.is_workday(day, pair(country))
            if passed in allowances and (country, passed) not in found:
                found[country, passed] = datetime.combine(day, time(), tzinfo=zone)
            day -= timedelta(days=1)
    return found
