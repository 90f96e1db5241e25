"""One Japanese profile meets many of the other side: arrays over the candidates, no explanations."""
from typing import NamedTuple

import numpy as np

from .factors import MEASURES
from .gate import line_evidence, margins, passes, weighed
from .hs_codes import levels
from .sides import Pool
from .texts import similarities


class Meetings(NamedTuple):
    """One row for each pair of profiles. `text`: 0 to 1; `our_line` and `their_line`: the rows of the two lines that
    carry the match, `closeness` theirs; `forward` and `backward`: 0 to 100; `passed`: there is evidence.
    """

    ours: np.ndarray
    theirs: np.ndarray
    text: np.ndarray
    our_line: np.ndarray
    their_line: np.ndarray
    closeness: np.ndarray
    forward: np.ndarray
    backward: np.ndarray
    passed: np.ndarray

    def take(self, rows: np.ndarray) -> "Meetings":
        return Meetings(*(column[rows] for column in self))


class LineTables(NamedTuple):
    """Of the profile's lines (rows) and all lines of the candidates (columns)."""

    closeness: np.ndarray
    evidence: np.ndarray
    levels: np.ndarray


def meet(pool: Pool, profile: int, candidates: np.ndarray) -> Meetings:
    """`candidates`: places of partner profiles that have lines."""
    ours = np.arange(*pool.japan.first[profile : profile + 2])
    theirs, sizes = pool.partners.rows(candidates)
    starts = np.cumsum(sizes) - sizes
    tables = line_tables(pool, ours, theirs)
    text = _strength(_matched(tables.closeness ** pool.weights["closeness"]["power"], starts, sizes), pool)
    gate = pool.weights["gate"]
    compared = np.repeat(len(ours) * sizes, sizes)
    evidence = _matched(weighed(tables.evidence, compared, gate), starts, sizes, gate["lines"])
    row, column = _carrying(tables, starts, sizes)
    forward, backward = _directions(pool, profile, candidates, text, tables.levels[row, column])
    return Meetings(
        np.full(len(candidates), profile), candidates, text, ours[row], theirs[column], tables.closeness[row, column],
        forward, backward, passes(evidence, gate),
    )


def line_tables(pool: Pool, ours: np.ndarray, theirs: np.ndarray) -> LineTables:
    gate = pool.weights["gate"]
    mine, other = pool.japan.lines.take(ours), pool.partners.lines.take(theirs)
    a, b = mine.language, other.language
    our, their = pool.japan_company, pool.partner_company
    shift = pool.shift[a][:, b]
    near = similarities(mine, other, pool.weights)
    read = np.logical_and.outer(mine.read, other.read)
    stand = (our.pool[ours][:, b] + their.pool[theirs][:, a].T) / np.float32(2)
    margin = margins(
        near, (our.close[ours][:, b], our.bank[ours][:, b]), (their.close[theirs][:, a].T, their.bank[theirs][:, a].T),
        gate["alone"],
    ) + shift
    level = levels(pool.japan.codes.take(ours), pool.partners.codes.take(theirs))
    close = np.where(read, closeness(near - stand, pool.weights["closeness"]), 0.0)
    margin = np.where(read, margin, np.float32(gate["unread"]))
    return LineTables(close, line_evidence(margin, level, gate), level)


def closeness(margin: np.ndarray, scale: dict) -> np.ndarray:
    """On a smooth scale from 0 to 1 without hard ends."""
    steps = (margin.astype(np.float64) - scale["middle"]) / scale["width"]
    # Not a logistic: a square root gives the same digits on every machine, an exponential need not.
    return 0.5 + 0.5 * steps / np.sqrt(1 + steps * steps)


def _matched(table: np.ndarray, starts: np.ndarray, sizes: np.ndarray, most: int | None = None) -> np.ndarray:
    """For each candidate: the best of each line, seen from either side, added up and halved; of the side with more
    lines only as many as the other one has, and no more than `most`.
    """
    table = table.astype(np.float64)
    ours, most = len(table), len(table) if most is None else most
    own = -np.sort(-np.maximum.reduceat(table, starts, axis=1), axis=0)
    own[np.arange(ours)[:, None] >= np.minimum(sizes, most)] = 0
    best = table.max(axis=0)
    segment = np.repeat(np.arange(len(sizes)), sizes)
    best = best[np.lexsort((-best, segment))]
    best[np.arange(len(best)) - starts[segment] >= min(ours, most)] = 0
    return (own.sum(axis=0) + np.add.reduceat(best, starts)) / 2


def _strength(total: np.ndarray, pool: Pool) -> np.ndarray:
    return total / (total + pool.weights["closeness"]["half"])


def _carrying(tables: LineTables, starts: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(row, column) of the pair of lines with the most evidence in each candidate, the closer one of equals."""
    rows = np.lexsort((tables.closeness, tables.evidence), axis=0)[-1]
    columns = np.arange(tables.evidence.shape[1])
    segment = np.repeat(np.arange(len(sizes)), sizes)
    best = np.lexsort((-tables.closeness[rows, columns], -tables.evidence[rows, columns], segment))[starts]
    return rows[best], best


def _directions(
    pool: Pool, profile: int, candidates: np.ndarray, text: np.ndarray, level: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """0 to 100: what either side answers of what the other wants, over the factors that could be compared."""
    points, hs = pool.weights["points"], pool.weights["hs"]
    of_level = np.array([0.0, hs["chapter"], hs["heading"], hs["same"], hs["unknown"]])
    both = points["text"] * text + points["hs"] * of_level[level]
    earned, whole = [both, both.copy()], [np.full(len(text), float(points["text"] + points["hs"])) for _ in range(2)]
    for factor in MEASURES:
        kinds = pool.kinds[factor].partner[candidates]
        for way, table in enumerate(pool.strengths(factor, profile)):
            strength = table[kinds]
            known = ~np.isnan(strength)
            whole[way] = whole[way] + points[factor] * known
            earned[way] = earned[way] + points[factor] * np.where(known, strength, 0.0)
    forward, backward = (
        np.divide(100 * sum_, most, out=np.zeros_like(sum_), where=most > 0)
        for sum_, most in zip(earned, whole, strict=True)
    )
    return forward, backward
