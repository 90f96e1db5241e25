"""One question to a server of others, in a given time altogether, whatever the other side does."""
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings

MOST, PIECE = 500_000, 16_384  # bytes of an answer
# Looking up an address cannot be told to hurry: it waits in one of these threads, and nobody waits for it.
THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="elsewhere")
Result = TypeVar("Result")


class Silent(Exception):
    """No answer in time, or one that says: later."""


class Unreadable(Exception):
    """An answer that is not what was asked for. `status`: of HTTP, 200 where only its content is wrong."""

    def __init__(self, status: int = 200):
        super().__init__(status)
        self.status = status


def within(seconds: float, work: Callable[..., Result], *given) -> Result:
    """What `work(*given, until)` gives, or Silent when the time is over."""
    waiting = THREADS.submit(work, *given, time.monotonic() + seconds)
    try:
        return waiting.result(timeout=seconds)
    except NotInTime as late:
        waiting.cancel()
        raise Silent from late


def ask(url: str, headers: dict[str, str], until: float, *, body: Any = None) -> Any:
    """The JSON that stands there, or that answers `body`; None for 404. Follows no redirection: a key stays here."""
    where = urlsplit(url)
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = kind(where.netloc, timeout=_left(until))
    try:
        connection.request(
            "GET" if body is None else "POST", f"{where.path}?{where.query}" if where.query else where.path,
            body=None if body is None else json.dumps(body).encode(),
            headers={"Accept": "application/json", "User-Agent": settings.PORTAL_NAME, **headers},
        )
        answer = connection.getresponse()
        if answer.status == 404 and body is None:
            return None
        if answer.status == 429 or answer.status >= 500:
            raise Silent
        if answer.status != 200:
            raise Unreadable(answer.status)
        return json.loads(_body(answer, connection, until))
    except (OSError, HTTPException) as gone:
        raise Silent from gone
    except ValueError as strange:
        raise Unreadable from strange
    finally:
        connection.close()


def _body(answer, connection, until: float) -> bytes:
    """Piece by piece, so that one that only drips is left in time too."""
    body = b""
    while piece := answer.read1(PIECE):
        body += piece
        if len(body) > MOST:
            raise Unreadable
        if connection.sock:
            connection.sock.settimeout(_left(until))
    return body


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
