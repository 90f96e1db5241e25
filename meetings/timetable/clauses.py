"""Few breaks, for MaxSAT: the rules as clauses, and one soft clause for each break that may end somewhere.

Only plans in which somebody has no break (`breaks.somebody_without` says the same to CP-SAT)."""
from collections.abc import Iterable

import numpy as np
from pysat.card import CardEnc, EncType
from pysat.formula import WCNF

from .impossible import narrowed
from .instance import Instance

PAIRWISE = 5  # literals of which one may be true, compared pair by pair; more are counted


class Clauses:
    """`stands[m]` maps slots to the literal that meeting m stands there."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.formula, self.last = instance, WCNF(), 0
        self.stands = [
            {slot: self.new() for slot in np.flatnonzero(row).tolist()} for row in narrowed(instance)
        ]
        for slots in self.stands:
            self.at_most(slots.values(), 1)
            self.formula.append(list(slots.values()))
        self.interpreters()
        for earlier, later in instance.order.tolist():
            self.precede(self.stands[earlier], self.stands[later])
        self.people()

    def new(self) -> int:
        self.last += 1
        return self.last

    def at_most(self, literals: Iterable[int], room: int, *, exactly: bool = False) -> None:
        literals = list(literals)
        if room == 1 and len(literals) <= PAIRWISE and not exactly:
            for place, one in enumerate(literals):
                for other in literals[:place]:
                    self.formula.append([-one, -other])
        elif exactly and len(literals) < room:
            self.formula.extend([[literal := self.new()], [-literal]])
        elif exactly or len(literals) > room:
            encode = CardEnc.equals if exactly else CardEnc.atmost
            found = encode(literals, bound=room, top_id=self.last, encoding=EncType.totalizer)
            self.last = max(self.last, found.nv)
            self.formula.extend(found.clauses)

    def here(self, meetings: Iterable[int], slot: int) -> list[int]:
        return [self.stands[meeting][slot] for meeting in meetings if slot in self.stands[meeting]]

    def interpreters(self) -> None:
        instance = self.instance
        for pair, counts in enumerate(instance.interpreters):
            members = np.flatnonzero(instance.interp == pair).tolist()
            for slot in range(instance.slots):
                self.at_most(self.here(members, slot), int(counts[slot]))

    def precede(self, earlier: dict[int, int], later: dict[int, int]) -> None:
        """Wherever the later one stands, the earlier one stands before that."""
        for slot, literal in later.items():
            self.formula.append([-literal, *(own for other, own in earlier.items() if other < slot)])

    def people(self) -> None:
        """Tables are counted by the people at them: two each, and fewer than there are meetings to choose from."""
        busy_of_slot: list[list[int]] = [[] for _ in range(self.instance.slots)]
        days = self.instance.day_starts.tolist()
        for own in self.instance.of_person:
            ends: list[int] = []
            busy: dict[int, int] = {}
            for first, last in zip(days[:-1], days[1:], strict=True):
                ends += self.break_ends(own.tolist(), range(first, last), busy)
            if busy:
                self.at_most(busy.values(), len(own), exactly=True)
            for slot, literal in busy.items():
                busy_of_slot[slot].append(literal)
            if self.instance.fairness is not None:
                self.at_most(ends, self.instance.fairness)
            for end in ends:
                self.formula.append([-end], weight=1)
        for literals in busy_of_slot:
            self.at_most(literals, 2 * self.instance.tables)

    def break_ends(self, own: list[int], day: range, busy: dict[int, int]) -> list[int]:
        """A break ends in a slot with a meeting, behind one without, behind any with one."""
        ends: list[int] = []
        begun = before = 0
        for slot in day:
            literals = self.here(own, slot)
            if not literals:
                before = 0
                continue
            now, reached = self.new(), self.new()
            self.at_most(literals, 1)
            self.formula.append([-now, *literals])
            for literal in literals:
                self.formula.append([-literal, now])
            self.formula.append([-now, reached])
            if begun:
                end = self.new()
                self.formula.append([-begun, reached])
                self.formula.append([end, -now, -begun, *([before] if before else [])])
                ends.append(end)
            begun, before, busy[slot] = reached, now, now
        return ends

    def plan(self, model: Iterable[int]) -> np.ndarray:
        true = {literal for literal in model if literal > 0}
        return np.array(
            [next(slot for slot, literal in slots.items() if literal in true) for slots in self.stands], np.int32
        )
