"""When two clocks show working hours at once. Pure functions over minutes of a day; a day is a circle."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 24 * 60


class Hours(NamedTuple):
    """Minutes after midnight, `begin` before 24:00; an `end` past 24:00 lies in the next day."""

    begin: int
    end: int


WORK = Hours(9 * 60, 18 * 60)


def minutes_ahead(zone: str, other: str, at: datetime) -> int:
    """How far the other clock is ahead of the first at that moment; negative when it is behind."""
    here, there = (at.astimezone(ZoneInfo(name)).replace(tzinfo=None) for name in (zone, other))
    return round((there - here).total_seconds() / 60)


def shifted(hours: Hours, minutes: int) -> Hours:
    """The same hours on a clock that is ahead by `minutes`."""
    begin = (hours.begin + minutes) % DAY
    return Hours(begin, begin + hours.end - hours.begin)


def common(one: list[Hours], other: list[Hours]) -> list[Hours]:
    """What lies in both, across midnight too."""
    pairs = [
        (mine, Hours(theirs.begin + turn, theirs.end + turn))
        for mine in one for theirs in other for turn in (-DAY, 0, DAY)
    ]
    parts = [Hours(max(mine.begin, theirs.begin), min(mine.end, theirs.end)) for mine, theirs in pairs]
    return sorted({shifted(part, 0) for part in parts if part.begin < part.end})


def of_the_day(hours: Hours) -> list[Hours]:
    """As a drawing from 00:00 to 24:00 shows them: in two parts when they lie over midnight."""
    parts = [Hours(hours.begin, min(hours.end, DAY)), Hours(0, hours.end - DAY)]
    return [part for part in parts if part.begin < part.end]


def lies_in(hours: Hours, several: list[Hours]) -> bool:
    return any(common([hours], [one]) == [hours] for one in several)


def part_of(at: datetime, zone: str) -> str:
    """The half of the day there: am or pm."""
    return "am" if at.astimezone(ZoneInfo(zone)).hour < 12 else "pm"
