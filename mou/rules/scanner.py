"""Asking a ClamAV daemon about a file's bytes (its INSTREAM command)."""

import socket
import struct

from django.utils.translation import gettext_noop as _

from .file_content import ContentProblem

CHUNK = 64 * 1024
PATIENCE = 30.0  # seconds


def scan(content: bytes, address: str) -> None:
    """ContentProblem when something was found; OSError when the daemon does not answer as it should."""
    host, _colon, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            part = content[start : start + CHUNK]
            line.sendall(struct.pack("!I", len(part)) + part)
        line.sendall(struct.pack("!I", 0))
        answer = _read(line)
    if answer.endswith("FOUND"):
        raise ContentProblem("virus", _("The virus scanner has found something in the file."))
    if not answer.endswith("OK"):
        raise OSError(f"unexpected answer: {answer[:100]}")


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        part = line.recv(4096)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()
