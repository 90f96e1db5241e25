"""Who stands in whose list after a run: by language, who never appears, whom another's list would suit better."""
from typing import NamedTuple

import numpy as np

from .bank import LANGUAGES
from .meeting import Meetings
from .reasons import all_rounded
from .sides import Pool, Side

LOOKED_AT = 500  # firms of a side that are asked whether they envy somebody
MOST_TOLD = 20


class Group(NamedTuple):
    """Firms of one side and language; `places`: how often they stand in lists; `never`: in none; `left`: in none
    though there is evidence for a partner; `envious`: of those looked at.
    """

    language: str
    firms: int
    places: int
    gini: float
    never: int
    left: int
    looked: int
    envious: int


class Envy(NamedTuple):
    """`firm` would find more (`theirs`, a sum of fits) in the list of `other` than in its own (`own`)."""

    firm: str
    other: str
    own: int
    theirs: int


class SideExposure(NamedTuple):
    groups: list[Group]
    gini: float
    envies: list[Envy]


def exposure(pool: Pool, found: Meetings, rows: np.ndarray) -> dict[str, SideExposure]:
    """`rows`: the pairs of `found` that were chosen. By side, "japan" and "partners"."""
    ours, theirs = pool.japan.firm[found.ours], pool.partners.firm[found.theirs]
    fits = all_rounded(np.minimum(found.forward, found.backward))
    return {
        "japan": _side(pool.japan, ours, theirs, fits, rows),
        "partners": _side(pool.partners, theirs, ours, fits, rows),
    }


def gini(counts: np.ndarray) -> float:
    """0 when all stand in equally many lists, towards 1 when one stands in all."""
    total = counts.sum()
    if not total:
        return 0.0
    ranked = np.sort(counts)
    ranks = np.arange(1, len(ranked) + 1)
    return float((2 * (ranks * ranked).sum() / total - len(ranked) - 1) / len(ranked))


def _side(side: Side, own: np.ndarray, others: np.ndarray, fits: np.ndarray, rows: np.ndarray) -> SideExposure:
    counts = np.bincount(own[rows], minlength=len(side.firms))
    evident = np.bincount(own, minlength=len(side.firms)) > 0
    language = _languages(side)
    known = np.flatnonzero(language >= 0)
    looked = known[:: max(1, -(-len(known) // LOOKED_AT))]
    envies = [one for place in looked.tolist() if (one := _envy(side, place, own, others, fits, rows))]
    envious = np.isin(np.arange(len(side.firms)), [place for place, _ in envies])
    groups = []
    for place in np.unique(language[known]).tolist():
        these = language == place
        few = counts[these]
        groups.append(Group(
            (*LANGUAGES, "")[place], int(these.sum()), int(few.sum()), round(gini(few), 3), int((few == 0).sum()),
            int((evident[these] & (few == 0)).sum()), int(these[looked].sum()), int((envious & these).sum()),
        ))
    worst = sorted((one for _, one in envies), key=lambda one: (one.own - one.theirs, one.firm))
    return SideExposure(groups, round(gini(counts[known]), 3), worst[:MOST_TOLD])


def _languages(side: Side) -> np.ndarray:
    """Of each firm, that of its first line; -1 for one without lines."""
    found = np.full(len(side.firms), -1, dtype=np.int64)
    firms, first = np.unique(side.firm, return_index=True)
    found[firms] = side.lines.language[side.first[first]]
    return found


def _envy(
    side: Side, place: int, own: np.ndarray, others: np.ndarray, fits: np.ndarray, rows: np.ndarray
) -> tuple[int, Envy] | None:
    """The list that would suit the firm best, where that is not its own."""
    mine = np.flatnonzero(own == place)
    if not len(mine):
        return None
    value = np.zeros(int(others.max()) + 1)
    value[others[mine]] = fits[mine]
    sums = np.bincount(own[rows], weights=value[others[rows]], minlength=len(side.firms)).astype(np.int64)
    best = int(sums.argmax())
    if sums[best] <= sums[place]:
        return None
    return place, Envy(side.firms[place].id, side.firms[best].id, int(sums[place]), int(sums[best]))
