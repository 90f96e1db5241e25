"""The activity log under seal: each act's hash covers the one before it, so that no act is changed, taken out, put in
or moved without being found.

Written by a sweep behind the writers, in commit order (docs/decisions/0003). Who could rewrite the whole chain is found
by its heads, which are kept in a file outside of the database.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from .locks import only_one
from .models import LogLink
from .sweeps import beat_heart

JOB = "core.chain_log"
BATCH = 5000
MOST_BATCHES = 40  # in one pass: a log of years is sealed in a few
GENESIS = "0" * 64
STANDS_STILL = timedelta(hours=1)
ACT = """jsonb_build_array(
    a.id, a.transaction, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), a.actor_id, a.verb, a.subject,
    a.about, a.from_state, a.to_state, a.data
)::text"""
# Only acts older than every running transaction: none that commits late comes in between.
COMMITTED = "a.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
NEXT = f"""
SELECT a.id, {ACT} FROM core_activity a
WHERE (a.transaction, a.id) > (%s, %s) AND {COMMITTED}
ORDER BY a.transaction, a.id LIMIT %s
"""  # noqa: S608 - our own columns
LAST = """
SELECT l.position, l.hash, a.transaction, a.id FROM core_loglink l JOIN core_activity a ON a.id = l.activity_id
ORDER BY l.position DESC LIMIT 1
"""
LINKS = f"""
SELECT l.position, l.hash, l.activity_id, a.transaction, CASE WHEN a.id IS NOT NULL THEN {ACT} END FROM core_loglink l
LEFT JOIN core_activity a ON a.id = l.activity_id ORDER BY l.position
"""  # noqa: S608 - our own columns
UNSEALED = """
SELECT a.id, a.transaction, a.at FROM core_activity a
WHERE NOT EXISTS (SELECT FROM core_loglink l WHERE l.activity_id = a.id) ORDER BY a.transaction, a.id
"""


class Head(NamedTuple):
    """The last link: whoever has it can tell whether anything before it was touched."""

    position: int
    hash: str


class Verdict(NamedTuple):
    """`wrong`: what was tampered with, in words. `unknown`: why it cannot be said that all is well."""

    acts: int
    waiting: int
    wrong: list[str]
    unknown: list[str]


def head() -> Head | None:
    last = LogLink.objects.order_by("-position").values_list("position", "hash").first()
    return Head(*last) if last else None


def chain_log(*, now: datetime) -> None:
    """Seal what was committed since the last pass."""
    with only_one(JOB) as mine:
        full = (_seal_batch() == BATCH for _number in range(MOST_BATCHES if mine else 0))
        while next(full, False):
            pass
    beat_heart(JOB, now=now)


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as sql:
        sql.execute(LAST)
        position, before, *place = sql.fetchone() or (0, GENESIS, 0, 0)
        sql.execute(NEXT, [*place, BATCH])
        acts = sql.fetchall()
    links = []
    for number, (pk, act) in enumerate(acts, position + 1):
        before = seal(before, act)
        links.append(LogLink(position=number, activity_id=pk, hash=before))
    LogLink.objects.bulk_create(links)
    return len(links)


def seal(before: str, act: str) -> str:
    return hashlib.sha256(before.encode() + act.encode()).hexdigest()


@transaction.atomic
def verify(heads: list[Head], *, now: datetime) -> Verdict:
    """Every link and every act, from the first to the last; `heads`: those that were kept outside, oldest first."""
    acts, wrong, last_act, found = 0, [], (0, 0), {}
    wanted, before, position = {one.position for one in heads}, GENESIS, 0
    for number, sealed, pk, xid, act in _links():
        position += 1
        if number != position:
            wrong.append(f"links {position} to {number - 1} were removed")
            position = number
        wrong += _look_at(number, sealed, pk, act, before, (xid, pk), last_act)
        acts, before = acts + 1, sealed
        last_act = (xid, pk) if act else last_act
        if number in wanted:
            found[number] = sealed
    wrong += _unlike(heads, found, position)
    put_in, waiting, oldest = _unsealed(last_act)
    unknown = _why_unknown(acts, heads, waiting, oldest, now)
    return Verdict(acts, waiting, wrong + put_in, unknown)


def _look_at(number, sealed, pk, act, before, place, last_act) -> list[str]:
    if not act:
        return [f"act {pk} was removed (link {number})"]
    if seal(before, act) != sealed:
        return [f"act {pk} was altered, or the links at {number} were"]
    return [] if place > last_act else [f"act {pk} stands in another place than it was written (link {number})"]


def _links() -> Iterator[tuple]:
    """Read in parts: a log of years does not fit into memory."""
    with connection.chunked_cursor() as sql:
        sql.execute(LINKS)
        while rows := sql.fetchmany(BATCH):
            yield from rows


def _unlike(heads: list[Head], found: dict[int, str], last: int) -> list[str]:
    said = []
    for one in heads:
        if one.position > last:
            said.append(f"the end was cut off: link {one.position} was kept outside, the chain ends at {last}")
        elif found.get(one.position) != one.hash:
            said.append(f"the chain was written anew: link {one.position} is not the one that was kept outside")
    return said


def _unsealed(last_act: tuple[int, int]) -> tuple[list[str], int, datetime | None]:
    with connection.cursor() as sql:
        sql.execute(UNSEALED)
        rows = sql.fetchall()
    put_in = [f"act {pk} was put in later" for pk, xid, _at in rows if (xid, pk) < last_act]
    fresh = [at for pk, xid, at in rows if (xid, pk) >= last_act]
    return put_in, len(fresh), min(fresh, default=None)


def _why_unknown(acts: int, heads: list[Head], waiting: int, oldest: datetime | None, now: datetime) -> list[str]:
    said = []
    if not acts:
        said.append("no act is sealed yet")
    if not heads:
        said.append("no head was kept outside: whoever rewrote the whole chain would not be found")
    if oldest and oldest < now - STANDS_STILL:
        said.append(f"{waiting} acts are not sealed yet, the oldest of {oldest:%F %R} UTC: sealing stands still")
    return said


def heads_in(file: Path) -> list[Head]:
    """Raises OSError, ValueError where they cannot be read."""
    return [_head_in(line) for line in file.read_text().splitlines() if line.strip()]


def _head_in(line: str) -> Head:
    _at, position, sealed = line.split()
    return Head(int(position), sealed)


def keep_head(file: Path, *, now: datetime) -> Head | None:
    """One more line at the end of the file; None, when nothing is sealed yet or nothing is new."""
    last = head()
    kept = heads_in(file) if file.exists() else []
    if last is None or last in kept:
        return None
    with file.open("a") as lines:
        lines.write(f"{now.isoformat()} {last.position} {last.hash}\n")
    return last
