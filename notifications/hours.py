"""A reader's hours on a reader's clock: when quiet hours end, and when the last digest was due. Knows no rows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7


def is_quiet(hour: int, begin: int, end: int) -> bool:
    """Whether an hour of the clock lies in [begin, end), which may hold midnight."""
    return begin <= hour < end if begin < end else hour >= begin or hour < end


def end_of_quiet(at: datetime, begin: int, end: int, zone: str) -> datetime:
    """`at` itself, or when the quiet hours end that it falls into."""
    there = at.astimezone(ZoneInfo(zone))
    if not is_quiet(there.hour, begin, end):
        return at
    ends_tomorrow = end < begin <= there.hour
    return max(at, _moment(there.date() + timedelta(days=ends_tomorrow), end, zone))


def last_due(now: datetime, *, hour: int, weekday: int | None, zone: str) -> datetime:
    """The newest moment, `now` or before, at which the clock there showed this hour (on this weekday)."""
    today = now.astimezone(ZoneInfo(zone)).date()
    days = [today - timedelta(days=back) for back in range(WEEK + 1)]
    moments = [_moment(day, hour, zone) for day in days if weekday in (None, day.weekday())]
    return next(moment for moment in moments if moment <= now)


def _moment(day: date, hour: int, zone: str) -> datetime:
    """In UTC: two moments of one zone are compared by what the clock shows, which may be wrong when it is set back."""
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)
