"""Whether work is being done, and not only whether processes run: what /readyz answers and what the watcher looks at.

No names, no addresses, no texts: anybody may ask.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, Min

from core.backups import last_good
from core.heartbeats import beats
from core.models import Heartbeat, Tick
from notifications.models import Delivery
from notifications.services import is_held

MEGABYTE = 1024 * 1024


class State(StrEnum):
    OK = "ok"
    RED = "red"
    NOT_WATCHED = "not watched"
    UNKNOWN = "unknown"  # what it would be asked of does not answer


class Check(NamedTuple):
    """`since`: when it was well the last time, or since when something waits. `number`: how much, in `unit`."""

    name: str
    state: State
    since: datetime | None = None
    number: float | None = None
    unit: str = ""
    note: str = ""

    @property
    def is_red(self) -> bool:
        return self.state in (State.RED, State.UNKNOWN)

    def as_json(self) -> dict:
        found = self._asdict()
        return {name: found[name] for name in found if found[name] not in (None, "")}


def checks(now: datetime) -> list[Check]:
    """Each by itself: one that cannot be asked is unknown, and the others are still told."""
    return [_safely(name, ask, now) for name, ask in _questions()]


def _questions() -> Iterator[tuple[str, Callable[[datetime], Check]]]:
    yield "database", _database
    yield "clock", _clock
    yield "migrations", _migrations
    yield "beat", _beat
    for queue in settings.QUEUES:
        yield f"queue:{queue}", lambda now, queue=queue: _queue(queue, now)
    yield "mail", _mail
    yield "jobs", _jobs
    yield "disk", _disk
    yield "backup", _backup
    yield "drill", _drill
    yield "changes", _changes


def _safely(name: str, ask: Callable[[datetime], Check], now: datetime) -> Check:
    try:
        return ask(now)
    except DatabaseError as error:
        state = State.RED if name == "database" else State.UNKNOWN
        return Check(name, state, note=type(error).__name__)


def _state(is_well: bool) -> State:
    return State.OK if is_well else State.RED


def _old(name: str, at: datetime | None, most: timedelta, now: datetime) -> Check:
    """Red also where it never was: a worker that never came up is no better than one that ended."""
    age = (now - at).total_seconds() if at else None
    return Check(name, _state(age is not None and age <= most.total_seconds()), at, age, "s")


def _database(_now: datetime) -> Check:
    with connection.cursor() as sql:
        sql.execute("SELECT 1")
    return Check("database", State.OK)


def _clock(now: datetime) -> Check:
    """Leases, ticks and dates are compared by both clocks."""
    with connection.cursor() as sql:
        sql.execute("SELECT clock_timestamp()")
        apart = (now - sql.fetchone()[0]).total_seconds()
    return Check("clock", _state(abs(apart) <= settings.CLOCKS_APART_AT_MOST), None, round(apart, 1), "s")


@cache
def _written() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def _migrations(_now: datetime) -> Check:
    missing = _written() - MigrationRecorder(connection).applied_migrations().keys()
    return Check("migrations", _state(not missing), None, len(missing), "migrations")


def _beat(now: datetime) -> Check:
    return _old("beat", Tick.objects.aggregate(Max("at"))["at__max"], settings.HEARTBEAT_AT_MOST, now)


def _queue(queue: str, now: datetime) -> Check:
    name = f"queue:{queue}"
    at = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return _old(name, at, settings.HEARTBEAT_AT_MOST, now)


def _mail(now: datetime) -> Check:
    if is_held():
        return Check("mail", State.NOT_WATCHED, note="held after a restore until a person decides")
    oldest = Delivery.objects.oldest_due(now)
    age = (now - oldest).total_seconds() if oldest else 0
    return Check("mail", _state(age <= settings.MAIL_AT_MOST.total_seconds()), oldest, age, "s")


def _jobs(now: datetime) -> Check:
    late = sorted((beat for beat in beats(now) if beat.is_late), key=lambda beat: beat.due_at)
    note = ", ".join(beat.job for beat in late)
    return Check("jobs", _state(not late), late[0].due_at if late else None, len(late), "late", note)


def _disk(_now: datetime) -> Check:
    places = {Path(settings.PORTAL_DATA), Path(settings.BACKUP_FOLDER)}
    free = min(shutil.disk_usage(place).free for place in places if place.exists()) / MEGABYTE
    return Check("disk", _state(free >= settings.DISK_FREE_AT_LEAST), None, round(free), "MB free")


def _backup(now: datetime) -> Check:
    return _kept("backup", last_good().backup, settings.BACKUP_AT_MOST, now)


def _drill(now: datetime) -> Check:
    return _kept("drill", last_good().drill, settings.BACKUP_AT_MOST, now)


def _changes(now: datetime) -> Check:
    return _kept("changes", last_good().changes, settings.CHANGES_AT_MOST, now)


def _kept(name: str, at: datetime | None, most: timedelta, now: datetime) -> Check:
    """Where nobody keeps backups that is said; from the first one on, or where the setting asks for them, absence is
    red. A database that is younger than the first one could be is given its time.
    """
    if at is None and not settings.BACKUPS_WATCHED and last_good() == (None, None, None):
        return Check(name, State.NOT_WATCHED, note="no backup was ever kept")
    if at is None and now - _born() <= most:
        return Check(name, State.NOT_WATCHED, note="none yet, and the first is not due")
    return _old(name, at, most, now)


def _born() -> datetime:
    return MigrationRecorder.Migration.objects.aggregate(Min("applied"))["applied__min"]
