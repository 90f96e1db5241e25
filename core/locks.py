"""A named lock for jobs that only one worker may do at a time; freed by the database when its holder dies."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Yields True to the one holder, False to everybody else at the same time. Not re-entrant across connections."""
    key = zlib.crc32(name.encode())
    with connection.cursor() as sql:
        sql.execute("SELECT pg_try_advisory_lock(%s)", [key])
        held = sql.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as sql:
                sql.execute("SELECT pg_advisory_unlock(%s)", [key])


def wait_for(name: str) -> None:
    """Until nobody else holds this name; kept until the transaction ends."""
    with connection.cursor() as sql:
        sql.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
