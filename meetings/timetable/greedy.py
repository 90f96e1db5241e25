"""The first plan, at once and without compiled code:
most constrained meeting first, next to what its people already have.
"""
import heapq
from collections.abc import Callable

import numpy as np

from .instance import NONE, Instance

FAR = 1 << 40
EACH = 64  # meetings between two looks whether to stop


def never() -> bool:
    return False


class Board:
    """A plan being filled: who is busy when, what is left of tables and interpreters."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.plan = np.full(instance.meetings, NONE, np.int32)
        self.busy = np.zeros((instance.participants, instance.slots), bool)
        self.tables = np.full(instance.slots, instance.tables)
        self.interpreters = instance.interpreters.copy()
        self.seats = self.tables > 0
        slots = np.arange(instance.slots)
        apart = np.abs(slots[:, None] - slots) + instance.slots * (instance.day[:, None] != instance.day)
        self.apart = apart.astype(np.int32)
        self.near: dict[int, np.ndarray] = {}  # person → distance of each slot to what they already have

    def room(self, meeting: int) -> np.ndarray:
        """S bool: where its people, a table and an interpreter are free for the meeting."""
        instance = self.instance
        free = instance.domain[meeting] & ~(self.busy[instance.a[meeting]] | self.busy[instance.b[meeting]])
        free &= self.seats
        if instance.interp[meeting] != NONE:
            free &= self.interpreters[instance.interp[meeting]] > 0
        return free

    def open_slots(self, meeting: int) -> np.ndarray:
        """S bool: where the meeting could be put now."""
        instance, free = self.instance, self.room(meeting)
        for earlier in row(instance.before, meeting):
            free[: self.plan[earlier] + 1 if self.plan[earlier] != NONE else instance.slots] = False
        for later in row(instance.behind, meeting):
            if self.plan[later] != NONE:
                free[self.plan[later]:] = False
        return free

    def put(self, meeting: int, slot: int) -> None:
        instance = self.instance
        self.plan[meeting] = slot
        self.tables[slot] -= 1
        self.seats[slot] = self.tables[slot] > 0
        for person in (int(instance.a[meeting]), int(instance.b[meeting])):
            self.busy[person, slot] = True
            known = self.near.get(person)
            self.near[person] = self.apart[slot] if known is None else np.minimum(known, self.apart[slot])
        if instance.interp[meeting] != NONE:
            self.interpreters[instance.interp[meeting], slot] -= 1

    def nearness(self, meeting: int) -> np.ndarray:
        """S int, small is good: distance to what the two people already have on that day."""
        both = (self.near.get(int(people[meeting])) for people in (self.instance.a, self.instance.b))
        known = [one for one in both if one is not None]
        return sum(known[1:], known[0]) if known else np.zeros(self.instance.slots, np.int32)

    def best_slot(self, meeting: int) -> int:
        """Where both wish it, else nearest to what they have, then where most tables are free; NONE: nowhere."""
        free = self.open_slots(meeting)
        wished = self.instance.wished[meeting]
        if wished != NONE and free[wished]:
            return int(wished)
        worth = np.where(free, self.nearness(meeting) * (self.instance.tables + 1) - self.tables, FAR)
        chosen = int(worth.argmin()) if len(worth) else NONE
        return chosen if len(worth) and free[chosen] else NONE


def row(table: tuple[np.ndarray, np.ndarray], meeting: int) -> list[int]:
    offsets, values = table
    return values[offsets[meeting]:offsets[meeting + 1]].tolist()


def depth(instance: Instance) -> np.ndarray:
    """M int: how many meetings must come before each, in a line."""
    depths = np.zeros(instance.meetings, np.int64)
    for _ in range(instance.meetings):
        deeper = depths.copy()
        np.maximum.at(deeper, instance.order[:, 1], depths[instance.order[:, 0]] + 1)
        if (deeper == depths).all():
            break
        depths = deeper
    return depths


def kept(instance: Instance, start: np.ndarray) -> Board:
    """Locked meetings, and as much of an earlier plan as still stands:
    required meetings first, then the heavier ones.
    """
    board, locked = Board(instance), instance.fixed != NONE
    for meeting in np.flatnonzero(locked & (instance.domain.any(axis=1))).tolist():
        board.put(meeting, int(instance.fixed[meeting]))
    for meeting in np.lexsort((-instance.weight, depth(instance), ~instance.required)).tolist():
        if start[meeting] != NONE and not locked[meeting] and board.open_slots(meeting)[start[meeting]]:
            board.put(meeting, int(start[meeting]))
    return board


def first_plan(
    instance: Instance, start: np.ndarray | None = None, over: Callable[[], bool] = never
) -> np.ndarray:
    """M slots: what stands of `start`, and every further meeting where one fits, until it is over.
    Weight first, then the fewest open slots.
    """
    board = kept(instance, np.full(instance.meetings, NONE) if start is None else start)
    load = np.array([len(meetings) for meetings in instance.of_person], np.int64)
    depths = depth(instance)
    slack = instance.domain.sum(axis=1) - load[instance.a] - load[instance.b]
    open_ones = np.flatnonzero(board.plan == NONE).tolist()
    waiting = [
        (not instance.required[m], int(depths[m]), -int(instance.weight[m]), int(slack[m]), m) for m in open_ones
    ]
    heapq.heapify(waiting)
    while waiting:
        optional, *_rank, meeting = heapq.heappop(waiting)
        if (slot := board.best_slot(meeting)) != NONE:
            board.put(meeting, slot)
        if optional and len(waiting) % EACH == 0 and over():
            break
    return board.plan
