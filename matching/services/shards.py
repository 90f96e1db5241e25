"""The meetings of a run in parts that any number of workers take, each under a lease; a killed worker's part comes
back when its lease is over, and nothing that is done is done again.
"""
import io
from datetime import datetime, timedelta
from uuid import uuid4

import numpy as np
from django.db import transaction
from django.utils import timezone

from core.wake import nudge_once

from ..models import MatchRun, RunShard
from ..scoring.engine import joined
from ..scoring.meeting import Meetings
from ..scoring.shortlist import found_pairs
from .snapshots import standing_of

LEASE = timedelta(minutes=3)
SIZE = 250  # Japanese firms: seconds of work


def cut(run: MatchRun, firms: int) -> None:
    """In place of what an earlier try of this run left."""
    run.shards.all().delete()
    RunShard.objects.bulk_create([
        RunShard(run=run, first=start, end=min(start + SIZE, firms)) for start in range(0, firms, SIZE)
    ])
    if firms > SIZE:
        nudge_once("matching.meet_shards")


@transaction.atomic
def take(*, now: datetime) -> RunShard | None:
    """A part that nobody works on; those of the oldest run first."""
    shard = _first_free(now)
    if shard:
        shard.holder, shard.leased_until, shard.attempts = uuid4(), now + LEASE, shard.attempts + 1
        shard.save(update_fields=["holder", "leased_until", "attempts"])
    return shard


def _first_free(now: datetime) -> RunShard | None:
    """Locked: whoever asks at the same moment gets the next one."""
    waiting = RunShard.objects.to_meet(now).select_related("run").order_by("run__requested_at", "first")
    return waiting.select_for_update(of=("self",), no_key=True, skip_locked=True).first()


def meet_shards() -> int:
    """Worker's part: one after the other while there are any. Returns how many were met."""
    count = 0
    while shard := take(now=timezone.now()):
        if not count:
            nudge_once("matching.meet_shards")  # another worker helps, if one is free, and calls the next
        count += meet(shard)
    return count


def meet(shard: RunShard) -> bool:
    """False when somebody else has done it: the lease was over."""
    try:
        found = found_pairs(standing_of(shard.run).shortlist, range(shard.first, shard.end))
    except Exception:
        # Handed back at once; the attempt counts.
        RunShard.objects.filter(pk=shard.pk, holder=shard.holder).update(leased_until=None)
        raise
    mine = RunShard.objects.filter(pk=shard.pk, holder=shard.holder, data=None)
    done = mine.update(data=_packed(found), leased_until=None, done_at=timezone.now())
    if not shard.run.shards.filter(data=None).exists():
        nudge_once("matching.work_on_runs")
    return bool(done)


def found_of(run: MatchRun) -> Meetings:
    """What all parts found, in the order of the firms."""
    rows = run.shards.order_by("first").values_list("data", flat=True)
    return joined([_unpacked(data) for data in rows.iterator(chunk_size=4)])


def _packed(found: Meetings) -> bytes:
    stored = io.BytesIO()
    np.savez(stored, **found._asdict())
    return stored.getvalue()


def _unpacked(data: bytes) -> Meetings:
    with np.load(io.BytesIO(bytes(data)), allow_pickle=False) as stored:
        return Meetings(*(stored[name] for name in Meetings._fields))
