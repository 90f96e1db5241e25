"""How many rows each table has, and one sum over all they hold: equal here and there, or something was lost."""

import time
from datetime import datetime

from .tools import asked, connected

TABLES = "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SUM = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {} t"
# Whoever writes holds a lock on the number of their transaction, until after everybody can see that it has ended.
STILL = """
SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock'),
    pg_current_snapshot()::text
"""
PATIENCE = 10.0  # seconds to wait for a moment in which nobody writes


def counted(cursor, names: list[str] | None = None) -> dict[str, list]:
    """{table: [rows, sum]}; of all tables, or of `names`."""
    cursor.execute("SET extra_float_digits = 1; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'")
    if names is None:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
    found = {}
    for name in names:
        cursor.execute(SUM.format(name))  # nosemgrep: sql-put-together-by-hand
        found[name] = list(cursor.fetchone())
    return found


def counted_at_a_point(url: str, name: str) -> tuple[dict[str, list], str, datetime, bool]:
    """Name a place in the changes and count the tables as they are there: (tables, its place, its moment, exact).

    Exact, when nobody was writing before, at and after it; then a database brought to it must be equal to the row.
    """
    with connected(url) as watcher, connected(url) as counter:
        deadline = time.monotonic() + PATIENCE
        while True:
            still, before = _still(watcher)
            counter.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            seen = asked(counter, "SELECT pg_current_snapshot()::text")
            late = time.monotonic() > deadline
            if not (still or late):
                counter.execute("ROLLBACK")
                time.sleep(0.05)
                continue
            place = asked(watcher, "SELECT pg_create_restore_point(%s)::text", name)
            exact = still and (True, seen) == _still(watcher) and before == seen
            if exact or late:
                break
            counter.execute("ROLLBACK")
        at = asked(watcher, "SELECT clock_timestamp()")
        tables = counted(counter)
        counter.execute("ROLLBACK")
    return tables, place, at, exact


def _still(cursor) -> tuple[bool, str]:
    cursor.execute(STILL)
    return cursor.fetchone()


def differences(expected: dict[str, list], found: dict[str, list], *, sums: bool) -> list[str]:
    """In words, one line a table; [] when all is equal. Without `sums` only what there is too little of."""
    said = []
    for name in sorted(expected.keys() | found.keys()):
        there, here = expected.get(name), found.get(name)
        if there is None or here is None:
            said.append(f"{name}: {'not in the backup' if there is None else 'missing'}")
        elif sums and there != here:
            other = "other contents" if there[0] == here[0] else f"{there[0]} rows in the backup, {here[0]} here"
            said.append(f"{name}: {other}")
        elif here[0] < there[0] and not sums:
            said.append(f"{name}: {there[0]} rows in the backup, {here[0]} here")
    return said
