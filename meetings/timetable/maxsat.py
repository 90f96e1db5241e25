"""The process that proves the fewest breaks with MaxSAT: `python -m meetings.timetable.maxsat`, started by proving.py.

Reads a pickled instance and the seconds it has; writes a line of JSON each time more is known: {"bound": …}, and at the
end {"slot": […]} or {"impossible": true}.
"""
import ctypes
import json
import pickle
import resource
import signal
import sys

from pysat.examples.rc2 import RC2

from .clauses import Clauses

MOST_MEMORY = 1500 << 20  # bytes of addresses
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


class Proof(RC2):
    """Says of every core it found by how much the bound has risen."""

    def process_core(self) -> None:
        super().process_core()
        say({"bound": self.cost})


def say(data: dict) -> None:
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    instance, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    signal.alarm(int(seconds) + 1)  # the solver listens to nothing while it searches
    clauses = Clauses(instance)
    model = Proof(clauses.formula, solver="glucose4").compute()
    say({"impossible": True} if model is None else {"slot": clauses.plan(model).tolist()})


if __name__ == "__main__":
    main()
