"""Deadlines that end while the reader is awake. Pure functions over moments."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.workdays import deadline

DECIDE_WITHIN = 5  # business days that the organiser has for a registration
WAKES, SLEEPS = time(9), time(21)
MORNING = time(11)  # two hours after they woke


def offer_deadline(now: datetime, hours: int, zone: str, latest: datetime) -> datetime:
    """`hours` from now; in their night it is 11:00 of the next morning. Never after `latest`:
    then the evening before it, or itself.
    """
    wanted = _awake(now + timedelta(hours=hours), zone)
    if wanted <= latest:
        return wanted
    evening = _evening_before(latest, zone)
    return evening if evening > now else latest


def _awake(at: datetime, zone: str) -> datetime:
    local = at.astimezone(ZoneInfo(zone))
    if WAKES <= local.time() <= SLEEPS:
        return at
    day = local.date() + timedelta(days=local.time() > SLEEPS)
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(zone))


def _evening_before(latest: datetime, zone: str) -> datetime:
    """`latest` itself when they are awake then, otherwise the last evening before."""
    local = latest.astimezone(ZoneInfo(zone))
    if WAKES <= local.time() <= SLEEPS:
        return latest
    day = local.date() - timedelta(days=local.time() < WAKES)
    return datetime.combine(day, SLEEPS, tzinfo=ZoneInfo(zone))


def decide_by(asked_at: datetime, country: str, *, closes_at: datetime, starts_at: datetime) -> datetime | None:
    """Until when whoever asked for a seat hears of it: some business days where the event is, or when its registration
    closes, whichever is first; yet a request of the last hours has one whole business day. None once it has begun.
    """
    usual, soonest = (deadline(asked_at, count, (country,)) for count in (DECIDE_WITHIN, 1))
    closes = max(closes_at, soonest) if asked_at < closes_at else usual
    by = min(usual, closes, starts_at)
    return by if by > asked_at else None
