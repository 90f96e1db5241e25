"""What a plan is worth. A plan is M slots, -1 for a meeting that does not take place."""
import numpy as np

from .instance import NONE, Instance


def attendance(instance: Instance, plan: np.ndarray) -> np.ndarray:
    """(P, S) int: meetings of each person in each slot; more than 1 is a clash."""
    grid = np.zeros((instance.participants, instance.slots), np.int32)
    placed = plan != NONE
    for people in (instance.a, instance.b):
        np.add.at(grid, (people[placed], plan[placed]), 1)
    return grid


def gaps(instance: Instance, plan: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Breaks and idle slots of each person: runs of slots, and slots, without a meeting between two meetings of one
    day.

    Neither the border of morning and afternoon nor a forbidden slot ends a run; but nobody is idle while away."""
    grid = attendance(instance, plan) > 0
    breaks, idle = np.zeros((2, instance.participants), np.int64)
    for first, last in zip(instance.day_starts[:-1], instance.day_starts[1:], strict=True):
        today = grid[:, first:last]
        begun = np.maximum.accumulate(today, axis=1)
        ahead = np.maximum.accumulate(today[:, ::-1], axis=1)[:, ::-1]
        between = begun & ahead & ~today
        idle += (between & ~instance.forbidden[:, first:last]).sum(axis=1)
        breaks += (between[:, 1:] & ~between[:, :-1]).sum(axis=1)
    return breaks, idle


def weight_of(instance: Instance, plan: np.ndarray) -> int:
    return int(instance.weight[plan != NONE].sum())


def moved(instance: Instance, plan: np.ndarray) -> int:
    """Meetings people were told of that stand elsewhere now, or nowhere."""
    if instance.previous is None:
        return 0
    return int(((instance.previous != NONE) & (plan != instance.previous)).sum())


def unmet(instance: Instance, plan: np.ndarray) -> int:
    """Meetings that nobody was told of and that do not stand where both wished."""
    wished = instance.wished != NONE
    if instance.previous is not None:
        wished &= instance.previous == NONE
    return int((wished & (plan != instance.wished)).sum())


def alone(instance: Instance, plan: np.ndarray) -> int:
    """People with a request that could stand somewhere, and no meeting at all."""
    could, has = np.zeros((2, instance.participants), bool)
    possible, placed = instance.domain.any(axis=1), plan != NONE
    for people in (instance.a, instance.b):
        could[people[possible]] = True
        has[people[placed]] = True
    return int((could & ~has).sum())


def apart(instance: Instance, plan: np.ndarray) -> int:
    """How many breaks lie between the person with most of them and the one with fewest."""
    breaks, _idle = gaps(instance, plan)
    return int(breaks.max(initial=0) - breaks.min(initial=breaks.max(initial=0)))


def unfair(instance: Instance, plan: np.ndarray) -> int:
    """By how many breaks the furthest two people are further apart than is fair."""
    return 0 if instance.fairness is None else max(0, apart(instance, plan) - instance.fairness)


def is_valid(instance: Instance, plan: np.ndarray) -> bool:
    """Every hard rule of the problem, apart from placing all and from fairness."""
    placed = np.flatnonzero(plan != NONE)
    if not instance.domain[placed, plan[placed]].all() or (attendance(instance, plan) > 1).any():
        return False
    if (np.bincount(plan[placed], minlength=instance.slots) > instance.tables).any():
        return False
    for pair, counts in enumerate(instance.interpreters):
        if (np.bincount(plan[placed[instance.interp[placed] == pair]], minlength=instance.slots) > counts).any():
            return False
    if (plan[(instance.fixed != NONE)] == NONE).any():
        return False
    first, second = plan[instance.order[:, 0]], plan[instance.order[:, 1]]
    # A meeting that builds on another takes place only where that one does.
    return bool(((second == NONE) | ((first != NONE) & (first < second))).all())
