"""Celery's beat, whose every tick is claimed in the database: a second one that runs by mistake finds nothing to do."""

from datetime import datetime, timedelta

from celery.beat import PersistentScheduler
from celery.schedules import crontab
from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

# By the clock of the database, which all beats share.
CLAIM_INTERVAL = """
INSERT INTO core_tick (name, at) VALUES (%(name)s, clock_timestamp())
ON CONFLICT (name) DO UPDATE SET at = clock_timestamp()
WHERE core_tick.at <= clock_timestamp() - %(pause)s RETURNING name
"""
# The minute that the schedule names is the same for two clocks, even when one is some minutes off.
CLAIM_MINUTE = """
INSERT INTO core_tick (name, at) VALUES (%(name)s, %(minute)s)
ON CONFLICT (name) DO UPDATE SET at = excluded.at WHERE core_tick.at < excluded.at RETURNING name
"""


class ClaimedScheduler(PersistentScheduler):
    def setup_schedule(self) -> None:
        self.app.conf.beat_schedule = {**self.app.conf.beat_schedule, **settings.PULSES}
        super().setup_schedule()

    def apply_async(self, entry, producer=None, advance=True, **kwargs):
        """Whoever is told "done already" goes on as if it had sent the task itself."""
        close_old_connections()
        if claim(entry.name, entry.schedule, timezone.now()):
            return super().apply_async(entry, producer=producer, advance=advance, **kwargs)
        if advance:
            self.reserve(entry)
        return None


def claim(name: str, schedule, now: datetime) -> bool:
    """Whether this tick is ours: no other beat has sent it."""
    with connection.cursor() as sql:
        if isinstance(schedule, crontab):
            sql.execute(CLAIM_MINUTE, {"name": name, "minute": _last_minute(schedule, now)})
        else:
            sql.execute(CLAIM_INTERVAL, {"name": name, "pause": schedule.run_every * 0.75})
        return bool(sql.fetchone())


def _last_minute(schedule: crontab, now: datetime) -> datetime:
    """The latest minute not after `now` that the schedule names."""
    minute = now.replace(second=0, microsecond=0)
    for _step in range(24 * 60):
        if minute.minute in schedule.minute and minute.hour in schedule.hour:
            return minute
        minute -= timedelta(minutes=1)
    return now.replace(second=0, microsecond=0)
