"""The process in which the encoders live: `python -m matching.encoding.child PARENT_PID`, started by pool.py."""
import ctypes
import os
import resource
import signal
import sys

import numpy as np

from .channel import PipeClosed, pack_vector, receive, send
from .specs import Encoder, EncoderSpec, EncoderUnavailable, load

PR_SET_PDEATHSIG = 1


def main(parent: int) -> None:
    die_with(parent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Whatever a C library prints must not get between the messages.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = os.fdopen(0, "rb", buffering=0)
    try:
        encoders = [load(EncoderSpec(**spec)) for spec in receive(questions)["encoders"]]
    except Exception as error:  # noqa: BLE001 - whatever keeps an encoder from loading, the parent is told
        send(answers, {"unavailable": f"{type(error).__name__}: {error}"})
        return
    send(answers, {"encoders": {encoder.name: encoder.version for encoder in encoders}})
    while True:
        try:
            question = receive(questions)
        except PipeClosed:
            return
        send(answers, answer(encoders, question["text"]))


def die_with(parent: int) -> None:
    """Ask the kernel for SIGKILL when the parent ends, however it ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent is gone already")


def answer(encoders: list[Encoder], text: str) -> dict:
    """One text's vectors, packed; or whose fault it is that there are none."""
    try:
        return {"vectors": {encoder.name: pack_vector(_vector(encoder, text)) for encoder in encoders}}
    except EncoderUnavailable as error:
        return {"unavailable": str(error)}
    except Exception as error:  # noqa: BLE001 - the text is to blame, whatever it brought about
        return {"failed": type(error).__name__}


def _vector(encoder: Encoder, text: str) -> np.ndarray:
    vector = np.asarray(encoder.encode([text])[0], dtype=np.float32)
    if vector.shape != (encoder.dims,) or not np.isfinite(vector).all() or not vector.any():
        raise ValueError("not a usable vector")
    return vector


if __name__ == "__main__":
    main(int(sys.argv[1]))
