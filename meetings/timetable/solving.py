"""From an instance to a plan: a first one at once, then better ones until time is up, nothing is left to better,
or somebody says stop.
"""
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

import numpy as np

from . import impossible, measures
from .conflict import Conflict
from .goals import BETWEEN, BREAKS, MOVED, WAITING, WEIGHT, Goal
from .greedy import first_plan, never
from .instance import NONE, Instance
from .race import Keep, Progress, Race
from .solution import Solution, refusal, solution_of

logger = logging.getLogger(__name__)
T = TypeVar("T")
TICK = 0.05  # seconds between two looks at the searches
# seconds for the searches to end, and where somebody waits for it; one that is still being compiled is left to itself,
# and its plans are not asked for
GRACE, AT_ONCE = 0.5, 0.05


def solve(instance: Instance, *, seconds: float = 60.0, objective: str | None = None, progress: Progress | None = None,
          should_stop: Callable[[], bool] | None = None, start: np.ndarray | None = None,
          tables: np.ndarray | None = None, keep: Keep | None = None, seed: int = 0) -> Solution:
    """The best plan found in `seconds`: `weight` chooses meetings, `breaks` places all. `start` and `tables` are an
    earlier plan's.

    Where people were told of a plan (`instance.previous`), the fewest meetings are moved. `progress` is called about
    once a second; `should_stop` is asked every tick, and the best plan so far is the answer."""
    if (objective or ("weight" if instance.weighted else "breaks")) == "breaks":
        goal = BREAKS
    else:
        goal = WEIGHT if instance.previous is None else MOVED
    if goal is MOVED and start is None:
        start = instance.previous
    return reach(instance, goal, seconds=seconds, progress=progress,
                 should_stop=should_stop, start=start, tables=tables, keep=keep,
                 seed=seed)


class Replanned(NamedTuple):
    """After a change: the fewest moves; a meeting moves only if that saves a slot of waiting; the least waiting."""

    steady: Solution
    between: Solution
    waiting: Solution


def replan(instance: Instance, *, seconds: float = 5.0, progress: Progress | None = None,
           should_stop: Callable[[], bool] | None = None,
           tables: np.ndarray | None = None, keep: Keep | None = None, seed: int = 0) -> Replanned:
    """From what people were told (`instance.previous`), with as much weight as can be: the fewest moves in half of the
    time, then the two that move more and wait less.
    """
    told: dict[str, Any] = {
        "tables": tables, "progress": progress, "should_stop": should_stop, "keep": keep, "seed": seed,
    }
    begin, found = time.perf_counter(), []
    start = instance.previous
    for goal, share in ((MOVED, 0.5), (BETWEEN, 0.5), (WAITING, 1.0)):
        left = seconds - (time.perf_counter() - begin)
        found.append(reach(instance, goal, seconds=left * share, start=start, **told))
        if found[0].infeasible:
            return Replanned(found[0], found[0], found[0])
        start = found[-1].slot
    return Replanned(*(best(instance, goal, found) for goal in (MOVED, BETWEEN, WAITING)))


def best(instance: Instance, goal: Goal, found: list[Solution]) -> Solution:
    """In little time a later search may find what an earlier one looked for."""
    return min(found, key=lambda one: goal.rank(instance, one.slot))


def for_everybody(instance: Instance, plan: Solution, *, seconds: float, **told: Any) -> Solution:
    """From a plan that leaves people without a meeting who could have one: the fewest of them, for the least weight."""
    goal = WEIGHT if instance.previous is None else MOVED
    given = {"progress": None, "keep": None, "should_stop": None, "tables": plan.table, "seed": 0} | told
    return reach(replace(instance, everybody=True), goal, seconds=seconds, start=plan.slot, **given)


def reach(instance: Instance, goal: Goal, *, seconds: float, progress: Progress | None,
          should_stop: Callable[[], bool] | None,
          start: np.ndarray | None, tables: np.ndarray | None, keep: Keep | None, seed: int) -> Solution:
    """One goal, from checks to the measured plan."""
    begin = time.perf_counter()
    stop = should_stop or never
    found = beside(lambda: counted_out(instance, goal), stop)
    if found:
        return refusal(instance, tuple(found), seconds=time.perf_counter() - begin, proven=True)
    plan = first_plan(instance, start, stop)
    if (plan[instance.required] == NONE).any():
        ground = beside(lambda: grounded(instance, seconds / 4), stop)
        if ground is None:
            raise TimeoutError("stopped before there was a plan in which all locked meetings take place")
        if isinstance(ground, Conflict):
            return refusal(instance, (ground,), seconds=time.perf_counter() - begin, proven=True)
        plan = first_plan(instance, ground if start is None else np.where(instance.required, ground, start), stop)
    race = Race(instance, goal, plan, seconds - (time.perf_counter() - begin))
    first_seconds = time.perf_counter() - begin
    race.keep = keep
    bound = run(race, progress, stop, seed)
    known: dict[str, Any] = {
        "seconds": time.perf_counter() - begin, "first_plan_seconds": first_seconds, "faults": tuple(race.faults),
    }
    if race.conflicts:
        return refusal(instance, race.conflicts, proven=True, **known)
    known_to = len(race.rank) if goal is BREAKS else race.weighty
    proven = race.rank[:known_to] <= race.floor[:known_to]
    return solution_of(instance, race.plan, bound=bound, tables=tables, proven=proven, **known)


def counted_out(instance: Instance, goal: Goal) -> list[Conflict]:
    return list(impossible.lock_conflicts(instance)) or (list(impossible.conflicts(instance)) if goal is BREAKS else [])


def grounded(instance: Instance, seconds: float) -> np.ndarray | Conflict:
    from .required import grounded as found  # noqa: PLC0415 - OR-Tools takes a while to load, and is rarely needed here

    return found(instance, seconds)


def beside(act: Callable[[], T], stop: Callable[[], bool]) -> T | None:
    """What `act` returns or raises; None where somebody says stop before. It is left to itself then."""
    answers: list[T] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            answers.append(act())
        except Exception as error:  # noqa: BLE001 - raised again where it was asked for
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(TICK)
        if thread.is_alive() and stop():
            return None
    if errors:
        raise errors[0]
    return answers[0]


def run(race: Race, progress: Progress | None, stop: Callable[[], bool], seed: int) -> int:
    """Starts the searches, watches over them and returns the weight bound."""
    report(race, progress, race.bound)
    searches = threading.Thread(target=searching, args=(race, seed), daemon=True)
    shown, grace = race.elapsed(), GRACE
    if not stop():
        searches.start()
    while not race.over:
        if stop():
            race.stopped.set()
            grace = AT_ONCE
            break
        searches.join(TICK)
        if not searches.is_alive():
            break
        if race.elapsed() - shown >= 1:
            shown = race.elapsed()
            report(race, progress, race.bound)
    while grace is GRACE and searches.is_alive() and not race.bounded.wait(TICK) and not stop():
        pass  # a short search is over before the bound is known, which has a time limit of its own
    race.stopped.set()
    if searches.ident:
        searches.join(grace)
    if len(race.failures) >= race.lanes:
        raise race.failures[0]
    race.phase = "done"
    report(race, progress, race.bound)
    return race.bound


def searching(race: Race, seed: int) -> None:
    """SciPy, Numba and OR-Tools take a second to load: not before the first plan was shown, nor while a stop waits.
    """
    try:
        from . import searches  # noqa: PLC0415

        searches.all_of(race, seed)
    except Exception as error:
        logger.exception("the searches for a timetable could not begin")
        race.failures.append(error)


def report(race: Race, progress: Progress | None, bound: int) -> None:
    if progress:
        breaks, idle = measures.gaps(race.instance, race.plan)
        progress(
            measures.weight_of(race.instance, race.plan), race.floor[2] if race.goal is BREAKS else bound,
            int(breaks.sum()),
            int(idle.sum()), race.phase, race.elapsed(),
        )
    if race.keep and race.phase != "done":  # then the answer follows
        race.keep(race.plan)
