"""A large forum cut into parts that do not touch each other: no person, precedence, table or interpreter in common that
could be short. What is best for each is best for all.
"""
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from .instance import NONE, Instance

LARGE = 5_000  # meetings; fewer are searched whole
LEAST = 1_000  # meetings of a part, where there are smaller ones that can be put together


def parts(instance: Instance) -> list[np.ndarray]:
    """The meetings of each part, the largest first; one part where it is not large or nothing can be cut.

    Fairness compares everybody with everybody: then nothing is cut."""
    everything = np.arange(instance.meetings)
    if instance.meetings < LARGE or instance.fairness is not None:
        return [everything]
    label = pieces(instance)
    sizes = np.bincount(label)
    found: list[list[int]] = []
    rest: list[int] = []
    for piece in np.argsort(-sizes, kind="stable").tolist():
        if sizes[piece] >= LEAST:
            found.append([piece])
        else:
            rest.append(piece)
            if sizes[rest].sum() >= LEAST:
                found.append(rest)
                rest = []
    if rest:
        found = [*found[:-1], [*found[-1], *rest]] if found else [rest]
    return [np.flatnonzero(np.isin(label, several)) for several in found]


def pieces(instance: Instance) -> np.ndarray:
    """M: in which connected piece each meeting is."""
    begin, size = instance.meetings, instance.meetings + instance.participants
    number = np.arange(instance.meetings)
    links = [
        np.stack([number, begin + instance.a]), np.stack([number, begin + instance.b]), instance.order.T,
    ]
    for pair, counts in [(NONE, np.full(instance.slots, instance.tables)), *enumerate(instance.interpreters)]:
        members = number if pair == NONE else np.flatnonzero(instance.interp == pair)
        for slot in range(instance.slots):
            here = members[instance.domain[members, slot]]
            if may_be_short(instance, here, int(counts[slot])):
                links.append(np.stack([here, np.full(len(here), size)]))
                size += 1
    ends = np.concatenate(links, axis=1)
    graph = csr_array((np.ones(ends.shape[1], bool), (ends[0], ends[1])), shape=(size, size))
    return connected_components(graph, directed=False)[1][:instance.meetings]


def may_be_short(instance: Instance, here: np.ndarray, room: int) -> bool:
    """More meetings could stand here than there is room, with each person in one of them."""
    if len(here) <= room:
        return False
    return len(np.unique(np.concatenate([instance.a[here], instance.b[here]]))) // 2 > room


def with_its_people(instance: Instance, members: np.ndarray) -> Instance:
    """These meetings with their people alone, numbered anew."""
    part = instance.part(members)
    people, numbers = np.unique(np.concatenate([part.a, part.b]), return_inverse=True)
    a, b = numbers.astype(np.int32).reshape(2, -1)
    return replace(part, participants=len(people), a=a, b=b, forbidden=instance.forbidden[people])
