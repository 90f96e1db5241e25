"""The problem for CP-SAT where meetings may be left out:
some meetings are free, all others stay as they are in a plan.
"""
from collections.abc import Callable, Iterator

import numpy as np
from ortools.sat.python import cp_model

from .exact import Literal, Model, here, limit, precede
from .goals import Counts, Order
from .greedy import Board
from .instance import NONE, Instance


class Choice:
    """`model.stands[i]` belongs to meeting free[i] and has a further entry at slot S: it does not take place."""

    def __init__(self, instance: Instance, plan: np.ndarray, free: np.ndarray) -> None:
        self.instance, self.base, self.free, self.nowhere = instance, plan, free, instance.slots
        self.place = {meeting: index for index, meeting in enumerate(free.tolist())}
        self.board = Board(instance)
        for meeting in np.setdiff1d(np.flatnonzero(plan != NONE), free).tolist():
            self.board.put(meeting, int(plan[meeting]))
        cp = cp_model.CpModel()
        openings = [[*np.flatnonzero(self.board.room(meeting)).tolist(), self.nowhere] for meeting in free.tolist()]
        self.model = Model(cp, [{slot: cp.new_bool_var("") for slot in slots} for slots in openings])
        for slots in self.model.stands:
            cp.add_exactly_one(slots.values())
        self.own = [
            [self.place[meeting] for meeting in row.tolist() if meeting in self.place] for row in instance.of_person
        ]
        self.share()
        for earlier, later in instance.order.tolist():
            self.follow(earlier, later)

    def share(self) -> None:
        """People, tables and interpreters, as far as those who stay leave any."""
        cp, stands, pairs = self.model.cp, self.model.stands, range(len(self.instance.interpreters))
        of_pair = [np.flatnonzero(self.instance.interp[self.free] == pair) for pair in pairs]
        for slot in range(self.instance.slots):
            for row in self.own:
                if len(row) > 1:
                    cp.add_at_most_one(here(stands, row, slot))
            limit(cp, here(stands, range(len(self.free)), slot), int(self.board.tables[slot]))
            for pair in pairs:
                limit(cp, here(stands, of_pair[pair], slot), int(self.board.interpreters[pair, slot]))

    def follow(self, earlier: int, later: int) -> None:
        cp, stands = self.model.cp, self.model.stands
        first, second = (stands[self.place[meeting]] if meeting in self.place else None for meeting in (earlier, later))
        if first and second:
            precede(cp, first, second, self.instance.slots)
        elif first and self.base[later] != NONE:
            cp.add_bool_or([literal for slot, literal in first.items() if slot < self.base[later]])
        elif second:
            begin = self.base[earlier] if self.base[earlier] != NONE else self.nowhere
            cp.add_bool_or([literal for slot, literal in second.items() if slot > begin or slot == self.nowhere])

    def hint(self, plan: np.ndarray) -> None:
        self.model.hint(np.where(plan[self.free] == NONE, self.nowhere, plan[self.free]))

    def joined(self, slots: np.ndarray) -> np.ndarray:
        """The whole plan, from the slots of the free meetings."""
        plan = self.base.copy()
        plan[self.free] = np.where(slots == self.nowhere, NONE, slots)
        return plan

    def away(self, given: np.ndarray) -> cp_model.LinearExpr | int:
        """How many meetings do not stand in the slot given for them (M, -1: none was given)."""
        staying = np.setdiff1d(np.flatnonzero(given != NONE), self.free)
        slots = zip(self.model.stands, given[self.free].tolist(), strict=True)
        moved = sum(1 - stands[slot] if slot in stands else 1 for stands, slot in slots if slot != NONE)
        return int((self.base[staying] != given[staying]).sum()) + moved

    def left_out(self) -> cp_model.LinearExpr | int:
        weights = self.instance.weight[self.free].tolist()
        return sum(weight * stands[self.nowhere] for weight, stands in zip(weights, self.model.stands, strict=True))

    def ranks(self, order: Order) -> tuple:
        """What the goal compares, as expressions; all meetings that stay must take place."""
        instance = self.instance
        told = np.full(instance.meetings, NONE) if instance.previous is None else instance.previous
        wished = np.where(told == NONE, instance.wished, NONE)
        idle = [literal for person in range(instance.participants) for literal in self.idle(person)]
        alone = [literal for person in range(instance.participants) for literal in self.alone(person)]
        lost = self.left_out(), self.away(told), self.away(wished), self.unfair(), sum(idle), sum(alone)
        return order(Counts(*lost))

    def unfair(self) -> cp_model.IntVar | int:
        """By how many breaks the furthest two people are further apart than is fair."""
        if self.instance.fairness is None:
            return 0
        cp, most = self.model.cp, self.instance.slots
        fewest, over = cp.new_int_var(0, most, ""), cp.new_int_var(0, most, "")
        for person in range(self.instance.participants):
            breaks = sum(self.breaks(person))
            cp.add(breaks >= fewest)
            cp.add(breaks <= fewest + self.instance.fairness + over)
        return over

    def breaks(self, person: int) -> Iterator[Literal]:
        """A literal per slot that is true where, and only where, a break of the day ends."""
        cp, starts = self.model.cp, self.instance.day_starts.tolist()
        for first, last in zip(starts[:-1], starts[1:], strict=True):
            begun: Literal | None = None
            before: Literal | None = None
            for slot in range(first, last):
                literals = self.busy(person, slot)
                now = cp.new_bool_var("")
                cp.add_max_equality(now, literals or [cp.new_constant(0)])
                reached = now if begun is None else cp.new_bool_var("")
                if begun is not None and before is not None:
                    cp.add_max_equality(reached, [begun, now])
                    end = cp.new_bool_var("")
                    cp.add_min_equality(end, [now, begun, ~before])
                    yield end
                begun, before = reached, now

    def idle(self, person: int) -> Iterator[Literal]:
        """A literal per slot that may lie without a meeting between two meetings of the day, while they are there."""
        starts = self.instance.day_starts.tolist()
        for first, last in zip(starts[:-1], starts[1:], strict=True):
            busy = [self.busy(person, slot) for slot in range(first, last)]
            begun, ahead = self.reached(busy), self.reached(busy[::-1])[::-1]
            there = ~self.instance.forbidden[person, first:last]
            for before, now, behind, waits in zip(begun, busy[1:], ahead[2:], there[1:], strict=False):
                if before is not None and behind is not None and waits:
                    idle = self.model.cp.new_bool_var("")
                    self.model.cp.add_bool_or([idle, ~before, ~behind, *now])
                    yield idle

    def busy(self, person: int, slot: int) -> list[Literal]:
        """One of these is true where the person meets somebody then."""
        literals = here(self.model.stands, self.own[person], slot)
        return [*literals, self.model.cp.new_constant(1)] if self.board.busy[person, slot] else literals

    def reached(self, busy: list[list[Literal]]) -> list[Literal | None]:
        """For each slot, a literal that is true where a meeting stands up to there; None where none can."""
        found: list[Literal | None] = []
        for now in busy:
            last = found[-1] if found else None
            if now:
                literal = self.model.cp.new_bool_var("")
                for cause in [*now, *([] if last is None else [last])]:
                    self.model.cp.add_implication(cause, literal)
                last = literal
            found.append(last)
        return found

    def alone(self, person: int) -> Iterator[Literal]:
        """A literal that a person with a possible meeting has none."""
        if self.board.busy[person].any() or not self.instance.domain[self.instance.of_person[person]].any():
            return
        alone = self.model.cp.new_bool_var("")
        literals = [
            literal
            for place in self.own[person] for slot, literal in self.model.stands[place].items() if slot != self.nowhere
        ]
        self.model.cp.add_bool_or([alone, *literals])
        yield alone


def proven_entries(
    choice: Choice, order: Order, ask: Callable[[], bool | None], rank: Callable[[], tuple[int, ...]]
) -> Iterator[int]:
    """How many of the first entries of the rank cannot be bettered, each time one more is known.
    `ask` tries to better the next.
    """
    for place, expression in enumerate(choice.ranks(order)):
        if not isinstance(expression, int):
            choice.model.cp.minimize(expression)
            if not ask():
                return
            choice.model.cp.clear_objective()
            choice.model.cp.add(expression == rank()[place])
        yield place + 1
