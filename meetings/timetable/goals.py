"""What is wanted of a plan: exact ranks to compare plans by, and prices for the search that lead there."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from . import measures
from .instance import NONE, Instance

MEETING = 150.0  # price of a person without a meeting where everybody is to have one: more than room for it can cost


class Prices(NamedTuple):
    """What one unit costs: of weight left out, of meetings away from their expected slot, idle slots, breaks, breaks
    over what is fair, people without a meeting.
    """

    weight: float = 0.0
    away: float = 0.0
    idle: float = 0.0
    breaks: float = 0.0
    unfair: float = 0.0
    alone: float = 0.0


class Counts(NamedTuple):
    """What a plan loses: weight left out, meetings moved, wishes unmet, breaks over what is fair, idle slots, people
    without a meeting.
    """

    left_out: Any
    moved: Any
    unmet: Any
    unfair: Any
    idle: Any
    alone: Any


# From what a plan loses to what is compared, the most important first: of numbers, or of a solver's expressions.
Order = Callable[[Counts], tuple]


@dataclass(frozen=True)
class Goal:
    """`rank` is a tuple of counts, the most important first;
    a smaller one is better and all zeros cannot be bettered.
    """

    name: str
    prices: Prices
    order: Order | None = None  # None: all meetings must be placed, with few breaks
    heats: tuple[float, float] = (1.5, 0.15)  # the annealing's, hot and cold, in the unit of the prices

    def rank(self, instance: Instance, plan: np.ndarray) -> tuple[int, ...]:
        return rank_breaks(instance, plan) if self.order is None else self.ordered(instance)(counts(instance, plan))

    def ordered(self, instance: Instance) -> Order:
        """Where everybody is to have a meeting, that comes first."""
        order = self.order
        if order is None:
            raise ValueError(f"{self.name} has no order of counts")
        return (lambda lost: (lost.alone, *order(lost))) if instance.everybody else order

    def priced(self, instance: Instance) -> Prices:
        return self.prices._replace(alone=MEETING) if instance.everybody and self.order else self.prices


def counts(instance: Instance, plan: np.ndarray) -> Counts:
    _breaks, idle = measures.gaps(instance, plan)
    left_out = int(instance.weight[plan == NONE].sum())
    return Counts(
        left_out, measures.moved(instance, plan), measures.unmet(instance, plan), measures.unfair(instance, plan),
        int(idle.sum()), measures.alone(instance, plan),
    )


def rank_breaks(instance: Instance, plan: np.ndarray) -> tuple[int, ...]:
    breaks, _idle = measures.gaps(instance, plan)
    return int((plan == NONE).sum()), measures.unfair(instance, plan), int(breaks.sum())


def heaviest(lost: Counts) -> tuple:
    return lost.left_out, lost.unmet, lost.unfair, lost.idle, lost.alone


def steadiest(lost: Counts) -> tuple:
    return lost.left_out, lost.moved, lost.unmet, lost.unfair, lost.idle, lost.alone


def saving(lost: Counts) -> tuple:
    """What moves saves a slot of waiting, or stays."""
    return lost.left_out, lost.unfair, lost.idle + lost.moved + lost.unmet, lost.idle, lost.alone


def least_waiting(lost: Counts) -> tuple:
    return lost.left_out, lost.unfair, lost.idle, lost.moved + lost.unmet, lost.alone


# A meeting left out costs so much more than anything its absence could save that no search trades one for the other.
# A break is closed slot by slot: a small price of idle slots shows the way there.
BREAKS = Goal("breaks", Prices(weight=20.0, idle=0.15, breaks=1.0, unfair=2.0))
WEIGHT = Goal("weight", Prices(weight=20.0, away=3.0, idle=1.0, unfair=2.0, alone=0.3), heaviest)
# People were told of a plan that is mostly good: cool enough to keep it.
MOVED = Goal("moved", Prices(weight=20.0, away=1.0, idle=0.02, unfair=0.1, alone=0.01), steadiest, (0.4, 0.05))
BETWEEN = Goal("between", Prices(weight=20.0, away=1.0, idle=1.05, unfair=2.0, alone=0.02), saving, (0.5, 0.1))
WAITING = Goal("waiting", Prices(weight=20.0, away=0.1, idle=1.0, unfair=2.0, alone=0.02), least_waiting, (0.5, 0.1))
GOALS = {goal.name: goal for goal in (BREAKS, WEIGHT, MOVED, BETWEEN, WAITING)}
