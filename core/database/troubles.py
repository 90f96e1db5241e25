"""What is wrong with the database behind an error, so that a page can say it plainly."""

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Trouble(StrEnum):
    AWAY = "away"
    BUSY = "busy"
    FULL = "full"


# Codes of PostgreSQL: no lock within lock_timeout, a deadlock, a statement longer than statement_timeout.
BUSY = {"55P03", "40P01", "57014"}
DISK_FULL = "53100"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def trouble_of(error: BaseException | None) -> Trouble | None:
    """None: the fault is ours, not the database's or the disk's."""
    return next(filter(None, map(_trouble, _chain(error))), None)


def _trouble(error: BaseException) -> Trouble | None:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return Trouble.FULL
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    code = getattr(error.__cause__, "pgcode", None)
    if code == DISK_FULL:
        return Trouble.FULL
    return Trouble.BUSY if code in BUSY else Trouble.AWAY


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The first cause first: what came after it is only its consequence."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return reversed(found)
