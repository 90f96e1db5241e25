"""What a timetable is asked of: people, meetings, slots and resources as plain arrays. Indices are 0-based;
-1 stands for none.
"""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

NONE = -1
NO_NUMBERS = np.zeros(0, np.int32)


@dataclass(frozen=True)
class Instance:
    """P people, M meetings, S slots, K interpreter pairs.
    Made by `reading.read_instance`, which vouches for every index.
    """

    name: str
    participants: int
    tables: int  # per slot
    morning_slots: int  # slots below this are morning
    day: np.ndarray  # S: day of each slot, rising
    a: np.ndarray  # M: one person of each meeting
    b: np.ndarray  # M: the other
    weight: np.ndarray  # M
    session: np.ndarray  # M: 0 morning, 1 afternoon, -1 any
    fixed: np.ndarray  # M: locked slot or -1
    interp: np.ndarray  # M: pair needed or -1
    interpreters: np.ndarray  # (K, S): interpreters of each pair in each slot
    pairs: tuple[str, ...]  # K: their names
    order: np.ndarray  # (n, 2): the first meeting comes strictly before the second
    barred: np.ndarray  # (M, S) bool: slots that a meeting may not have, beside those of its people
    wished: np.ndarray  # M: slot that both would like, or -1; a wish, not a rule
    forbidden: np.ndarray  # (P, S) bool
    previous: np.ndarray | None  # M: slot people were told, -1 for a late addition; None when nothing was told yet
    fairness: int | None  # breaks of two people lie this far apart at most; None: as they come
    weighted: bool  # False: the literature's kind, where all meetings must be placed
    everybody: bool = False  # as few people as can be stay without a meeting, whatever weight that costs

    @property
    def meetings(self) -> int:
        return len(self.a)

    @property
    def slots(self) -> int:
        return len(self.day)

    @cached_property
    def expected(self) -> np.ndarray:
        """M: the slot people were told, else the one they wish for, or -1."""
        if self.previous is None:
            return self.wished
        return np.where(self.previous == NONE, self.wished, self.previous)

    @cached_property
    def domain(self) -> np.ndarray:
        """(M, S) bool: where each meeting may stand as far as its own people, wishes, lock and interpreters go."""
        free = ~(self.forbidden[self.a] | self.forbidden[self.b] | self.barred)
        morning = np.arange(self.slots) < self.morning_slots
        free &= np.where(self.session[:, None] == NONE, True, morning[None] == (self.session[:, None] == 0))
        free &= (self.fixed[:, None] == NONE) | (np.arange(self.slots)[None] == self.fixed[:, None])
        if self.tables == 0:
            free[:] = False
        if len(self.interpreters):
            free &= (self.interp == NONE)[:, None] | (self.interpreters[self.interp] > 0)
        return free

    @cached_property
    def of_person(self) -> tuple[np.ndarray, ...]:
        """P arrays: the meetings of each person."""
        found: list[list[int]] = [[] for _ in range(self.participants)]
        for meeting, (first, second) in enumerate(zip(self.a.tolist(), self.b.tolist(), strict=True)):
            found[first].append(meeting)
            found[second].append(meeting)
        return tuple(np.array(row, np.int32) for row in found)

    @cached_property
    def day_starts(self) -> np.ndarray:
        """First slot of each day, and S at the end."""
        return np.append(np.flatnonzero(np.diff(self.day, prepend=NONE)), self.slots).astype(np.int32)

    @cached_property
    def before(self) -> tuple[np.ndarray, np.ndarray]:
        """For each meeting, which come strictly before it: M + 1 offsets, and the meetings."""
        return listed(self.order[:, 1], self.order[:, 0], self.meetings)

    @cached_property
    def behind(self) -> tuple[np.ndarray, np.ndarray]:
        """For each meeting, which come strictly after it: M + 1 offsets, and the meetings."""
        return listed(self.order[:, 0], self.order[:, 1], self.meetings)

    @cached_property
    def required(self) -> np.ndarray:
        """M bool: locked, or needed by one that is; takes place in every plan."""
        return self.needed_by(np.flatnonzero(self.fixed != NONE))

    def needed_by(self, meetings: Iterable[int]) -> np.ndarray:
        """M bool: the meetings, and all that must come before them, directly or not."""
        needed, size = np.isin(np.arange(self.meetings), list(meetings)), NONE
        while size != needed.sum():
            size = needed.sum()
            needed[self.order[needed[self.order[:, 1]], 0]] = True
        return needed

    def part(self, members: np.ndarray) -> "Instance":
        """The same with these meetings alone, numbered anew; precedences between two of them stay."""
        number = np.full(self.meetings, NONE)
        number[members] = np.arange(len(members))
        order = number[self.order]
        columns = {
            name: getattr(self, name)[members] for name in (
                "a", "b", "weight", "session", "fixed", "interp", "barred", "wished"
            )
        }
        previous = None if self.previous is None else self.previous[members]
        return replace(self, order=order[(order != NONE).all(axis=1)], previous=previous, **columns)


def listed(keys: np.ndarray, values: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Values grouped by key: row k is values[offsets[k]:offsets[k + 1]]."""
    offsets = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=size))]).astype(np.int32)
    return offsets, values[np.argsort(keys, kind="stable")].astype(np.int32)
