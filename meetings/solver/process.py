"""The process that computes one timetable: `python -m meetings.solver.process`, started by door.py; without Django.

Reads one line of JSON (instance, seconds, start, deadline) and later perhaps {"stop": true}; writes a line about once a
second and one at the end: {"progress", "best"} …, then {"plan", "variant", "progress"} or {"conflicts"}.
"""

import json
import resource
import signal
import sys
import threading
from dataclasses import asdict
from typing import Any

import numpy as np

from ..timetable import Conflict, Instance, Solution, TimetableRefused, read_instance, replan, solve
from ..timetable.measures import apart
from ..timetable.tables import seat

NONE = -1
MOST_CONFLICTS = 20
MOST_MEMORY = 3000 << 20  # bytes of addresses, of which the libraries reserve far more than they use


class Session:
    """What was asked, whether it was stopped, and the figures of the last progress."""

    def __init__(self, asked: dict[str, Any]):
        self.asked, self.stopped, self.figures, self.instance = asked, threading.Event(), {}, None
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            if json.loads(line).get("stop"):
                self.stopped.set()

    def note(self, weight: int, bound: int, breaks: int, idle: int, phase: str, elapsed: float) -> None:
        self.figures = {
            "weight": weight, "bound": bound, "breaks": breaks, "idle": idle,
            "phase": phase, "elapsed": round(elapsed, 1),
        }

    def keep(self, plan: np.ndarray) -> None:
        placed = int((plan != NONE).sum())
        best = {"slot": numbers(plan), "table": numbers(seat(self.instance, plan, None))}
        say({"progress": self.figures | {"placed": placed}, "best": best})


def say(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def numbers(values: np.ndarray) -> list[int | None]:
    return [None if value == NONE else int(value) for value in values]


def array(values: list[int | None]) -> np.ndarray:
    return np.array([NONE if value is None else value for value in values], np.int32)


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.alarm(int(asked["deadline"]))  # for the case that whoever asked has been killed meanwhile
    session = Session(asked)
    try:
        instance = session.instance = read_instance(asked["instance"])
    except TimetableRefused as refused:
        say({"conflicts": told(refused.conflicts)})
        return
    plan, variant = compute(instance, session)
    if plan.infeasible:
        say({"conflicts": told(plan.conflicts)})
    else:
        say({"plan": plan_of(plan), "variant": variant, "progress": figures_of(instance, plan)})


def compute(instance: Instance, session: Session) -> tuple[Solution, dict[str, Any] | None]:
    """The plan; after a change also a second one that moves more and waits less, if there is one."""
    watched = {"progress": session.note, "keep": session.keep, "should_stop": session.stopped.is_set}
    if instance.previous is None:
        start = session.asked["start"]
        start = array(start["slot"]) if start else None
        return solve(instance, seconds=session.asked["seconds"], objective="weight", start=start, **watched), None
    steady, waiting = replan(instance, seconds=session.asked["seconds"], **watched)
    better = not steady.infeasible and waiting.weight >= steady.weight and waiting.idle < steady.idle
    return steady, plan_of(waiting) | {"progress": figures_of(instance, waiting)} if better else None


def plan_of(solution: Solution) -> dict[str, Any]:
    return {"slot": numbers(solution.slot), "table": numbers(solution.table)}


def figures_of(instance: Instance, solution: Solution) -> dict[str, Any]:
    figures = {
        "weight": solution.weight, "bound": solution.weight_bound, "breaks": solution.breaks, "idle": solution.idle
    }
    figures |= {
        "placed": solution.placed, "elapsed": round(solution.seconds, 1), "proven": solution.proven, "phase": "done"
    }
    if solution.faults:
        figures |= {"faults": [f"{fault.lane}: {fault.kind}" for fault in solution.faults]}
    if instance.fairness is not None:
        figures |= {"apart": apart(instance, solution.slot)}
    if instance.previous is None:
        return figures
    changed = (instance.previous != NONE) & (instance.previous != solution.slot)
    return figures | {"moved": int(changed.sum())}


def told(conflicts: tuple[Conflict, ...]) -> list[dict[str, Any]]:
    """The first ones; what is mended lets the next run name the others."""
    return [asdict(one) for one in conflicts[:MOST_CONFLICTS]]


if __name__ == "__main__":
    main()
