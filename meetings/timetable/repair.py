"""A plan mended near its wounds with CP-SAT: only meetings of people who lack one may move, as few as possible of them.

Needs nothing compiled, so a change has an answer within seconds on a machine that never planned before."""
from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from .choosing import Choice
from .exact import answer
from .instance import NONE, Instance

HEAVY = 1000  # one unit of weight, in meetings that stay where people expect them
GREETED = 10_000  # a person with a meeting, in units of weight, where everybody is to have one
MOST = 60_000  # pairs of meeting and slot; a model of more takes more memory than it is worth


def repaired(
    instance: Instance, plan: np.ndarray, seconds: float, register: Callable[[cp_model.CpSolver], None]
) -> np.ndarray:
    """The plan with more weight in it, or the same one."""
    free = around(instance, plan)
    if not len(free) or instance.domain[free].sum() > MOST:
        return plan
    choice, found = Choice(instance, plan, free), [plan]
    expected = plan if instance.previous is None else instance.previous
    lost = choice.left_out()
    if instance.everybody:
        lost += GREETED * sum(one for person in range(instance.participants) for one in choice.alone(person))
    choice.model.cp.minimize(HEAVY * lost + choice.away(expected))
    choice.hint(plan)
    answer(choice.model, seconds=seconds, register=register, found=lambda slots: found.append(choice.joined(slots)))
    return found[-1]


def around(instance: Instance, plan: np.ndarray) -> np.ndarray:
    """Meetings of people who lack one, or of whose meetings one comes before or after one that lacks."""
    lacking = (plan == NONE) & instance.domain.any(axis=1)
    tied = connected(instance, lacking)
    people = np.unique(np.concatenate([instance.a[tied], instance.b[tied]]))
    near = np.isin(instance.a, people) | np.isin(instance.b, people)
    return np.flatnonzero(near & (instance.fixed == NONE))


def connected(instance: Instance, meetings: np.ndarray) -> np.ndarray:
    """M bool: the meetings and all that precedences bind to them."""
    tied, size = meetings.copy(), -1
    while size != tied.sum():
        size = tied.sum()
        for first, second in (instance.order.T, instance.order.T[::-1]):
            tied[second[tied[first]]] = True
    return tied
