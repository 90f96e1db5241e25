"""Encoders that misbehave on a marked text, for the child process only."""
import ctypes
import os
import signal
import time
import zlib

import numpy as np

from matching.encoding.specs import EncoderUnavailable


class Fake:
    """Vectors of four numbers from the text; words in the text make it fail."""

    name, version, dims = "fake", "1", 4

    def __init__(self, name: str = "fake", start: str = "well"):
        self.name = name
        if start == "segfault":
            ctypes.string_at(0)
        if start == "hang":
            time.sleep(60)
        if start == "absent":
            raise ImportError("no module named fake")

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> np.ndarray:
        if "segfault" in text:
            ctypes.string_at(0)
        if "killed" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "leave" in text:
            os._exit(7)
        if "hang" in text:
            time.sleep(60)
        if "raise" in text:
            raise ValueError(text)
        if "gone" in text:
            raise EncoderUnavailable("nobody answers")
        if "empty" in text:
            return np.zeros(self.dims, dtype=np.float32)
        if "chatter" in text:
            os.write(1, b"model loaded\n")
        environment = float(os.environ["OMP_NUM_THREADS"]) + float(os.environ["OPENBLAS_NUM_THREADS"])
        return np.array([zlib.crc32(text.encode()) % 1000 + 1, environment, os.getpid(), 1], dtype=np.float32)


class Short(Fake):
    """Promises more numbers than it gives."""

    dims = 5

    def _one(self, _text: str) -> np.ndarray:
        return np.ones(4, dtype=np.float32)
