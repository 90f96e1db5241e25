"""A proven conflict made small enough to be read: rules are left out in turn while what stays remains impossible."""
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from .conflict import Conflict, spelled
from .exact import Model, Rule, answer, placing, rules_of
from .forced import locked_apart
from .impossible import people_of
from .instance import NONE, Instance

T = TypeVar("T")
TRIAL = 2.0  # seconds for each look at fewer rules; what cannot be decided within it stays


def explain(instance: Instance, seconds: float, over: Callable[[], bool] = lambda: False) -> Conflict:
    """The meetings, tables, interpreters and precedences that cannot all be satisfied;
    given time, none of them can be spared.
    """
    begin = time.perf_counter()

    def left(share: float) -> float:
        return 0.0 if over() else begin + share * seconds - time.perf_counter()

    def without(members: list[int]) -> Model:
        part = instance.part(np.array(members, np.int64))
        return placing(part, rules_of(part))

    members = spared(list(range(instance.meetings)), without, lambda: left(0.6))
    part = instance.part(np.array(members, np.int64))
    rules = spared(rules_of(part), lambda fewer: placing(part, fewer), lambda: left(1.0))
    return spoken(part, rules, np.array(members))


def spared(things: list[T], model: Callable[[list[T]], Model], left: Callable[[], float]) -> list[T]:
    """What of an impossible whole is impossible already: larger parts are left out in turn, then single things."""
    size = max(len(things) // 2, 1)
    while True:
        place = 0
        while place < len(things):
            if left() <= 0:
                return things
            fewer = things[:place] + things[place + size:]
            if fewer and answer(model(fewer), seconds=min(TRIAL, left())) is False:
                things = fewer
            else:
                place += size
        if size == 1:
            return things
        size = max(size // 2, 1)


def spoken(part: Instance, rules: list[Rule], members: np.ndarray) -> Conflict:
    """`part` has the meetings `members` of the whole."""
    numbers = {
        kind: [number for other, number in rules if other == kind] for kind in (
            "person", "tables", "interpreters", "order"
        )
    }
    ordered, meetings = members[part.order[numbers["order"]]], members.tolist()
    people = tuple(numbers["person"]) or people_of(part, range(part.meetings))
    slots = np.flatnonzero(part.domain.any(axis=0))
    parts = [
        f"{spelled('person', people)} cannot have all their meetings ({spelled('meeting', meetings)}) in "
        f"{spelled('slot', slots)}"
    ]
    if numbers["tables"]:
        parts.append(f"with {part.tables} tables in {spelled('slot', numbers['tables'])}")
    if numbers["interpreters"]:
        parts.append("with the interpreters of " + ", ".join(part.pairs[pair] for pair in numbers["interpreters"]))
    if len(ordered):
        parts.append("with " + ", ".join(f"meeting {first} before {second}" for first, second in ordered.tolist()))
    return Conflict("together", " ".join(parts), people, tuple(meetings), tuple(slots.tolist()))


def unfair(instance: Instance) -> Conflict:
    """Names those whose locks force it, or everybody."""
    forced, least, most = locked_apart(instance)
    if forced:
        held = np.unique(np.concatenate([instance.of_person[person] for person in forced]))
        held = held[instance.fixed[held] != NONE]
        text = (f"all meetings can take place, but where {spelled('meeting', held)} are locked "
                f"({spelled('slot', instance.fixed[held])}) {spelled('person', forced)} have {least} breaks or more "
                f"and somebody else {most} at most: they never differ by {instance.fairness} at most")
        return Conflict("fairness", text, tuple(forced), tuple(held.tolist()), tuple(sorted(set(
            instance.fixed[held].tolist()))))
    people, slots = tuple(range(instance.participants)), tuple(range(instance.slots))
    text = (f"all meetings can take place, but never so that the breaks of any two of {spelled('person', people)} "
            f"differ by {instance.fairness} at most in {spelled('slot', slots)}")
    return Conflict("fairness", text, people, (), slots)
