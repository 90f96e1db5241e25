"""The process that computes one timetable: `python -m meetings.solver.process`, started by door.py; without Django.

Reads one line of JSON (instance, seconds, start, deadline) and later perhaps {"stop": true}; writes a line about once a
second and one at the end: {"progress", "best"} …, then {"plan", "variants", "progress"} or {"conflicts"}.
"""

import json
import resource
import signal
import sys
import threading
from dataclasses import asdict
from typing import Any

import numpy as np

from ..timetable import (
    Conflict,
    Instance,
    Solution,
    TimetableRefused,
    for_everybody,
    read_instance,
    replan,
    solve,
)
from ..timetable.bound import least_alone
from ..timetable.measures import apart
from ..timetable.tables import seat

NONE = -1
# Beyond the time asked for: seconds for a plan that leaves fewer people out, where one is missing.
SHARE_AGAIN, LEAST_AGAIN, MOST_AGAIN = 0.25, 2.0, 15.0
MOST_CONFLICTS = 20
MOST_MEMORY = 3000 << 20  # bytes of addresses, of which the libraries reserve far more than they use


class Session:
    """What was asked, whether it was stopped, and the figures of the last progress."""

    def __init__(self, asked: dict[str, Any]):
        self.asked, self.stopped, self.figures, self.instance = asked, threading.Event(), {}, None
        told = asked["instance"].get("previous_tables")
        self.tables = array(told) if told else None
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
    plan, others = compute(instance, session)
    if plan.infeasible:
        say({"conflicts": told(plan.conflicts)})
    else:
        figures = {name: {"progress": figures_of(session, found)} for name, found in others.items()}
        variants = {name: plan_of(found) | figures[name] for name, found in others.items()}
        say({"plan": plan_of(plan), "variants": variants, "progress": figures_of(session, plan)})


def compute(instance: Instance, session: Session) -> tuple[Solution, dict[str, Solution]]:
    """The plan, and others to choose from where they differ: after a change such as move more and wait less; and where
    people stay without a meeting who could have one, a plan that gives them one.
    """
    seconds, others = session.asked["seconds"], {}
    watched = {"progress": session.note, "keep": session.keep, "should_stop": session.stopped.is_set}
    if instance.previous is None:
        start = session.asked["start"]
        plan = solve(
            instance, seconds=seconds, objective="weight", start=array(start["slot"]) if start else None, **watched
        )
    else:
        plan, between, waiting = replan(instance, seconds=seconds, tables=session.tables, **watched)
        if between.idle < plan.idle:
            others["between"] = between
        if waiting.idle < between.idle:
            others["waiting"] = waiting
    if plan.alone and not instance.everybody and not session.stopped.is_set():
        again = min(MOST_AGAIN, max(LEAST_AGAIN, SHARE_AGAIN * seconds))
        watched = {"keep": lambda _found: session.keep(plan.slot), "should_stop": session.stopped.is_set}
        everyone = for_everybody(instance, plan, seconds=again, **watched)
        if everyone.alone < plan.alone:
            others["everyone"] = everyone
    return plan, others


def plan_of(solution: Solution) -> dict[str, Any]:
    return {"slot": numbers(solution.slot), "table": numbers(solution.table)}


def figures_of(session: Session, solution: Solution) -> dict[str, Any]:
    instance = session.instance
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
    if solution.alone:
        figures |= {"alone": solution.alone, "least_alone": least_alone(instance, solution.weight)}
    if instance.previous is not None:
        figures |= {"moved": solution.moved, "told": people_told(instance, solution, session.tables)}
    return figures


def people_told(instance: Instance, solution: Solution, tables: np.ndarray | None) -> int:
    """Whose time or table is another one."""
    changed = instance.previous != solution.slot
    if tables is not None:
        changed |= tables != solution.table
    return len(np.unique(np.concatenate([instance.a[changed], instance.b[changed]])))


def told(conflicts: tuple[Conflict, ...]) -> list[dict[str, Any]]:
    """The first ones; what is mended lets the next run name the others."""
    return [asdict(one) for one in conflicts[:MOST_CONFLICTS]]


if __name__ == "__main__":
    main()
