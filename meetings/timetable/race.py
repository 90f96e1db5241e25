"""What searches that run beside each other share: the best plan so far, its floor, and the time they have."""
import logging
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .conflict import Conflict
from .goals import Goal
from .instance import NONE, Instance
from .measures import is_valid

logger = logging.getLogger(__name__)
# best weight, what is proven to be possible at best (weight; or breaks, where all are placed), breaks, idle slots,
# phase, seconds since the start
Progress = Callable[[int, int, int, int, str, float], None]
Keep = Callable[[np.ndarray], None]  # the best plan so far, after each progress


class WrongPlan(ValueError):
    """A search offered something that is no plan of this instance."""


class Fault(NamedTuple):
    """What went wrong in a search while the others went on."""

    lane: str
    kind: str  # of the exception; "disputed" for a bound that a plan contradicts


class Race:
    """The best plan so far, which several searches offer plans to, and the time they have."""

    def __init__(self, instance: Instance, goal: Goal, plan: np.ndarray, seconds: float) -> None:
        self.instance, self.goal, self.plan, self.rank = instance, goal, plan, goal.rank(instance, plan)
        self.begin, self.seconds = time.perf_counter(), seconds
        self.floor: tuple[int, ...] = (0,) * len(self.rank)  # no plan ranks lower
        self.conflicts: tuple[Conflict, ...] = ()
        self.phase, self.stopped = "first", threading.Event()
        self.failures: list[Exception] = []
        self.weighty = 2 if instance.everybody and goal.order else 1  # entries of the rank up to weight
        self.lanes = 1  # searches; when all of them have failed, the race has
        self.bounded = threading.Event()
        self.faults: list[Fault] = []
        self.disputed = False
        self.lock = threading.Lock()
        self.keep: Keep | None = None

    def offer(self, plan: np.ndarray) -> None:
        """Every plan is checked before it counts, whichever search it comes from."""
        if not self.fits(plan):
            raise WrongPlan(f"no plan of {self.instance.meetings} meetings in {self.instance.slots} slots")
        rank = self.goal.rank(self.instance, plan)
        with self.lock:
            if rank < self.rank:
                self.plan, self.rank = plan.copy(), rank
            self.compare()

    def fits(self, plan: np.ndarray) -> bool:
        shaped = plan.shape == (self.instance.meetings,) and ((plan >= NONE) & (plan < self.instance.slots)).all()
        return bool(shaped) and is_valid(self.instance, plan)

    def claim(self, floor: tuple[int, ...]) -> None:
        """A search says that no plan ranks lower."""
        with self.lock:
            if not self.disputed:
                self.floor = max(self.floor, floor)
            self.compare()

    def compare(self) -> None:
        """A plan that was checked and a bound that contradict each other: the bound is wrong, and then none counts."""
        if self.rank < self.floor:
            logger.error("a bound of %s was claimed where a plan has %s", self.floor, self.rank)
            self.disputed, self.floor = True, (0,) * len(self.rank)
            self.faults.append(Fault("bound", "disputed"))

    def limit(self, bound: int, alone: int = 0) -> None:
        """No plan has more weight than this; or, where everybody is to have a meeting, leaves fewer people without."""
        if self.goal.order is not None:
            known = (alone,)[:self.weighty - 1] + (int(self.instance.weight.sum()) - bound,)
            self.claim(known + (0,) * (len(self.rank) - len(known)))
        self.bounded.set()

    @property
    def bound(self) -> int:
        """No plan has more weight; where everybody is to have a meeting, none that leaves as few without one."""
        total, last = int(self.instance.weight.sum()), self.weighty - 1
        known = self.goal.order is not None and self.rank[:last] == self.floor[:last]
        return total - self.floor[last] if known else total

    def elapsed(self) -> float:
        return time.perf_counter() - self.begin

    def remaining(self) -> float:
        return max(0.0, self.seconds - self.elapsed())

    @property
    def over(self) -> bool:
        return self.stopped.is_set() or self.rank <= self.floor or bool(self.conflicts) or self.remaining() == 0
