"""When a backup last succeeded, was last brought back in a drill, and when the changes since were last kept."""

from datetime import datetime
from typing import Any, NamedTuple

from .models import BackupRun, Heartbeat
from .sweeps import beat_heart

CHANGES = "backups.changes"  # the heartbeat of whatever keeps PostgreSQL's log of changes (WAL)


class LastGood(NamedTuple):
    """None: never yet."""

    backup: datetime | None
    drill: datetime | None
    changes: datetime | None  # everything committed before it is kept outside of the database too


def record_backup(
    kind: str, *, began_at: datetime, now: datetime, problem: str = "", facts: dict[str, Any] | None = None
) -> BackupRun:
    """`kind`: BackupRun.BACKUP or DRILL. `problem`: why it failed, in a word or two; "" when it went well."""
    return BackupRun.objects.create(
        kind=kind, began_at=began_at, ended_at=now, problem=problem[:100], facts=facts or {}
    )


def changes_are_kept(*, now: datetime) -> None:
    """Said by whatever keeps the log of changes, when nothing is behind."""
    beat_heart(CHANGES, now=now)


def last_good() -> LastGood:
    """Three queries, each by an index."""
    return LastGood(_last(BackupRun.BACKUP), _last(BackupRun.DRILL), _kept())


def _last(kind: str) -> datetime | None:
    good = BackupRun.objects.filter(kind=kind, problem="").order_by("-ended_at")
    return good.values_list("ended_at", flat=True).first()


def _kept() -> datetime | None:
    return Heartbeat.objects.filter(name=CHANGES).values_list("at", flat=True).first()
