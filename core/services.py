"""Reading the activity log: every reader from its own cursor, each act at least once, in commit order."""

import logging
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from .activity import READERS
from .models import Activity, Heartbeat, LogCursor

logger = logging.getLogger("portal.log")
BATCH = 200


def read_log() -> int:
    """Let every registered reader catch up; a failing reader keeps its cursor and is tried again. Returns acts read."""
    total = 0
    for name in sorted(READERS):
        try:
            while count := _read_batch(name):
                total += count
        except Exception:
            logger.exception("log reader %s failed and will be tried again", name)
    return total


@transaction.atomic
def _read_batch(name: str) -> int:
    LogCursor.objects.get_or_create(reader=name)
    cursor = LogCursor.objects.select_for_update(skip_locked=True).filter(reader=name).first()
    if cursor is None:
        return 0
    rows = list(_after(cursor)[:BATCH])
    if rows:
        READERS[name](rows)
        cursor.transaction, cursor.activity = rows[-1].transaction, rows[-1].pk
        cursor.save(update_fields=["transaction", "activity"])
    return len(rows)


def _after(cursor: LogCursor):
    """Only rows older than every running transaction: an id that commits late is never skipped."""
    with connection.cursor() as sql:
        sql.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        horizon = sql.fetchone()[0]
    later = Q(transaction__gt=cursor.transaction) | Q(transaction=cursor.transaction, pk__gt=cursor.activity)
    return Activity.objects.filter(later, transaction__lt=horizon).order_by("transaction", "pk")


def beat_heart(name: str, *, now: datetime) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})
