"""The process that searches parts of a large forum: `python -m meetings.timetable.worker`, started by sharing.py.

Reads a pickled list of (instance, goal, plan to begin with, seconds, seed); writes lines of JSON: {"part", "slot"} each
time a better plan is known, then with its "bound", and {"finished": true} behind the last.
"""
import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from .goals import GOALS
from .maxsat import DIE_WITH_PARENT, say
from .solving import reach


def ignored(*_figures: Any) -> None:
    """Plans are told, figures are not."""


def telling(number: int) -> Callable[[np.ndarray], None]:
    last: list[list[int]] = []

    def keep(plan: np.ndarray) -> None:
        if last != [slots := plan.tolist()]:
            last[:] = [slots]
            say({"part": number, "slot": slots})

    return keep


def main() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    for number, (instance, goal, start, seconds, seed) in enumerate(asked):
        found = reach(
            instance, GOALS[goal], seconds=seconds, progress=ignored, should_stop=None, start=start, tables=None,
            keep=telling(number), seed=seed,
        )
        say({"part": number, "slot": found.slot.tolist(), "bound": found.weight_bound})
    say({"finished": True})
    os._exit(0)  # searches that are still being compiled would hold it up


if __name__ == "__main__":
    main()
