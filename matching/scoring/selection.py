"""Which pairs become suggestions when nobody may be in more than a few: solved exactly, not greedily.

First as many firms as possible get at least one suggestion, then the sum of the fits is as large as possible. That is a
minimum-cost flow from the Japanese firms to the others: each firm's first unit earns a prize larger than all fits
together, its further units nothing, each pair its fit.
"""
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from .meeting import Meetings
from .profile import FirmFacts
from .reasons import all_rounded
from .sides import Pool

SOURCE, SINK = 0, 1
PER_FIRM = 8  # suggestions one firm gets (and is shown in) at a time


def assign(
    ours: np.ndarray, theirs: np.ndarray, fits: np.ndarray, our_limits: np.ndarray, their_limits: np.ndarray
) -> np.ndarray:
    """Which of the pairs (firm `ours[i]` with firm `theirs[i]`, counted from 0 on each side) are taken: (pairs,) bool.
    The same pairs in the same order give the same choice.
    """
    if not len(fits):
        return np.zeros(0, dtype=bool)
    japan = 2 + np.arange(len(our_limits))
    partners = 2 + len(our_limits) + np.arange(len(their_limits))
    room = int(min(our_limits.sum(), their_limits.sum()))
    prize = 1 + int(fits.max()) * min(len(fits), room)
    network = SimpleMinCostFlow()
    for tails, heads, limits in ((SOURCE, japan, our_limits), (partners, SINK, their_limits)):
        _connect(network, tails, heads, np.minimum(limits, 1), -prize)
        _connect(network, tails, heads, np.maximum(limits - 1, 0), 0)
    pairs = _connect(network, japan[ours], partners[theirs], np.ones_like(fits), -fits)
    # What finds no pair that is worth it goes straight through.
    _connect(network, np.array([SOURCE]), SINK, np.array([room]), 0)
    network.set_nodes_supplies(np.array([SOURCE, SINK]), np.array([room, -room]))
    if (status := network.solve()) != network.OPTIMAL:
        raise RuntimeError(f"the suggestions could not be assigned: {status}")
    return network.flows(pairs).astype(bool)


def places(firms: Sequence[FirmFacts], weights: dict) -> np.ndarray:
    """How many suggestions each firm may get at a time: fewer where it never answers."""
    return np.array([weights["silent"]["places"] if firm.silent else PER_FIRM for firm in firms], dtype=np.int64)


def _connect(network: SimpleMinCostFlow, tails, heads, capacities: np.ndarray, costs) -> np.ndarray:
    """The numbers of the new arcs."""
    ends = (np.broadcast_to(end, capacities.shape) for end in (tails, heads))
    return network.add_arcs_with_capacity_and_unit_cost(*ends, capacities, np.broadcast_to(costs, capacities.shape))


class Spent(NamedTuple):
    """What earlier lists leave: pairs, by ids, that are not to be chosen, and how many places of a firm are taken."""

    pairs: Collection[tuple[str, str]] = frozenset()
    places: Mapping[str, int] = MappingProxyType({})


NOTHING = Spent()


def chosen(pool: Pool, found: Meetings, spent: Spent = NOTHING) -> np.ndarray:
    """The rows of the pairs to suggest, nobody in more than it has places."""
    ours, theirs = pool.japan.firm[found.ours], pool.partners.firm[found.theirs]
    fits = all_rounded(np.minimum(found.forward, found.backward))
    free = ~np.isin(ours * len(pool.partners.firms) + theirs, _numbers(pool, spent.pairs))
    rows = np.flatnonzero(free)
    rows = rows[best_of_each(ours[rows], theirs[rows], fits[rows])]
    limits = (_left(side.firms, pool.weights, spent) for side in (pool.japan, pool.partners))
    return rows[assign(ours[rows], theirs[rows], fits[rows], *limits)]


def _numbers(pool: Pool, pairs: Iterable[tuple[str, str]]) -> np.ndarray:
    ours, theirs = pool.japan.places, pool.partners.places
    known = [(ours[one], theirs[other]) for one, other in pairs if one in ours and other in theirs]
    return np.array([one * len(pool.partners.firms) + other for one, other in known], dtype=np.int64)


def _left(firms: Sequence[FirmFacts], weights: dict, spent: Spent) -> np.ndarray:
    taken = np.array([spent.places.get(firm.id, 0) for firm in firms], dtype=np.int64)
    return np.maximum(places(firms, weights) - taken, 0)


def best_of_each(ours: np.ndarray, theirs: np.ndarray, fits: np.ndarray, most: int = 8 * PER_FIRM) -> np.ndarray:
    """The rows of pairs that stand among the best of either firm; more arcs would only cost time."""
    kept = np.zeros(len(fits), dtype=bool)
    for own, other in ((ours, theirs), (theirs, ours)):
        order = np.lexsort((other, -fits, own))
        starts = np.searchsorted(own[order], own[order])
        kept[order[np.arange(len(order)) - starts < most]] = True
    return np.flatnonzero(kept)
