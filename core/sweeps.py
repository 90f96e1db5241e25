"""Each of these rows: by itself, under a lock of its own, so that one that cannot be done stops nobody else."""

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction

from .activity import record, ref
from .locks import only_one
from .models import Heartbeat, SweepFailure
from .wake import nudge_once

logger = logging.getLogger("portal.sweeps")
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


class Swept(NamedTuple):
    done: int
    failed: int
    skipped: int


def each(job: str, rows: Iterable, act: Callable[[Any], Any], *, now: datetime, atomic: bool = True) -> Swept:
    """`act(row)` in a transaction of its own; False from it says "not now".

    `job`: the task's name. `rows`: all that wait. A row that raises is logged, remembered and left alone for a growing
    while. `atomic=False`: for acts that take long, talk to other machines or open transactions themselves.
    """
    failures = {one.row: one for one in SweepFailure.objects.filter(job=job)}
    names: set[str] = set()
    counts: Counter[str] = Counter()
    for row in rows:
        name = row if isinstance(row, str) else ref(row)
        names.add(name)
        counts[_try(job, row, name, act, failures.get(name), now, atomic)] += 1
    if gone := failures.keys() - names:
        SweepFailure.objects.filter(job=job, row__in=gone).delete()
    beat_heart(job, now=now)
    return Swept(counts["done"], counts["failed"], counts["skipped"])


def _try(job: str, row, name: str, act: Callable, failure: SweepFailure | None, now: datetime, atomic: bool) -> str:
    if failure and failure.next_try_at > now:
        return "skipped"
    try:
        with only_one(f"{job}:{name}") as mine, transaction.atomic() if mine and atomic else nullcontext():
            done = mine and act(row) is not False
    except SoftTimeLimitExceeded as error:  # the worker is about to be ended
        remember(job, name, error, now=now)
        raise
    except Exception as error:
        logger.exception("%s: %s failed, the others go on", job, name)
        remember(job, name, error, now=now)
        return "failed"
    if done and failure:
        failure.delete()
    return "done" if done else "skipped"


def remember(job: str, name: str, error: Exception, *, now: datetime) -> None:
    """One more failure of this row; each pause is twice the one before."""
    known = SweepFailure.objects.filter(job=job, row=name).first()
    times = known.times + 1 if known else 1
    pause = min(FIRST_PAUSE * 2 ** min(times - 1, 20), LONGEST_PAUSE)
    seen = {"times": times, "error": _kind(error), "place": _place(error), "last_at": now, "next_try_at": now + pause}
    SweepFailure.objects.update_or_create(job=job, row=name, defaults=seen, create_defaults=seen | {"first_at": now})


def _kind(error: Exception) -> str:
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return f"{type(error).__name__}{f' ({rule})' if rule else ''}"[:150]


def _place(error: Exception) -> str:
    """The last line of our own that was being carried out."""
    here, ours = Path(settings.BASE_DIR), ""
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(here) and "site-packages" not in path.parts:
            ours = f"{path.relative_to(here)}:{frame.lineno} {frame.name}"
    return ours[:200]


@transaction.atomic
def try_again(failure: SweepFailure, *, by, now: datetime) -> None:
    """Whatever its pause: with the next sweep, which is called for."""
    SweepFailure.objects.filter(pk=failure.pk).update(next_try_at=now)
    record(failure, "try_again", by=by, now=now, data={"job": failure.job, "row": failure.row})
    nudge_once(failure.job.partition(":")[0])


def beat_heart(name: str, *, now: datetime) -> None:
    """A whole pass has ended: beat → broker → worker → database."""
    beat = Heartbeat(name=name, at=now)
    Heartbeat.objects.bulk_create([beat], update_conflicts=True, unique_fields=["name"], update_fields=["at"])
