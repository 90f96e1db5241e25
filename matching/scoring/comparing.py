"""What another set of weights would do to the lists: who enters, who leaves, who moves."""
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from .engine import best_meetings
from .reasons import all_rounded
from .selection import PER_FIRM
from .sides import Pool

SAMPLE = 300  # Japanese firms that are compared, drawn with the seed where there are more
MOST_TOLD = 100  # changes that are listed; all are counted


class Change(NamedTuple):
    """Places from 1, 0 where it is not in the list; the fit of either version, 0 without one."""

    japan: str
    partner: str
    place: tuple[int, int]
    fit: tuple[int, int]


class Comparison(NamedTuple):
    """`firms`: Japanese ones in all, `read`: of which so many were compared, `same`: whose list stays as it is."""

    firms: int
    read: int
    same: int
    entered: int
    left: int
    moved: int
    changes: list[Change]


def compare(pool: Pool, weights: dict, *, seed: int) -> Comparison:
    """The lists of Japanese firms, the best PER_FIRM with evidence each, before how many places a firm has is asked."""
    other = replace(pool, weights=weights, kinds={code: replace(one, known={}) for code, one in pool.kinds.items()})
    places = _sample(len(pool.japan.firms), seed)
    found, same = [], 0
    for place in places:
        changes = _changes(pool, _list(pool, place), _list(other, place), place)
        same += not changes
        found += changes
    counts = [sum(test(one.place) for one in found) for test in (_enters, _leaves, _moves)]
    return Comparison(len(pool.japan.firms), len(places), same, *counts, sorted(found, key=_weight)[:MOST_TOLD])


def _sample(many: int, seed: int) -> Sequence[int]:
    if many <= SAMPLE:
        return range(many)
    return sorted(np.random.default_rng(seed).choice(many, SAMPLE, replace=False).tolist())


def _list(pool: Pool, firm: int) -> dict[str, tuple[int, int]]:
    """{partner: (place, fit)}."""
    best = best_meetings(pool, firm)
    best = best.take(np.flatnonzero(best.passed))
    weaker, stronger = np.minimum(best.forward, best.backward), np.maximum(best.forward, best.backward)
    fits, partners = all_rounded(weaker), pool.partners.firm[best.theirs]
    order = np.lexsort((partners, -stronger, -weaker, -fits))[:PER_FIRM]
    return {
        pool.partners.firms[partners[row]].id: (place, int(fits[row])) for place, row in enumerate(order, start=1)
    }


def _changes(pool: Pool, before: dict, after: dict, firm: int) -> list[Change]:
    changes = []
    for partner in sorted(before.keys() | after.keys()):
        (old, old_fit), (new, new_fit) = before.get(partner, (0, 0)), after.get(partner, (0, 0))
        if old != new:
            changes.append(Change(pool.japan.firms[firm].id, partner, (old, new), (old_fit, new_fit)))
    return changes


def _enters(place: tuple[int, int]) -> bool:
    return place[0] == 0


def _leaves(place: tuple[int, int]) -> bool:
    return place[1] == 0


def _moves(place: tuple[int, int]) -> bool:
    return all(place)


def _weight(change: Change) -> tuple:
    """Those at the top first, entering and leaving before moving."""
    places = [place for place in change.place if place]
    return _moves(change.place), min(places), change.japan, change.partner
