"""Meetings that must take place because a locked one comes after them: where they stand, or why they cannot."""
import time
from collections.abc import Iterable
from typing import Literal

import numpy as np

from .conflict import Conflict, spelled
from .exact import answer, placing, rules_of
from .impossible import people_of
from .instance import NONE, Instance

LEAST = 10.0  # seconds in which it must be decided, however short the search is to be
EXPLAINING, TRIAL = 20.0, 2.0  # seconds to make a conflict small, and for each look at fewer locked meetings


def grounded(instance: Instance, seconds: float) -> np.ndarray | Conflict:
    """M slots of locked meetings and all that must come before them, -1 for the others.
    Raises TimeoutError where neither is found.
    """
    bound = np.flatnonzero(
        (instance.fixed != NONE) & np.isin(np.arange(instance.meetings), instance.order[:, 1])
    ).tolist()
    plan = placed(instance, bound, max(seconds, LEAST))
    if plan is None:
        raise TimeoutError("whether locked meetings leave room for what must come before them could not be decided")
    if plan is not False:
        return plan
    end = time.perf_counter() + EXPLAINING
    for one in list(bound):
        fewer = [other for other in bound if other != one]
        if time.perf_counter() < end and placed(instance, fewer, TRIAL) is False:
            bound = fewer
    needed = np.flatnonzero(instance.needed_by(bound))
    earlier, people = np.setdiff1d(needed, bound), people_of(instance, needed.tolist())
    slots = np.flatnonzero(instance.domain[earlier].any(axis=0))
    text = (f"{spelled('meeting', bound)} locked where {spelled('meeting', earlier)} must come before, for which "
            f"{spelled('slot', slots)} have no room: {spelled('person', people)}")
    return Conflict("forerunners", text, people, tuple(needed.tolist()), tuple(slots.tolist()))


def placed(instance: Instance, bound: Iterable[int], seconds: float) -> np.ndarray | Literal[False] | None:
    """All locked meetings and what comes before the bound ones;
    False where that is impossible, None where it takes too long to say.
    """
    members = np.flatnonzero(instance.needed_by(bound) | (instance.fixed != NONE))
    part, plan = instance.part(members), np.full(instance.meetings, NONE, np.int32)
    found: list[np.ndarray] = []
    known = answer(placing(part, rules_of(part)), seconds=seconds, found=found.append)
    if not known:
        return known
    plan[members] = found[-1]
    return plan
