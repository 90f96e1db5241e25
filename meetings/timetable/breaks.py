"""Few breaks, for CP-SAT: all meetings placed, and a literal wherever somebody's break ends.

Fair plans are of two kinds: somebody has no break, so nobody has more than `fairness`; or everybody has one at least.
"""
import numpy as np

from .exact import Literal, Model, here, limit, placing, rules_of
from .instance import Instance


def somebody_without(instance: Instance) -> Model:
    """Plans of the first kind, all of them where no fairness is asked for, with few breaks."""
    model = placing(instance, rules_of(instance))
    for ends in all_ends(model, instance):
        if instance.fairness is not None:
            limit(model.cp, ends, instance.fairness)
    model.cp.minimize(sum(model.ends))
    return model


def everybody_with(instance: Instance) -> Model:
    """Plans of the second kind, with few breaks."""
    model = placing(instance, rules_of(instance))
    fewest = model.cp.new_int_var(1, instance.slots, "")
    apart = instance.slots if instance.fairness is None else instance.fairness
    for ends in all_ends(model, instance):
        model.cp.add(sum(ends) >= fewest)
        model.cp.add(sum(ends) <= fewest + apart)
    model.cp.minimize(sum(model.ends))
    return model


def others_begin(instance: Instance) -> int | None:
    """How many breaks a plan of the second kind has at least; None where there is none, or the first are all plans."""
    alone = any(len(own) < 2 for own in instance.of_person)
    return None if instance.fairness is None or alone else instance.participants


def all_ends(model: Model, instance: Instance) -> list[list[Literal]]:
    """Per person the literals of break ends, with what follows from all meetings taking place."""
    busy_of_slot: list[list[Literal]] = [[] for _ in range(instance.slots)]
    found, days = [], instance.day_starts.tolist()
    for own in instance.of_person:
        ends: list[Literal] = []
        busy: dict[int, Literal] = {}
        for first, last in zip(days[:-1], days[1:], strict=True):
            ends += break_ends(model, own, range(first, last), busy)
        if busy:
            model.cp.add(sum(busy.values()) == len(own))
        for slot, literal in busy.items():
            busy_of_slot[slot].append(literal)
        model.ends += ends
        found.append(ends)
    for literals in busy_of_slot:
        limit(model.cp, literals, 2 * instance.tables)
    return found


def break_ends(model: Model, own: np.ndarray, day: range, busy: dict[int, Literal]) -> list[Literal]:
    """A break ends in a slot with a meeting, behind one without, behind any with one. Notes when the person is busy."""
    cp, ends = model.cp, []
    begun = before = None  # literals: had a meeting earlier on this day; is in a meeting in the slot before
    for slot in day:
        literals = here(model.stands, own, slot)
        if not literals:
            before = None
            continue
        now, reached = cp.new_bool_var(""), cp.new_bool_var("")
        cp.add(sum(literals) == now)
        cp.add_implication(now, reached)
        if begun is None:
            cp.add_implication(reached, now)
        else:
            cp.add_implication(begun, reached)
            cp.add_bool_or([~reached, begun, now])
            ends.append(ending(cp, now, begun, before))
        begun, before, busy[slot] = reached, now, now
    return ends


def ending(cp, now: Literal, begun: Literal, before: Literal | None) -> Literal:
    end = cp.new_bool_var("")
    cp.add_bool_or([end, ~now, ~begun] + ([] if before is None else [before]))
    for cause in (now, begun, *(() if before is None else (~before,))):
        cp.add_implication(end, cause)
    return end
