"""Messages between parent and child over two pipes: four bytes of length, then JSON."""
import base64
import json
import os
import select
import struct
import time
from typing import BinaryIO

import numpy as np

LENGTH = struct.Struct(">I")


class PipeClosed(EOFError):
    """The other end is gone."""


class TooSlow(TimeoutError):
    """No whole message before the deadline."""


def send(pipe: BinaryIO, message: dict) -> None:
    body = json.dumps(message).encode()
    pipe.write(LENGTH.pack(len(body)) + body)
    pipe.flush()


def receive(pipe: BinaryIO, seconds: float | None = None) -> dict:
    """The next message; TooSlow after `seconds`, PipeClosed at the end. `pipe` must be unbuffered."""
    deadline = None if seconds is None else time.monotonic() + seconds
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size, deadline))
    return json.loads(_exactly(pipe, length, deadline))


def _exactly(pipe: BinaryIO, size: int, deadline: float | None) -> bytes:
    read = bytearray()
    while len(read) < size:
        _wait(pipe, deadline)
        chunk = os.read(pipe.fileno(), size - len(read))
        if not chunk:
            raise PipeClosed
        read += chunk
    return bytes(read)


def _wait(pipe: BinaryIO, deadline: float | None) -> None:
    if deadline is None:
        return
    # poll, not select: a server may have more than 1024 files open.
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TooSlow


def pack_vector(vector: np.ndarray) -> str:
    return base64.b64encode(np.asarray(vector, dtype="<f4").tobytes()).decode()


def unpack_vector(packed: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed), dtype="<f4")
