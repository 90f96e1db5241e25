"""Reading the activity log: every reader from its own cursor, each act at least once, in commit order.

An act that a reader cannot take is set aside and read again later, so that those behind it do not wait for it.
What people said with their acts can be emptied; the acts stay.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from .activity import READERS, write
from .models import Activity, ActivityWords, LogCursor, SweepFailure
from .sweeps import each, remember

logger = logging.getLogger("portal.log")
JOB = "core.read_log"
BATCH = 200
MOST_ASIDE = 3  # in a row; more, and it is the reader that is broken: it keeps its cursor


def read_log() -> int:
    """Let every registered reader catch up, and try again what was set aside. Returns acts read."""
    now, counts = timezone.now(), [0]

    def take(row: str) -> None:
        reader, _colon, act = row.partition(":")
        if act:
            _take_again(reader, act)
        else:
            _catch_up(reader, counts, now)

    each(JOB, [*_set_aside(), *sorted(READERS)], take, now=now, atomic=False)
    return sum(counts)


def _set_aside() -> list[str]:
    acts = SweepFailure.objects.filter(job=JOB, row__contains=":").order_by("first_at", "row")
    rows = acts.values_list("row", flat=True)
    return [row for row in rows if row.partition(":")[0] in READERS]


@transaction.atomic
def _take_again(reader: str, act: str) -> None:
    READERS[reader](list(Activity.objects.filter(pk=act)))


def _catch_up(name: str, counts: list[int], now: datetime) -> None:
    while count := _read_batch(name, now):
        counts.append(count)


def _read_batch(name: str, now: datetime) -> int:
    try:
        return _read(name, BATCH, READERS[name])
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        logger.exception("log reader %s failed, it reads act by act", name)
    careful = _careful(name, now)
    return sum(_read(name, 1, careful) for _number in range(BATCH))


def _careful(name: str, now: datetime) -> Callable:
    """The reader for one act at a time, which sets aside what it cannot take."""
    strikes: list[int] = []

    def take(acts: list[Activity]) -> None:
        try:
            with transaction.atomic():
                READERS[name](acts)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            if len(strikes) == MOST_ASIDE:
                raise
            strikes.append(acts[0].pk)
            remember(JOB, f"{name}:{acts[0].pk}", error, now=now)
        else:
            strikes.clear()

    return take


@transaction.atomic
def _read(name: str, most: int, take: Callable) -> int:
    LogCursor.objects.get_or_create(reader=name)
    free = LogCursor.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    cursor = free.filter(reader=name).first()
    if cursor is None:
        return 0
    rows = list(_after(cursor)[:most])
    if rows:
        take(rows)
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


@transaction.atomic
def empty_words(acts: models.QuerySet[Activity], *, of: models.Model, by, now: datetime) -> int:
    """Reasons and texts of these acts are gone for good, as when a person is forgotten; the acts stay.

    `of`: the person or row for whose sake it is done; the log says so there. Returns how many acts lost words.
    """
    said = ActivityWords.objects.filter(activity__in=acts, emptied_at=None)
    count = said.update(reason="", words={}, emptied_at=now)
    if count:
        write(of, "core.activitywords.empty", by=by, now=now, data={"acts": count})
    return count
