"""The pool of a run in the database, for every worker on every machine; the last one read stays in memory."""
import json
from collections.abc import Iterable, Iterator
from uuid import UUID

import numpy as np
from django.db import transaction

from ..models import MatchRun, PoolPart
from ..scoring.means import Means
from ..scoring.newcomers import Standing
from ..scoring.shortlist import Shortlist
from ..scoring.sides import Pool
from ..scoring.snapshot import Packed, Snapshot, pack, unpack

PIECE = 8 * 2**20  # bytes of a row
_read: dict[UUID, Standing] = {}


@transaction.atomic
def keep_pool(run: MatchRun, pool: Pool, means: Means) -> None:
    """In place of what an earlier try of this run left."""
    run.parts.all().delete()
    snapshot = Snapshot(pool, means, Shortlist(pool).floor)
    PoolPart.objects.bulk_create(
        (PoolPart(run=run, number=number, data=data) for number, data in enumerate(_pieces(pack(snapshot)))),
        batch_size=4,
    )
    _remember(run, Standing(snapshot))


def _pieces(packed: Packed) -> Iterator[bytes]:
    """The text with the names, kinds and shapes of the arrays; then each array."""
    kinds = {name: (table.dtype.str, table.shape) for name, table in packed.arrays.items()}
    yield json.dumps({"arrays": kinds, "text": packed.text}).encode()
    for table in packed.arrays.values():
        plain = np.ascontiguousarray(table).reshape(-1).view(np.uint8)
        for start in range(0, len(plain), PIECE):
            yield plain[start : start + PIECE].tobytes()


def standing_of(run: MatchRun) -> Standing:
    """The pool of a run. Raises LookupError when it is gone: a later run is done."""
    if run.pk not in _read:
        _remember(run, Standing(_snapshot(run)))
    return _read[run.pk]


def _remember(run: MatchRun, standing: Standing) -> None:
    """One at a time: that of very many firms takes a gigabyte."""
    _read.clear()
    _read[run.pk] = standing


def forget_pools(*, but: MatchRun | None = None) -> None:
    """Those that no firm meets any more."""
    parts = PoolPart.objects.exclude(run__state__in=["queued", "running"])
    (parts.exclude(run=but) if but else parts).delete()


def _snapshot(run: MatchRun) -> Snapshot:
    rows = run.parts.order_by("number").values_list("data", flat=True).iterator(chunk_size=4)
    pieces = (memoryview(data) for data in rows)
    head = json.loads(bytes(next(pieces, b"null")))
    if head is None:
        raise LookupError(f"the pool of run {run.pk} is gone")
    arrays = {name: _filled(kind, shape, pieces) for name, (kind, shape) in head["arrays"].items()}
    return unpack(Packed(head["text"], arrays))


def _filled(kind: str, shape: Iterable[int], pieces: Iterator[memoryview]) -> np.ndarray:
    table = np.empty(tuple(shape), dtype=kind)
    plain, start = table.reshape(-1).view(np.uint8), 0
    while start < len(plain):
        piece = np.frombuffer(next(pieces), dtype=np.uint8)
        plain[start : start + len(piece)] = piece
        start += len(piece)
    return table
