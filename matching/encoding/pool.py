"""The parent's side: texts in, vectors out, and a culprit's name when the child process dies on a text."""
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from .channel import PipeClosed, TooSlow, receive, send, unpack_vector
from .reading import pieces
from .specs import DEFAULT_ENCODERS, EncoderSpec, EncoderUnavailable
from .text import TextNotEncodable, prepare

ROOT = Path(__file__).resolve().parents[2]
# One thread: the work is spread over processes, and more threads hang in children of a parent that had used them.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Encoded:
    """`vectors`: encoder name → (pieces, dims) float32: the whole text, then its clauses if it is long."""

    id: str
    vectors: dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing in it to encode; `reason`: "empty" or "no_letters"."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Crashed:
    """`reason`: "crashed" (exit code of the child),
    "timeout" (killed by us) or "failed" (an exception, child alive).
    """

    id: str
    reason: str
    exitcode: int | None = None


class EncodingPool:
    """One child process at a time, started when first needed and again after every crash.

    For one run, in the thread that made it: the kernel ends the child together with the thread that started it.
    """

    def __init__(
        self, specs: Sequence[EncoderSpec] = DEFAULT_ENCODERS, *,
        seconds_per_text: float = 60, seconds_to_start: float = 60,
    ):
        self._specs, self._seconds, self._seconds_to_start = tuple(specs), seconds_per_text, seconds_to_start
        self._child: subprocess.Popen | None = None
        self._encoders: dict[str, str] = {}
        self._thread = threading.get_ident()

    def __enter__(self) -> "EncodingPool":
        return self

    def __exit__(self, *problem) -> None:
        self._end()

    @property
    def encoders(self) -> dict[str, str]:
        """{name: version}; starts the child when nobody has yet."""
        if not self._encoders:
            self._ready()
        return dict(self._encoders)

    def encode_safely(self, items: Iterable[tuple[str, str]]) -> Iterator[Encoded | Refused | Crashed]:
        """One result for each (id, text), in order.
        EncoderUnavailable when the encoders, not a text, are the trouble.
        """
        for name, text in items:
            try:
                prepared = prepare(text)
            except TextNotEncodable as problem:
                yield Refused(name, problem.reason)
            else:
                yield self._encode(name, prepared)

    def _encode(self, name: str, text: str) -> Encoded | Crashed:
        read = []
        for piece in pieces(text):
            vectors = self._vectors(name, piece)
            if isinstance(vectors, Crashed):
                return vectors
            read.append(vectors)
        return Encoded(name, {encoder: np.stack([one[encoder] for one in read]) for encoder in read[0]})

    def _vectors(self, name: str, text: str) -> dict[str, np.ndarray] | Crashed:
        child = self._ready()
        try:
            send(child.stdin, {"text": text})
            reply = receive(child.stdout, self._seconds)
        except TooSlow:
            return Crashed(name, "timeout", self._end(kill=True))
        except (PipeClosed, BrokenPipeError):
            return Crashed(name, "crashed", self._end())
        if "unavailable" in reply:
            raise EncoderUnavailable(reply["unavailable"])
        if "failed" in reply:
            return Crashed(name, "failed")
        return {encoder: unpack_vector(packed) for encoder, packed in reply["vectors"].items()}

    def _ready(self) -> subprocess.Popen:
        """A living child; one that died between two texts died of something else."""
        if self._thread != threading.get_ident():
            raise RuntimeError("an EncodingPool is used in the thread that made it")
        if self._child and self._child.poll() is None:
            return self._child
        self._end()
        self._child = _spawn()
        try:
            send(self._child.stdin, {"encoders": [asdict(spec) for spec in self._specs]})
            reply = receive(self._child.stdout, self._seconds_to_start)
        except (PipeClosed, BrokenPipeError, TooSlow) as problem:
            exitcode = self._end(kill=True)
            raise EncoderUnavailable(
                f"the encoders did not start: {type(problem).__name__}, exit code {exitcode}"
            ) from problem
        if "unavailable" in reply:
            self._end()
            raise EncoderUnavailable(reply["unavailable"])
        self._encoders = reply["encoders"]
        return self._child

    def _end(self, kill: bool = False) -> int | None:
        """The child's exit code; it ends by itself when its input ends."""
        child, self._child = self._child, None
        if child is None:
            return None
        if kill:
            child.kill()
        with suppress(BrokenPipeError):
            child.stdin.close()
        try:
            return child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()
        finally:
            child.stdout.close()


def _spawn() -> subprocess.Popen:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "matching.encoding.child", str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment)
