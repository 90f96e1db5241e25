"""The annealing in slices of about a quarter of a second, so that a caller can look,
stop it or take the best plan at any time.
"""
import time
from collections.abc import Callable, Iterator
from math import inf

import numpy as np

from .board import facts_of, state_of
from .goals import Goal
from .instance import NONE, Instance
from .moves import anneal

SLICE = 0.25  # seconds
FIRST_SLICE = 20_000  # moves, before the speed of this machine is known
FIRST_CYCLE = 400_000  # moves
GROWTH = 5  # each cycle is so many times longer: one slow cooling finds more than several quick ones
ENTERING = 0.15  # share of the moves that try to bring in a meeting without a slot


def cycles(instance: Instance, goal: Goal, plan: np.ndarray, *, seed: int,
           remaining: Callable[[], float] = lambda: inf) -> Iterator[np.ndarray]:
    """Cools down from hot to cold again and again, each time from the last plan and more slowly, or within what time
    remains.

    Yields the best plan so far after each slice; while time does not press, the same seed gives the same plans."""
    hot, cold = goal.heats
    facts = facts_of(instance, goal.priced(instance))
    state, best = state_of(instance, facts, plan), plan.astype(np.int64)
    rng, standing, size, steps, speed = np.random.default_rng(seed), np.zeros(2), FIRST_SLICE, FIRST_CYCLE, inf
    while movable(instance):
        done, steps = 0, cycle_length(steps, speed, remaining())
        while done < steps:
            part = min(size, steps - done)
            heats = hot * (cold / hot) ** (np.array([done, done + part]) / steps)
            begin = time.perf_counter()
            anneal(facts, state, best, standing, part, heats, ENTERING, int(rng.integers(2**31)))
            speed = part / max(time.perf_counter() - begin, 1e-6)
            size = int(np.clip(speed * SLICE, 2_000, 4 * part))
            done += part
            yield best
        steps *= GROWTH


def cycle_length(steps: int, speed: float, seconds: float) -> int:
    """A cycle that would be cut off hot is worth little: what is left is used for one whole one."""
    if speed == inf or speed * seconds > 1.5 * steps:
        return steps
    return max(int(speed * seconds), FIRST_SLICE)


def movable(instance: Instance) -> bool:
    return bool((instance.domain.sum(axis=1)[instance.fixed == NONE] > 0).any())
