"""From an instance to a plan: a first one at once, then better ones until time is up, nothing is left to better,
or somebody says stop.
"""
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from . import impossible, measures
from .conflict import Conflict
from .goals import BREAKS, MOVED, WAITING, WEIGHT, Goal
from .greedy import first_plan
from .instance import NONE, Instance
from .race import Keep, Progress, Race
from .solution import Solution, refusal, solution_of

TICK = 0.05  # seconds between two looks at the searches
# seconds for a search to end; one that is still being compiled is left to itself, and its plans are not asked for
GRACE = 0.5


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


def replan(instance: Instance, *, seconds: float = 5.0, progress: Progress | None = None,
           should_stop: Callable[[], bool] | None = None,
           tables: np.ndarray | None = None, keep: Keep | None = None, seed: int = 0) -> tuple[Solution, Solution]:
    """After a change, from what people were told (`instance.previous`), each in half of the time: as few moves as
    possible; and a plan that moves more and waits less. Both have as much weight as can be.
    """
    told: dict[str, Any] = {
        "start": instance.previous, "tables": tables, "progress": progress,
        "should_stop": should_stop, "keep": keep, "seed": seed,
    }
    begin = time.perf_counter()
    steady = reach(instance, MOVED, seconds=seconds / 2, **told)
    if steady.infeasible:
        return steady, steady
    again = told | {"start": steady.slot}
    waiting = reach(instance, WAITING, seconds=seconds - (time.perf_counter() - begin), **again)
    return min(steady, waiting, key=lambda found: MOVED.rank(instance, found.slot)), waiting


def reach(instance: Instance, goal: Goal, *, seconds: float, progress: Progress | None,
          should_stop: Callable[[], bool] | None,
          start: np.ndarray | None, tables: np.ndarray | None, keep: Keep | None, seed: int) -> Solution:
    """One goal, from checks to the measured plan."""
    begin = time.perf_counter()
    found = (
        list(impossible.lock_conflicts(instance)) or (list(impossible.conflicts(instance)) if goal is BREAKS else [])
    )
    if found:
        return refusal(instance, tuple(found), seconds=time.perf_counter() - begin, proven=True)
    plan = first_plan(instance, start)
    if (plan[instance.required] == NONE).any():
        from .required import grounded  # noqa: PLC0415 - SciPy takes a second to load, and is rarely needed here

        ground = grounded(instance, seconds / 4)
        if isinstance(ground, Conflict):
            return refusal(instance, (ground,), seconds=time.perf_counter() - begin, proven=True)
        plan = first_plan(instance, ground if start is None else np.where(instance.required, ground, start))
    race = Race(instance, goal, plan, seconds - (time.perf_counter() - begin))
    first_seconds = time.perf_counter() - begin
    race.keep = keep
    bound = run(race, progress, should_stop, seed)
    known: dict[str, Any] = {
        "seconds": time.perf_counter() - begin, "first_plan_seconds": first_seconds, "faults": tuple(race.faults),
    }
    if race.conflicts:
        return refusal(instance, race.conflicts, proven=True, **known)
    proven = race.rank <= race.floor if goal is BREAKS else race.rank[0] == int(instance.weight.sum()) - bound
    return solution_of(instance, race.plan, bound=bound, tables=tables, proven=proven, **known)


def run(race: Race, progress: Progress | None, should_stop: Callable[[], bool] | None, seed: int) -> int:
    """Starts the searches, watches over them and returns the weight bound."""
    report(race, progress, int(race.instance.weight.sum()))
    # SciPy and Numba take a second to load: not before the first plan was shown.
    from . import searches  # noqa: PLC0415

    bound = searches.bound_of(race)
    threads = searches.start(race, seed)
    shown = race.elapsed()
    while any(thread.is_alive() for thread in threads) and not race.over:
        time.sleep(TICK)
        if should_stop and should_stop():
            race.stopped.set()
        if race.elapsed() - shown >= 1:
            shown = race.elapsed()
            report(race, progress, bound)
    race.stopped.set()
    for thread in threads:
        thread.join(GRACE)
    if len(race.failures) == len(threads):
        raise race.failures[0]
    race.phase = "done"
    if race.goal is not BREAKS:
        bound = min(bound, int(race.instance.weight.sum()) - race.floor[0])
    report(race, progress, bound)
    return bound


def report(race: Race, progress: Progress | None, bound: int) -> None:
    if progress:
        breaks, idle = measures.gaps(race.instance, race.plan)
        progress(
            measures.weight_of(race.instance, race.plan), race.floor[2] if race.goal is BREAKS else bound,
            int(breaks.sum()),
            int(idle.sum()), race.phase, race.elapsed(),
        )
    if race.keep:
        race.keep(race.plan)
