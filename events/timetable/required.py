"""Meetings that must take place because a locked one comes after them: where they stand, or why they cannot."""
from collections.abc import Iterable

import numpy as np

from .conflict import Conflict, spelled
from .exact import answer, placing, rules_of
from .impossible import people_of
from .instance import NONE, Instance


def grounded(instance: Instance, seconds: float) -> np.ndarray | Conflict:
    """M slots of locked meetings and all that must come before them, -1 for the others."""
    bound = np.flatnonzero((instance.fixed != NONE) & np.isin(np.arange(instance.meetings), instance.order[:, 1])).tolist()
    plan = placed(instance, bound, seconds)
    if plan is not None:
        return plan
    for one in list(bound):
        fewer = [other for other in bound if other != one]
        if placed(instance, fewer, seconds) is None:
            bound = fewer
    needed = np.flatnonzero(instance.needed_by(bound))
    earlier, people = np.setdiff1d(needed, bound), people_of(instance, needed.tolist())
    slots = np.flatnonzero(instance.domain[earlier].any(axis=0))
    text = (f"{spelled('meeting', bound)} locked where {spelled('meeting', earlier)} must come before, for which "
            f"{spelled('slot', slots)} have no room: {spelled('person', people)}")
    return Conflict("locks", text, people, tuple(needed.tolist()), tuple(slots.tolist()))


def placed(instance: Instance, bound: Iterable[int], seconds: float) -> np.ndarray | None:
    """All locked meetings and what comes before the bound ones; None where that is impossible, or takes too long to find."""
    members = np.flatnonzero(instance.needed_by(bound) | (instance.fixed != NONE))
    part, plan = instance.part(members), np.full(instance.meetings, NONE, np.int32)
    found: list[np.ndarray] = []
    if not answer(placing(part, rules_of(part)), seconds=seconds, found=found.append):
        return None
    plan[members] = found[-1]
    return plan
