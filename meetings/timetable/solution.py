"""The answer: a plan with its tables and figures, or why there is none."""
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import measures
from .conflict import Conflict
from .instance import NONE, Instance
from .race import Fault
from .tables import seat


@dataclass(frozen=True)
class Solution:
    slot: np.ndarray  # M, -1 for a meeting that does not take place
    table: np.ndarray  # M, likewise
    placed: int
    weight: int
    weight_bound: int  # no plan has more
    breaks: int
    idle: int
    moved: int
    alone: int = 0  # people with a request that could stand somewhere, and no meeting
    seconds: float = 0.0
    first_plan_seconds: float = 0.0
    proven: bool = False  # the weight (or, where all must be placed, the number of breaks) cannot be bettered
    conflicts: tuple[Conflict, ...] = field(default=())
    faults: tuple[Fault, ...] = field(default=())  # searches that failed while the others went on

    @property
    def infeasible(self) -> bool:
        return bool(self.conflicts)

    @property
    def reason(self) -> str:
        return "; ".join(conflict.text for conflict in self.conflicts)


def solution_of(
    instance: Instance, plan: np.ndarray, *, bound: int, tables: np.ndarray | None = None, **known
) -> Solution:
    """Measures the plan and seats it; `tables` are those of an earlier plan."""
    breaks, idle = measures.gaps(instance, plan)
    return Solution(
        slot=plan.copy(), table=seat(instance, plan, tables), placed=int((plan != NONE).sum()),
        weight=measures.weight_of(instance, plan),
        weight_bound=bound, breaks=int(breaks.sum()), idle=int(idle.sum()),
        moved=measures.moved(instance, plan), alone=measures.alone(instance, plan), **known,
    )


def refusal(instance: Instance, conflicts: tuple[Conflict, ...], **known) -> Solution:
    nothing = np.full(instance.meetings, NONE, np.int32)
    figures: dict[str, Any] = dict.fromkeys(("placed", "weight", "weight_bound", "breaks", "idle", "moved"), 0)
    return Solution(slot=nothing, table=nothing.copy(), conflicts=conflicts, **figures, **known)
