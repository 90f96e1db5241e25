"""Calendar days where they count: a day turns at midnight of the place concerned, never at the server's."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of a moment at a place: where something is owed, a firm sits, an event is held."""
    return at.astimezone(ZoneInfo(zone)).date()


def last_minute(day: date, zone: str) -> datetime:
    """Of a day by which something is due, for people: midnight belongs to the next day."""
    return datetime.combine(day, time(23, 59), tzinfo=ZoneInfo(zone))


def midnight(day: date, zone: str) -> datetime:
    """The moment at which a day begins at a place."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
