"""The fewest breaks where all meetings are placed, proven by two searches beside each other: CP-SAT, which minimises by
cores, and MaxSAT in a process of its own.
"""
import sys
import time
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any, Literal

import numpy as np

from .breaks import everybody_with, others_begin, somebody_without
from .children import ended_with, said_by
from .exact import Model, answer, placing, rules_of
from .explaining import explain, unfair
from .race import Race

EXPLAINING = 20.0  # seconds at most to make a proven conflict small
# Pairs of meeting and slot that CP-SAT has settled before another process has started, and the seconds it gets for it.
SMALL, ALONE = 400, 1.0
COMMAND = [sys.executable, "-m", "meetings.timetable.maxsat"]


def by_cores(race: Race, seed: int) -> None:
    """First among plans in which somebody has no break; where that leaves a doubt, among the others."""
    if race.rank[:2] != (0, 0) and not possible(race, seed):
        return
    race.phase = "polish"
    most = others_begin(race.instance)
    least = fewest(race, somebody_without(race.instance), seed, most)
    if least is None or most is None:
        conclude(race, least)
        return
    race.claim((0, 0, most if least is False else min(least, most)))
    if race.over:
        return
    second = fewest(race, everybody_with(race.instance), seed, most=None if least is False else least)
    if second is not None:
        conclude(race, min([one for one in (least, second) if one is not False], default=False))


def conclude(race: Race, least: int | Literal[False] | None) -> None:
    """The fewest breaks; False: there is no fair plan; None: time was up."""
    if least is None:
        return
    if least is not False:
        race.claim((0, 0, least))
    elif race.rank[:2] == (0, 0):
        race.claim((0, 0, race.rank[2] + 1))  # a plan says otherwise: that is a dispute
    else:
        race.conflicts = (unfair(race.instance),)


def fewest(race: Race, model: Model, seed: int, most: int | None) -> int | Literal[False] | None:
    """How few breaks its plans have, False where it has none, None where time is up. Bounds count up to `most`."""
    counts = [race.instance.meetings * 2]

    def found(plan: np.ndarray) -> None:
        race.offer(plan)
        counts.append(race.goal.rank(race.instance, plan)[2])

    def bound(value: float) -> None:
        known = ceil(value - 1e-6)
        race.claim((0, 0, known if most is None else min(known, most)))

    known = asked(race, model, seed, found=found, bound=bound)
    if known is None:
        return None
    return min(counts) if known else False


def possible(race: Race, seed: int) -> bool:
    """False once it is proven that not all can be placed; the race then knows the conflict."""
    instance = race.instance
    if asked(race, placing(instance, rules_of(instance)), seed) is False:
        race.conflicts = (explain(instance, min(EXPLAINING, race.remaining()), lambda: race.stopped.is_set()),)
        return False
    return not race.over


def asked(race: Race, model: Model, seed: int, *, found: Callable[[np.ndarray], None] | None = None,
          **options: Any) -> bool | None:
    """What CP-SAT answers; it is stopped when the race is over."""
    taken, seconds = found or race.offer, race.remaining()
    return watched(
        race, lambda register: answer(model, seconds=seconds, seed=seed, found=taken, register=register, **options)
    )


def watched(race: Race, act: Callable[[Callable], Any]) -> Any:
    """What `act` finds with CP-SAT, which is stopped when the race is over."""
    with ended_with(race) as end:
        return act(lambda solver: end(solver.stop_search))


def by_clauses(race: Race, _seed: int) -> None:
    """MaxSAT knows the plans in which somebody has no break; its bound counts as far as these decide."""
    while race.instance.domain.sum() <= SMALL and race.elapsed() < ALONE and not race.over:
        time.sleep(0.02)
    if race.over:
        return
    most = others_begin(race.instance)
    for said in told(race):
        if "slot" in said:
            race.offer(np.array(said["slot"], np.int32))
        elif "bound" in said:
            race.claim((0, 0, said["bound"] if most is None else min(said["bound"], most)))
        elif most is None and possible(race, 0):
            conclude(race, False)


def told(race: Race) -> Iterator[dict[str, Any]]:
    """Line for line what the process says, until it or the race ends."""
    return said_by(race, COMMAND, (race.instance, race.remaining()), answered=lambda last: bool(
        {"slot", "impossible"} & last.keys()
    ))
