"""The first plan, at once and without compiled code:
most constrained meeting first, next to what its people already have.
"""
import heapq

import numpy as np

from .instance import NONE, Instance


class Board:
    """A plan being filled: who is busy when, what is left of tables and interpreters."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.plan = np.full(instance.meetings, NONE, np.int32)
        self.busy = np.zeros((instance.participants, instance.slots), bool)
        self.tables = np.full(instance.slots, instance.tables)
        self.interpreters = instance.interpreters.copy()

    def room(self, meeting: int) -> np.ndarray:
        """S bool: where its people, a table and an interpreter are free for the meeting."""
        instance = self.instance
        free = instance.domain[meeting] & ~self.busy[instance.a[meeting]] & ~self.busy[instance.b[meeting]] & (
            self.tables > 0
        )
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
        self.busy[[instance.a[meeting], instance.b[meeting]], slot] = True
        self.tables[slot] -= 1
        if instance.interp[meeting] != NONE:
            self.interpreters[instance.interp[meeting], slot] -= 1

    def nearness(self, meeting: int) -> np.ndarray:
        """S int, small is good: distance to what the two people already have on that day."""
        instance, slots = self.instance, np.arange(self.instance.slots)
        distance = np.zeros(instance.slots, np.int64)
        for person in (instance.a[meeting], instance.b[meeting]):
            taken = np.flatnonzero(self.busy[person])
            if len(taken):
                apart = np.abs(slots[:, None] - taken[None]) + instance.slots * (
                    instance.day[:, None] != instance.day[taken][None]
                )
                distance += apart.min(axis=1)
        return distance


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


def first_plan(instance: Instance, start: np.ndarray | None = None) -> np.ndarray:
    """M slots: what stands of `start`, and every further meeting where one fits.
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
        *_rank, meeting = heapq.heappop(waiting)
        options = np.flatnonzero(board.open_slots(meeting))
        if len(options):
            near = np.where(options == instance.wished[meeting], NONE, board.nearness(meeting)[options])
            crowd = board.tables[options]
            board.put(meeting, int(options[np.lexsort((-crowd, near))[0]]))
    return board.plan
