"""Hours of one day in which offices in two zones are both open."""
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from core.i18n import in_city, say_clock
from core.workdays import next_workday

OPEN, CLOSE = 9, 18


class Overlap(NamedTuple):
    """Start and end as aware times; start == end when the offices never overlap."""

    start: datetime
    end: datetime


def working_overlap(day: datetime, zone: str, other_zone: str) -> Overlap:
    """Office hours 9–18 of both zones on the reader's day."""
    own_start, own_end = _office_hours(day, zone)
    there_start, there_end = _office_hours(own_start + timedelta(hours=4), other_zone)
    start, end = max(own_start, there_start), min(own_end, there_end)
    return Overlap(start, max(start, end))


def next_overlap(now: datetime, firm: Any, other: Any) -> Overlap:
    """The same on the next day that is a working day in both countries, today included."""
    zone = ZoneInfo(firm.zone)
    day = next_workday(now.astimezone(zone).date(), (firm.country, other.country))
    return working_overlap(datetime(day.year, day.month, day.day, 12, tzinfo=zone), firm.zone, other.zone)


def hours_of(overlap: Overlap, zones: tuple[str, str]) -> list[str]:
    """['09:00–14:00 (Almaty)', '13:00–18:00 (Tokyo)'] in the language active now."""
    return [in_city(f"{say_clock(overlap.start, zone)}–{say_clock(overlap.end, zone)}", zone) for zone in zones]


def _office_hours(day: datetime, zone: str) -> tuple[datetime, datetime]:
    local = day.astimezone(ZoneInfo(zone))
    hour = local.replace(minute=0, second=0, microsecond=0)
    return hour.replace(hour=OPEN), hour.replace(hour=CLOSE)


def far_zone(match: Any, reader_zone: str) -> str:
    """The zone shown second to this reader: the side of the pair that is not theirs."""
    return match.partner.zone if reader_zone == match.japan.zone else match.japan.zone
