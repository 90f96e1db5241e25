"""Asking a ClamAV daemon about a file's bytes (its INSTREAM command)."""

import socket
import struct
from collections.abc import Iterator
from time import monotonic

from django.utils.translation import gettext_noop as _

from .content_problem import ContentProblem

CHUNK = 64 * 1024


class Silent(Exception):
    """The daemon cannot be reached, hangs up or takes too long."""


class AnswerUnclear(Exception):
    """It answers, but neither yes nor no; for example when its StreamMaxLength is below our limit."""


def scan(content: bytes, address: str, within: float) -> None:
    """`within`: seconds for one file. Raises ContentProblem where something was found, Silent, AnswerUnclear."""
    try:
        answer = _ask(content, address, within)
    except OSError as broken:
        raise Silent(str(broken)) from broken
    if answer.endswith("FOUND"):
        raise ContentProblem("virus", _("The virus scanner reported a problem with the file."))
    if not answer.endswith("OK"):
        raise AnswerUnclear(answer[:100])


def _ask(content: bytes, address: str, within: float) -> str:
    host, _colon, port = address.rpartition(":")
    ends_at = monotonic() + within
    with socket.create_connection((host, int(port)), timeout=within) as line:
        for piece in _command(content):
            _wait_until(ends_at, line)
            line.sendall(piece)
        return _read(line, ends_at)


def _command(content: bytes) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for start in range(0, len(content), CHUNK):
        part = content[start : start + CHUNK]
        yield struct.pack("!I", len(part)) + part
    yield struct.pack("!I", 0)


def _wait_until(ends_at: float, line: socket.socket) -> None:
    """A daemon that sends or takes one byte now and then must not hold a worker for longer."""
    left = ends_at - monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    line.settimeout(left)


def _read(line: socket.socket, ends_at: float) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        _wait_until(ends_at, line)
        part = line.recv(4096)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()
