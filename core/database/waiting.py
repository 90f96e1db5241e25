"""Waiting for PostgreSQL, but not for ever.

A server that is stopped or hangs keeps its connections open, and its kernel goes on acknowledging: neither the server's
own time-outs nor TCP's notice. psycopg2 lets us wait ourselves. After some seconds of silence we ask the server on a
connection of its own whether it speaks at all; one that does is only slow, and its statement_timeout ends that.
"""

import select
import socket
import struct
import time

from django.conf import settings
from psycopg2 import OperationalError, extensions

ASK = struct.pack("!ii", 8, 80877103)  # SSLRequest: answered with one byte before anybody signs in
ANSWERED_WITHIN = 0.8  # seconds
REST = 2.0  # seconds in which nobody tries again, so that pages do not queue up for a dead server
EVENTS = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}


class Silent(OperationalError):
    """PostgreSQL accepts connections and says nothing, or cannot be reached in time."""


class Waiting:
    """Of this process: it answers pages, or it works for as long as that takes."""

    kind = "work"
    silent_until = 0.0


def answer_pages() -> None:
    """From here on this process waits as readers of pages do."""
    Waiting.kind = "pages"


def patience() -> dict[str, float]:
    return settings.DATABASE_PATIENCE[Waiting.kind]


def refuse_while_silent() -> None:
    """Raises Silent at once when the server was found silent a moment ago."""
    if time.monotonic() < Waiting.silent_until:
        raise Silent("PostgreSQL did not answer a moment ago")


def wait(connection) -> None:
    """psycopg2's wait callback. What it raises closes the connection."""
    if connection.status == extensions.STATUS_SETUP:
        _connect(connection)
    else:
        _answer(connection)


def _connect(connection) -> None:
    until = time.monotonic() + patience()["connect"]
    while (state := connection.poll()) != extensions.POLL_OK:
        if not _ready(connection, state, until - time.monotonic()):
            raise _silent()


def _answer(connection) -> None:
    while (state := connection.poll()) != extensions.POLL_OK:
        while not _ready(connection, state, patience()["silence"]):
            if not speaks(connection):
                raise _silent()


def _ready(connection, state: int, seconds: float) -> bool:
    waiting = select.poll()
    waiting.register(connection.fileno(), EVENTS[state])
    return bool(waiting.poll(max(seconds, 0) * 1000))


def _silent() -> Silent:
    if Waiting.kind == "pages":
        Waiting.silent_until = time.monotonic() + REST
    return Silent("PostgreSQL does not answer")


def speaks(connection) -> bool:
    """Whether the server behind this connection answers anybody."""
    within = max(ANSWERED_WITHIN, patience()["silence"] - 1)
    with socket.socket(fileno=socket.dup(connection.fileno())) as ours:
        family, address = ours.family, ours.getpeername()
    try:
        with socket.socket(family, socket.SOCK_STREAM) as line:
            line.settimeout(within)
            line.connect(address)
            line.sendall(ASK)
            return bool(line.recv(1))
    except OSError:
        return False
