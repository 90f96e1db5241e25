"""Whom of a large side each firm is worth being met with: whole profiles in blocks, before any line is looked at.

A profile's whole vector is the sum of its lines'. What lies above the margin of a profile's best few, seen from either
side, is met line by line; so that nobody's only partner is lost, the best few of a partner count as much as those of a
Japanese firm. How high these margins are is read from every n-th profile of the other side. Who may not meet is left
out before, a shared heading counts as much as it does as evidence.
"""
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .engine import best_meetings, joined, may_meet
from .meeting import Meetings
from .sides import Pool, Side
from .texts import SCALE, Company, Lines, shares

# A side of so many profiles is met whole.
SMALL = 600
# About so many partners of a Japanese profile, and so many Japanese profiles of a partner, are met line by line.
ROW, COLUMN = 128, 24
SAMPLE, CHUNK, BLOCK = 2048, 8192, 512


@dataclass(frozen=True)
class Wholes:
    """Profiles of one side. `vectors`: (profiles, all encoders' dims) int16; `company`: (profiles, languages)."""

    vectors: np.ndarray
    language: np.ndarray
    company: np.ndarray

    def take(self, rows: np.ndarray) -> "Wholes":
        return Wholes(self.vectors[rows], self.language[rows], self.company[rows])


def wholes(side: Side, company: Company, encoders: list[str]) -> Wholes:
    starts = side.first[:-1]
    language = side.lines.language[starts]
    tables = [_unit_sums(side, encoder) for encoder in encoders]
    sizes = np.diff(side.first)[:, None].astype(np.float32)
    together = np.add.reduceat(company.pool, starts, axis=0) if len(starts) else company.pool
    return Wholes(np.hstack(tables), language, together / sizes)


def widths_of(lines: Lines, encoders: list[str]) -> dict[str, int]:
    return {encoder: lines.vectors[encoder].shape[1] for encoder in encoders}


def _unit_sums(side: Side, encoder: str) -> np.ndarray:
    """A block at a time: all lines at once would be twice as large as what is kept."""
    count = len(side.parties)
    found = np.zeros((count, side.lines.vectors[encoder].shape[1]), dtype=np.int16)
    for start in range(0, count, CHUNK):
        some = np.arange(start, min(start + CHUNK, count))
        rows, sizes = side.rows(some)
        lines = side.lines.vectors[encoder][side.lines.first[rows]].astype(np.float32)
        sums = np.add.reduceat(lines, np.cumsum(sizes) - sizes, axis=0)
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums, dtype=np.float64))[:, None]
        found[some] = np.trunc(sums * (SCALE / np.maximum(lengths, 1.0))).astype(np.int16)
    return found


class Shortlist:
    """Of a pool, made once: `of(firms)` gives the partner profiles to be met with each of these Japanese firms.
    `floor`: from whoever made it of the same pool before.
    """

    def __init__(self, pool: Pool, floor: np.ndarray | None = None):
        self.pool = pool
        self.encoders = sorted(pool.weights["encoders"])
        self.japan = wholes(pool.japan, pool.japan_company, self.encoders)
        self.partners = wholes(pool.partners, pool.partner_company, self.encoders)
        self.widths = widths_of(pool.partners.lines, self.encoders)
        self.headings = by_heading(pool.partners)
        self.row_sample = _every(len(self.partners.language), SAMPLE)
        self.floor = self._column_floor() if floor is None else floor

    def of(self, firms: range) -> Iterator[np.ndarray | None]:
        """None: everybody."""
        if len(self.floor) <= SMALL:
            yield from (None for _ in firms)
            return
        bounds = np.searchsorted(self.pool.japan.firm, [firms.start, firms.stop])
        found: dict[int, list[np.ndarray]] = {place: [] for place in firms}
        for start in range(bounds[0], bounds[1], BLOCK):
            profiles = np.arange(start, min(start + BLOCK, bounds[1]))
            for profile, candidates in zip(profiles.tolist(), self._candidates(profiles), strict=True):
                found[int(self.pool.japan.firm[profile])].append(candidates)
        for lists in found.values():
            yield np.unique(np.concatenate(lists)) if lists else np.zeros(0, dtype=np.int64)

    def _candidates(self, profiles: np.ndarray) -> Iterator[np.ndarray]:
        margins = self._margins(profiles, np.arange(len(self.floor)))
        share = min(1.0, len(self.row_sample) / len(self.floor))
        for row, profile in zip(margins, profiles.tolist(), strict=True):
            sample = row[may_meet(self.pool, profile, self.row_sample)]
            least = np.minimum(_largest(sample, ROW * share), self.floor)
            yield may_meet(self.pool, profile, np.flatnonzero(row >= least))

    def _column_floor(self) -> np.ndarray:
        """(partner profiles,) the margin of the best few Japanese profiles of each; none where few may meet it."""
        count, sample = len(self.partners.language), _every(len(self.japan.language), SAMPLE)
        floor = np.full(count, -np.inf, dtype=np.float32)
        most = max(1, round(COLUMN * len(sample) / max(len(self.japan.language), 1)))
        for start in range(0, count if count > SMALL and len(sample) > most else 0, CHUNK):
            columns = np.arange(start, min(start + CHUNK, count))
            margins = self._margins(sample, columns)
            for row, profile in zip(margins, sample.tolist(), strict=True):
                never = np.ones(len(columns), dtype=bool)
                never[may_meet(self.pool, profile, columns) - start] = False
                row[never] = -np.inf
            floor[columns] = np.partition(margins, len(sample) - most, axis=0)[len(sample) - most]
        return floor

    def _margins(self, profiles: np.ndarray, columns: np.ndarray) -> np.ndarray:
        found = margins(self.japan.take(profiles), self.partners, columns, self.widths, self.pool.weights)
        own = [headings_of(self.pool.japan, profile) for profile in profiles.tolist()]
        add_headings(found, own, self.headings, columns, self.pool.weights)
        return found


def margins(
    ours: Wholes, theirs: Wholes, columns: np.ndarray, widths: dict[str, int], weights: dict
) -> np.ndarray:
    """(ours, columns) float32: similarity of the wholes less the company of both; `columns`: places of theirs, in
    order.
    """
    found = np.empty((len(ours.language), len(columns)), dtype=np.float32)
    language = theirs.language[columns]
    mine = ours.vectors.astype(np.float32)
    for place in np.unique(language).tolist():
        own = np.flatnonzero(language == place)
        for start in range(0, len(own), CHUNK):
            some = own[start : start + CHUNK]
            other = theirs.vectors[columns[some]].astype(np.float32)
            met = _product(mine, other, ours.language, place, widths, weights)
            found[:, some] = met - (ours.company[:, place] / 2)[:, None]
    found -= theirs.company[columns][:, ours.language].T / 2
    return found


def _product(
    mine: np.ndarray, other: np.ndarray, language: np.ndarray, place: int, widths: dict[str, int], weights: dict
) -> np.ndarray:
    """Encoder by encoder, because sums of whole numbers are the same in every block."""
    parts = shares(weights["encoders"], weights["strange"])
    total, start = np.float32(0), 0
    for encoder, width in widths.items():
        met = mine[:, start : start + width] @ other[:, start : start + width].T
        met *= parts[encoder][language, place][:, None]
        total = met if start == 0 else np.add(total, met, out=total)
        start += width
    return total


def add_headings(
    table: np.ndarray, own: list[np.ndarray], headings: tuple[np.ndarray, np.ndarray], columns: np.ndarray,
    weights: dict,
) -> None:
    """`own`: the headings of each row; `headings`: those of all on the other side."""
    known, owners = headings
    bonus = np.float32(weights["gate"]["heading"])
    for row, wanted in zip(table, own, strict=True):
        ends = zip(np.searchsorted(known, wanted), np.searchsorted(known, wanted, side="right"), strict=True)
        alike = [owners[start:end] for start, end in ends]
        if alike:
            row[np.searchsorted(columns, np.intersect1d(np.concatenate(alike), columns))] += bonus


def found_pairs(shortlist: Shortlist, firms: range) -> Meetings:
    """All pairs of these Japanese firms with evidence, by firm and partner: numbers only."""
    found = []
    for place, among in zip(firms, shortlist.of(firms), strict=True):
        best = best_meetings(shortlist.pool, place, among)
        found.append(best.take(np.flatnonzero(best.passed)))
    return joined(found)


def headings_of(side: Side, profile: int) -> np.ndarray:
    found = np.unique(side.codes.headings[side.first[profile] : side.first[profile + 1]])
    return found[found >= 0]


def by_heading(side: Side) -> tuple[np.ndarray, np.ndarray]:
    """(headings, profiles) by heading."""
    owner = np.repeat(np.arange(len(side.parties)), np.diff(side.first))
    table = side.codes.headings
    rows, columns = np.nonzero(table >= 0)
    headings, owners = table[rows, columns], owner[rows]
    order = np.argsort(headings, kind="stable")
    return headings[order], owners[order]


def _every(count: int, most: int) -> np.ndarray:
    return np.arange(0, count, max(1, -(-count // most)))


def _largest(values: np.ndarray, wanted: float) -> np.float32:
    """The value above which about so many are."""
    most = max(1, min(len(values), round(wanted)))
    return np.partition(values, len(values) - most)[len(values) - most] if len(values) else np.float32(np.inf)
