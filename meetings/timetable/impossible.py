"""What can be seen without a search to be impossible, and for whom:
of locked meetings, or of all where all must take place.
"""
from collections.abc import Iterator
from graphlib import TopologicalSorter

import numpy as np

from .conflict import Conflict, spelled
from .instance import NONE, Instance
from .matching import crowded

MOST_IN_CHAINS = 200  # meetings; what is mended lets the next look name the others


def lock_conflicts(instance: Instance) -> Iterator[Conflict]:
    """Locked meetings that contradict absences, each other, resources or precedences."""
    domain, locked = instance.domain, np.flatnonzero(instance.fixed != NONE)
    for meeting in locked[~domain[locked].any(axis=1)].tolist():
        yield nowhere(instance, meeting)
    slot_of = instance.fixed[locked]
    for slot in np.unique(slot_of).tolist():
        here = locked[slot_of == slot]
        people, counts = np.unique(np.concatenate([instance.a[here], instance.b[here]]), return_counts=True)
        for person in people[counts > 1].tolist():
            clash = here[(instance.a[here] == person) | (instance.b[here] == person)].tolist()
            text = f"person {person} has {spelled('meeting', clash)} locked in slot {slot}"
            yield Conflict("locks", text, (person,), tuple(clash), (slot,))
        yield from short_of(instance, here, np.eye(instance.slots, dtype=bool)[slot])
    for earlier, later in instance.order.tolist():
        first, second = int(instance.fixed[earlier]), int(instance.fixed[later])
        if NONE not in (first, second) and first >= second:
            theirs = people_of(instance, (earlier, later))
            text = (
                f"meeting {later} comes after meeting {earlier}, but they are locked in slots {second} and {first}: "
                f"{spelled('person', theirs)}"
            )
            yield Conflict("locks", text, theirs, (earlier, later), (first, second))


def conflicts(instance: Instance) -> Iterator[Conflict]:
    """Why not all meetings can take place, as far as counting tells."""
    if away := list(nobody_there(instance)):
        yield from away
        return
    for meeting in np.flatnonzero(~instance.domain.any(axis=1)).tolist():
        yield nowhere(instance, meeting)
    domain = narrowed(instance)
    yield from chains(instance, np.flatnonzero(instance.domain.any(axis=1) & ~domain.any(axis=1)).tolist())
    if not domain.any(axis=1).all():
        return
    ones = np.ones(instance.slots, np.int64)
    for person, own in enumerate(instance.of_person):
        if found := crowded(domain[own], ones):
            yield overbooked(person, own[found[0]], found[1], ordered=bool((domain != instance.domain)[own].any()))
    everything = np.arange(instance.meetings)
    for pair, counts in [(NONE, ones * instance.tables), *enumerate(instance.interpreters)]:
        members = everything if pair == NONE else np.flatnonzero(instance.interp == pair)
        if found := crowded(domain[members], counts):
            yield short(instance, members[found[0]], found[1], pair)


def nobody_there(instance: Instance) -> Iterator[Conflict]:
    if instance.meetings and instance.forbidden.all():
        text = f"everybody is away in all of {instance.slots} slots: no meeting can take place"
        yield Conflict("nobody_there", text, tuple(range(instance.participants)), (), tuple(range(instance.slots)))


def narrowed(instance: Instance) -> np.ndarray:
    """(M, S) bool: the domain without slots that a precedence rules out."""
    domain = instance.domain.copy()
    if not len(instance.order):
        return domain
    slots = np.arange(instance.slots)
    changed = True
    while changed:
        size = domain.sum()
        for earlier, later in instance.order.tolist():
            if domain[earlier].any() and domain[later].any():
                domain[later] &= slots > domain[earlier].argmax()
            if domain[earlier].any() and domain[later].any():
                domain[earlier] &= slots < instance.slots - 1 - domain[later][::-1].argmax()
        changed = domain.sum() != size
    return domain


def people_of(instance: Instance, meetings) -> tuple[int, ...]:
    return tuple(sorted({int(person) for meeting in meetings for person in (instance.a[meeting], instance.b[meeting])}))


def nowhere(instance: Instance, meeting: int) -> Conflict:
    people = people_of(instance, (meeting,))
    away = np.flatnonzero(instance.forbidden[list(people)].any(axis=0))
    wishes = []
    if instance.fixed[meeting] != NONE:
        wishes.append(f"it is locked in slot {instance.fixed[meeting]}")
    if instance.session[meeting] != NONE:
        half = ("morning", "afternoon")[instance.session[meeting]]
        wishes.append(f"it is wanted in the {half} (morning: slots below {instance.morning_slots})")
    if instance.interp[meeting] != NONE and (
        missing := np.flatnonzero(instance.interpreters[instance.interp[meeting]] == 0)
    ).size:
        wishes.append(
            f"there are no interpreters of {instance.pairs[instance.interp[meeting]]} in {spelled('slot', missing)}"
        )
    if len(away):
        wishes.append(f"one of them is away in {spelled('slot', away)}")
    if instance.barred[meeting].any():
        wishes.append(f"it is not wanted in {spelled('slot', np.flatnonzero(instance.barred[meeting]))}")
    slots = away.tolist() + ([int(instance.fixed[meeting])] if instance.fixed[meeting] != NONE else [])
    text = f"meeting {meeting} of {spelled('person', people)} has no possible slot: {', '.join(wishes)}"
    return Conflict("nowhere", text, people, (meeting,), tuple(sorted(set(slots))))


def chains(instance: Instance, stuck: list[int]) -> Iterator[Conflict]:
    """Lines of meetings that must follow each other without room for it; each meeting is named in one of them."""
    named: set[int] = set()
    for meeting in stuck:
        if meeting not in named and len(named) < MOST_IN_CHAINS:
            line = shortest_line(instance, meeting)
            named.update(line)
            yield chain_too_long(instance, line)


def shortest_line(instance: Instance, meeting: int) -> list[int]:
    """Of all that must come before or after the meeting, directly or not, what alone has no room already; in order."""
    members, queue = {meeting}, [meeting]
    for current in queue:
        linked = instance.order[(instance.order == current).any(axis=1)].ravel().tolist()
        queue += [other for other in dict.fromkeys(linked) if other not in members]
        members.update(linked)
    for one in sorted(members):
        fewer = members - {one}
        if fewer and not narrowed(instance.part(np.array(sorted(fewer)))).any(axis=1).all():
            members = fewer
    within = instance.order[np.isin(instance.order, list(members)).all(axis=1)].tolist()
    waits: dict[int, set[int]] = {one: set() for one in members}
    for earlier, later in within:
        waits[later].add(earlier)
    return list(TopologicalSorter(waits).static_order())


def chain_too_long(instance: Instance, line: list[int]) -> Conflict:
    """The line in its direction, with the half of the day where one is wished."""
    people, slots = people_of(instance, line), np.flatnonzero(instance.domain[line].any(axis=0))
    halves = {NONE: "", 0: " (in the morning)", 1: " (in the afternoon)"}
    said = " before ".join(f"{meeting}{halves[int(instance.session[meeting])]}" for meeting in line)
    text = (f"meetings that must follow each other find no slots for it: {said}; {spelled('person', people)} "
            f"have only {spelled('slot', slots)}")
    return Conflict("chain", text, people, tuple(line), tuple(slots.tolist()))


def overbooked(person: int, meetings: np.ndarray, slots: np.ndarray, *, ordered: bool) -> Conflict:
    all_of_them = f"{len(meetings)} meetings ({spelled('meeting', meetings)})"
    text = f"person {person} has {all_of_them} for {len(slots)} possible slots: {spelled('slot', slots)}"
    if ordered:
        text += ", given what must come before and after them"
    return Conflict("person", text, (person,), tuple(meetings.tolist()), tuple(slots.tolist()))


def short_of(instance: Instance, meetings: np.ndarray, slots: np.ndarray) -> Iterator[Conflict]:
    """Meetings that all stand in the same slots (S bool) and are too many for tables or interpreters."""
    if len(meetings) > instance.tables * slots.sum():
        yield short(instance, meetings, np.flatnonzero(slots), NONE)
    for pair, counts in enumerate(instance.interpreters):
        members = meetings[instance.interp[meetings] == pair]
        if len(members) > counts[slots].sum():
            yield short(instance, members, np.flatnonzero(slots), pair)


def short(instance: Instance, meetings: np.ndarray, slots: np.ndarray, pair: int) -> Conflict:
    people = people_of(instance, meetings.tolist())
    what = f"{instance.tables} tables" if pair == NONE else f"the interpreters of {instance.pairs[pair]}"
    room = instance.tables * len(slots) if pair == NONE else int(instance.interpreters[pair][slots].sum())
    text = (f"{len(meetings)} meetings of {spelled('person', people)} can only stand in {spelled('slot', slots)}, "
            f"where {what} have room for {room}")
    return Conflict(
        "tables" if pair == NONE else "interpreters", text, people, tuple(meetings.tolist()), tuple(slots.tolist())
    )
