"""What searches that run beside each other share: the best plan so far, its floor, and the time they have."""
import threading
import time
from collections.abc import Callable

import numpy as np

from .conflict import Conflict
from .goals import Goal
from .instance import Instance

# best weight, its bound, breaks, idle slots, phase, seconds since the start
Progress = Callable[[int, int, int, int, str, float], None]
Keep = Callable[[np.ndarray], None]  # the best plan so far, after each progress


class Race:
    """The best plan so far, which several searches offer plans to, and the time they have."""

    def __init__(self, instance: Instance, goal: Goal, plan: np.ndarray, seconds: float) -> None:
        self.instance, self.goal, self.plan, self.rank = instance, goal, plan, goal.rank(instance, plan)
        self.begin, self.seconds = time.perf_counter(), seconds
        self.floor: tuple[int, ...] = (0,) * len(self.rank)  # no plan ranks lower
        self.conflicts: tuple[Conflict, ...] = ()
        self.phase, self.stopped = "first", threading.Event()
        self.failures: list[Exception] = []
        self.lock = threading.Lock()
        self.keep: Keep | None = None

    def offer(self, plan: np.ndarray) -> None:
        rank = self.goal.rank(self.instance, plan)
        with self.lock:
            if rank < self.rank:
                self.plan, self.rank = plan.copy(), rank

    def elapsed(self) -> float:
        return time.perf_counter() - self.begin

    def remaining(self) -> float:
        return max(0.0, self.seconds - self.elapsed())

    @property
    def over(self) -> bool:
        return self.stopped.is_set() or self.rank <= self.floor or bool(self.conflicts) or self.remaining() == 0
