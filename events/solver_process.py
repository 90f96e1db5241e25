"""The process that computes one timetable: `python -m events.solver_process`, started by solving.py; without Django.

Reads one line of JSON (instance, seconds, start, deadline) and later perhaps {"stop": true}; writes a line about once a second and one at
the end: {"progress", "best"} …, then {"plan", "variant", "progress"} or {"conflict"}.
"""

import json
import signal
import sys
import threading
from typing import Any

import numpy as np

from events.timetable import Conflict, Instance, Solution, TimetableRefused, read_instance, solve
from events.timetable.tables import seat

NONE = -1
SECOND_SHARE = 0.3  # of the time, for the second variant of a changed timetable


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
        self.figures = {"weight": weight, "bound": bound, "breaks": breaks, "idle": idle, "phase": phase, "elapsed": round(elapsed, 1)}

    def keep(self, plan: np.ndarray) -> None:
        placed = int((plan != NONE).sum())
        best = {"slot": numbers(plan), "table": numbers(seat(self.instance, plan, None))}
        say({"progress": self.figures | {"placed": placed}, "best": best})


def say(data: dict[str, Any]) -> None:
    print(json.dumps(data), flush=True)


def numbers(values: np.ndarray) -> list[int | None]:
    return [None if value == NONE else int(value) for value in values]


def array(values: list[int | None]) -> np.ndarray:
    return np.array([NONE if value is None else value for value in values], np.int32)


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    signal.alarm(int(asked["deadline"]))  # for the case that whoever asked has been killed meanwhile
    session = Session(asked)
    try:
        instance = session.instance = read_instance(asked["instance"])
    except TimetableRefused as refused:
        say({"conflict": told(refused.conflicts[0])})
        return
    solution = compute(instance, session)
    if solution.infeasible:
        say({"conflict": told(solution.conflicts[0])})
    else:
        say({"plan": plan_of(solution), "variant": second(instance, solution, session), "progress": figures_of(instance, solution)})


def compute(instance: Instance, session: Session) -> Solution:
    start = session.asked["start"]
    return solve(
        instance, seconds=session.asked["seconds"], objective="weight", progress=session.note, keep=session.keep,
        should_stop=session.stopped.is_set, start=array(start["slot"]) if start else None,
    )


def second(instance: Instance, first: Solution, session: Session) -> dict[str, Any] | None:
    """When people were told times before: a plan that moves more and waits less, if there is one."""
    if instance.previous is None or session.stopped.is_set():
        return None
    free = read_instance({**session.asked["instance"], "previous": None})
    found = solve(free, seconds=max(1.0, SECOND_SHARE * session.asked["seconds"]), objective="weight", start=first.slot)
    if found.weight < first.weight or found.idle >= first.idle:
        return None
    return plan_of(found) | {"progress": figures_of(instance, found)}


def plan_of(solution: Solution) -> dict[str, Any]:
    return {"slot": numbers(solution.slot), "table": numbers(solution.table)}


def figures_of(instance: Instance, solution: Solution) -> dict[str, Any]:
    figures = {"weight": solution.weight, "bound": solution.weight_bound, "breaks": solution.breaks, "idle": solution.idle}
    figures |= {"placed": solution.placed, "elapsed": round(solution.seconds, 1), "proven": solution.proven, "phase": "done"}
    if instance.previous is None:
        return figures
    changed = (instance.previous != NONE) & (instance.previous != solution.slot)
    return figures | {"moved": int(changed.sum())}


def told(conflict: Conflict) -> dict[str, Any]:
    return {"kind": conflict.kind, "text": conflict.text, "people": list(conflict.people), "meetings": list(conflict.meetings),
            "slots": list(conflict.slots)}


if __name__ == "__main__":
    main()
