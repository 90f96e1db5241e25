"""The lines of a whole pool, prepared once, and for any two profiles the lines that match one another."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .factors import Finding
from .means import Means, Vectors
from .profile import FirmFacts, LineFacts, ProfileFacts
from .text_similarity import closeness, joined_vectors, neighbourhoods, similarities

# Closeness from which the sentence says "match closely" and "are related".
CLOSE, RELATED = 0.7, 0.35
# A sentence quotes so many lines of each side.
QUOTED = 3


@dataclass(frozen=True)
class SideLines:
    """One side's lines that have all vectors, in the order of its firms: the row of each, and the rows."""

    rows: Mapping[str, int]
    joined: np.ndarray


Rows = tuple[tuple[LineFacts, int], ...]


class Near(NamedTuple):
    """Closeness 0 to 1 of some Japanese lines (from row `start` on) to all lines of the other side,
    from either side.
    """

    start: int
    forward: np.ndarray
    backward: np.ndarray


class LinePair(NamedTuple):
    """Two lines that match one another, and their closeness through either firm's eyes."""

    japan: LineFacts
    partner: LineFacts
    forward: float
    backward: float


def side_lines(firms: Sequence[FirmFacts], vectors: Vectors, means: Means, encoders: Mapping[str, float]) -> SideLines:
    lines = [line for firm in firms for profile in firm.profiles for line in profile.lines]
    known = [line for line in lines if encoders.keys() <= vectors.get(line.id, {}).keys()]
    joined = joined_vectors(known, vectors, means, encoders) if known else np.empty((0, 1), dtype=np.float32)
    return SideLines({line.id: row for row, line in enumerate(known)}, joined)


def measure_neighbourhoods(japan: SideLines, partners: SideLines, most: int) -> dict[str, float]:
    """{line id: mean similarity to its nearest lines of the other side}."""
    ours, theirs = neighbourhoods(japan.joined, partners.joined, most)
    measured = {line: float(ours[row]) for line, row in japan.rows.items()}
    return measured | {line: float(theirs[row]) for line, row in partners.rows.items()}


def nearness(firms: Sequence[FirmFacts], japan: SideLines, partners: SideLines, neighbourhood: Mapping[str, float],
             scale: Mapping[str, float]) -> Near:
    """For the lines of some Japanese firms that follow one another."""
    rows = {line.id: japan.rows[line.id] for firm in firms for profile in firm.profiles for line in profile.lines
            if line.id in japan.rows}
    if not rows or not partners.rows:
        return Near(0, np.empty((0, 0)), np.empty((0, 0)))
    start, end = min(rows.values()), max(rows.values()) + 1
    block = similarities(japan.joined[start:end], partners.joined)
    ours = np.array([neighbourhood[line] for line in rows])[:, None]
    theirs = np.array([neighbourhood[line] for line in partners.rows])[None, :]
    return Near(start, closeness(block, ours, **scale), closeness(block, theirs, **scale))


def rows_of(profile: ProfileFacts, side: SideLines) -> Rows:
    return tuple((line, side.rows[line.id]) for line in profile.lines if line.id in side.rows)


def matched_lines(japan: Rows, partner: Rows, near: Near) -> list[LinePair]:
    """Each line at most once, the closest pair first; lines without vectors have no row and are left out."""
    forward, backward, start = near.forward.item, near.backward.item, near.start
    pairs = [
        LinePair(line, other, forward(row - start, column), backward(row - start, column))
        for line, row in japan for other, column in partner
    ]
    return pairs if len(pairs) < 2 else _once_each(pairs)


def _once_each(pairs: list[LinePair]) -> list[LinePair]:
    pairs.sort(key=_closest_first)
    taken, chosen = set(), []
    for pair in pairs:
        ours, theirs = ("japan", pair.japan.id), ("partner", pair.partner.id)
        if ours not in taken and theirs not in taken:
            taken |= {ours, theirs}
            chosen.append(pair)
    return chosen


def _closest_first(pair: LinePair) -> tuple:
    forward, backward = pair.forward, pair.backward
    return -(forward if forward < backward else backward), -forward - backward, pair.japan.id, pair.partner.id


def text_strength(closenesses: list[float], best_share: float) -> float:
    """Of several pairs of lines (the closest first): the best counts most, the mean of all the rest;
    none is nothing.
    """
    if len(closenesses) < 2:
        return closenesses[0] if closenesses else 0.0
    return best_share * closenesses[0] + (1 - best_share) * sum(closenesses) / len(closenesses)


def text_finding(strength: float, ours: Sequence[LineFacts], theirs: Sequence[LineFacts], compared: bool) -> Finding:
    """The same strength with its sentence and the lines it rests on."""
    grade = "close" if strength >= CLOSE else "related" if strength >= RELATED else "distant"
    quoted = tuple(line.text for line in ours[:QUOTED]), tuple(line.text for line in theirs[:QUOTED])
    return Finding(strength, f"text.{grade}" if compared else "text.not_compared", *quoted)
