"""A proven conflict made small enough to be read: rules are left out in turn while what stays remains impossible."""
import time
from collections.abc import Callable

import numpy as np

from .conflict import Conflict, spelled
from .exact import Rule, answer, placing, rules_of
from .impossible import people_of
from .instance import Instance

TRIAL = 2.0  # seconds for each look at fewer rules; what cannot be decided within it stays


def explain(instance: Instance, seconds: float, over: Callable[[], bool] = lambda: False) -> Conflict:
    """The people, tables, interpreters and precedences that cannot all be satisfied;
    given time, none of them can be spared.
    """
    rules, end = rules_of(instance), time.perf_counter() + seconds
    size = max(len(rules) // 2, 1)
    while True:
        place = 0
        while place < len(rules):
            left = end - time.perf_counter()
            if left <= 0 or over():
                return spoken(instance, rules)
            fewer = rules[:place] + rules[place + size:]
            if answer(placing(instance, fewer), seconds=min(TRIAL, left)) is False:
                rules = fewer
            else:
                place += size
        if size == 1:
            return spoken(instance, rules)
        size = max(size // 2, 1)


def spoken(instance: Instance, rules: list[Rule]) -> Conflict:
    numbers = {
        kind: [number for other, number in rules if other == kind] for kind in (
            "person", "tables", "interpreters", "order"
        )
    }
    ordered = instance.order[numbers["order"]]
    meetings = sorted(
        {int(m) for p in numbers["person"] for m in instance.of_person[p]} | set(ordered.ravel().tolist())
    )
    if numbers["tables"] or numbers["interpreters"] and not meetings:
        meetings = meetings or list(range(instance.meetings))
    people = tuple(numbers["person"]) or people_of(instance, meetings)
    slots = np.flatnonzero(instance.domain[meetings].any(axis=0))
    parts = [
        f"{spelled('person', people)} cannot have all their meetings ({spelled('meeting', meetings)}) in "
        f"{spelled('slot', slots)}"
    ]
    if numbers["tables"]:
        parts.append(f"with {instance.tables} tables in {spelled('slot', numbers['tables'])}")
    if numbers["interpreters"]:
        parts.append("with the interpreters of " + ", ".join(instance.pairs[pair] for pair in numbers["interpreters"]))
    if len(ordered):
        parts.append("with " + ", ".join(f"meeting {first} before {second}" for first, second in ordered.tolist()))
    return Conflict("together", " ".join(parts), people, tuple(meetings), tuple(slots.tolist()))


def unfair(instance: Instance) -> Conflict:
    people, slots = tuple(range(instance.participants)), tuple(range(instance.slots))
    text = (f"all meetings can take place, but never so that the breaks of any two of {spelled('person', people)} "
            f"differ by {instance.fairness} at most in {spelled('slot', slots)}")
    return Conflict("fairness", text, people, (), slots)
