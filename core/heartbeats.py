"""Whether the regular jobs are done: when each went through the last time, and by when it should have again."""

from datetime import datetime, timedelta
from typing import NamedTuple

from celery.schedules import crontab
from django.conf import settings

from .models import Heartbeat

GRACE = timedelta(minutes=10)  # a pass may take its time


class Beat(NamedTuple):
    """`at`: None when it has never gone through; `due_at`: by when the next pass is to have begun."""

    job: str
    at: datetime | None
    due_at: datetime | None
    is_late: bool


def beats(now: datetime) -> list[Beat]:
    """Every job of the schedule, in its order."""
    known = dict(Heartbeat.objects.values_list("name", "at"))
    jobs = [(entry["task"], entry["schedule"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    return [_beat(job, schedule, known.get(job), now) for job, schedule in jobs]


def _beat(job: str, schedule: float | crontab, at: datetime | None, now: datetime) -> Beat:
    due_at = at and _next_after(schedule, at)
    return Beat(job, at, due_at, bool(due_at and due_at + GRACE < now))


def _next_after(schedule: float | crontab, at: datetime) -> datetime:
    if isinstance(schedule, crontab):
        start, ahead, _now = schedule.remaining_delta(at)
        return start + ahead
    return at + timedelta(seconds=schedule)
