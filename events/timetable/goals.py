"""What is wanted of a plan: exact ranks to compare plans by, and prices for the search that lead there."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from . import measures
from .instance import NONE, Instance

SAVES = 2  # moved meetings that one idle slot less is worth, in the plan that waits less
FAIR = 2  # breaks of two people lie this far apart at most (d of Bofill et al., JAIR 74)


class Prices(NamedTuple):
    """What one unit costs: of weight left out, of moved meetings, idle slots, breaks, breaks over two, people without a meeting."""

    weight: float = 0.0
    moved: float = 0.0
    idle: float = 0.0
    breaks: float = 0.0
    unfair: float = 0.0
    alone: float = 0.0


@dataclass(frozen=True)
class Goal:
    """`rank` is a tuple of counts, the most important first; a smaller one is better and all zeros cannot be bettered."""

    name: str
    prices: Prices
    rank: Callable[[Instance, np.ndarray], tuple[int, ...]]
    heats: tuple[float, float] = (1.5, 0.15)  # the annealing's, hot and cold, in the unit of the prices


def left_out(instance: Instance, plan: np.ndarray) -> int:
    return int(instance.weight[plan == NONE].sum())


def rank_breaks(instance: Instance, plan: np.ndarray) -> tuple[int, ...]:
    breaks, _idle = measures.gaps(instance, plan)
    return int((plan == NONE).sum()), max(0, measures.uneven(instance, plan) - FAIR), int(breaks.sum())


def rank_weight(instance: Instance, plan: np.ndarray) -> tuple[int, ...]:
    _breaks, idle = measures.gaps(instance, plan)
    return left_out(instance, plan), int(idle.sum()), measures.without_meeting(instance, plan)


def rank_moved(instance: Instance, plan: np.ndarray) -> tuple[int, ...]:
    weight, idle, alone = rank_weight(instance, plan)
    return weight, measures.moved(instance, plan), idle, alone


def rank_waiting(instance: Instance, plan: np.ndarray) -> tuple[int, ...]:
    weight, idle, alone = rank_weight(instance, plan)
    return weight, SAVES * idle + measures.moved(instance, plan), alone


# A meeting left out costs so much more than anything its absence could save that no search trades one for the other.
# A break is closed slot by slot: a small price of idle slots shows the way there.
BREAKS = Goal("breaks", Prices(weight=20.0, idle=0.15, breaks=1.0, unfair=2.0), rank_breaks)
WEIGHT = Goal("weight", Prices(weight=20.0, idle=1.0, alone=0.3), rank_weight)
# People were told of a plan that is mostly good: cool enough to keep it.
MOVED = Goal("moved", Prices(weight=20.0, moved=1.0, idle=0.02, alone=0.01), rank_moved, (0.4, 0.05))
WAITING = Goal("waiting", Prices(weight=20.0, moved=1 / SAVES, idle=1.0, alone=0.02), rank_waiting, (0.5, 0.1))
