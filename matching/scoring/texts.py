"""How close lines are in meaning, whatever their languages: plain arrays in, tables of numbers out.

Each vector loses the mean of the language its line is written in and becomes a unit vector of whole numbers so small
that every sum is exact in float32: the same digits in any order, block, thread count or machine. What the encoders say
is joined by what they know of the two languages; of a long line the clause that comes nearest counts. A similarity is
set against the company of either line: its nearest lines of the other side in the partner line's language (CSLS), so
that what resembles everything is nobody's partner and no language hides another one. What is left is evened out once
more over a wider company, so that nobody stands on everybody's list.
"""
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .bank import LANGUAGES, shipped_bank
from .languages import written_language
from .means import Means, Vectors, mean_of
from .profile import LineFacts

# Rounded towards zero no vector grows longer than SCALE, so no sum passes 2^24, up to where float32 counts without
# gaps.
SCALE = 2**12
UNIT = np.float32(SCALE * SCALE)
OTHER = len(LANGUAGES)  # any language we have no phrases in
BLOCK = 512
READ = 4096
# Of a large side so many lines in each language stand for all of them; among fewer than FEW a neighbourhood would be
# half the world.
COMPANY = 1024
FEW = 100
FEWEST = 8
# How far a line's next ones usually stand below neighbourhood distance zero, in every set and pair of languages seen.
USUAL_CROWD = np.float32(-0.1)
# What an encoder has learnt; one that is not named here knows them all.
LEARNT = {"use3": frozenset({"en", "ja", "ru"})}


@dataclass(frozen=True)
class Lines:
    """`vectors`: encoder → (pieces, dims) int16; `first`: (lines + 1,) where a line's pieces begin; `language`:
    (lines,) places in LANGUAGES; `read`: (lines,) False for a line that has no vectors, whose row is zero.
    """

    vectors: Mapping[str, np.ndarray]
    first: np.ndarray
    language: np.ndarray
    read: np.ndarray

    def __len__(self) -> int:
        return len(self.language)

    def take(self, rows: np.ndarray) -> "Lines":
        sizes = self.first[rows + 1] - self.first[rows]
        first = np.concatenate([[0], np.cumsum(sizes)])
        pieces = np.repeat(self.first[rows] - first[:-1], sizes) + np.arange(first[-1])
        vectors = {encoder: table[pieces] for encoder, table in self.vectors.items()}
        return Lines(vectors, first, self.language[rows], self.read[rows])


@dataclass(frozen=True)
class Company:
    """Means of the similarities of each line to its nearest: (lines, languages and OTHER) float32. `pool`: of the other
    side's lines, with what is left to the wider company; `close`: of those and our phrases, a few; `bank`: of our
    phrases alone.
    """

    pool: np.ndarray
    close: np.ndarray
    bank: np.ndarray


def lines_of(
    lines: Sequence[LineFacts], vectors: Vectors, means: Means, encoders: Mapping[str, float],
    dims: Mapping[str, int] | None = None,
) -> Lines:
    """All lines as arrays, in their order. `dims`: of each encoder, for a side that has no vectors at all."""
    dims = dims_of(vectors, encoders) if dims is None else dims
    # So many at a time: their vectors as they are kept take twice the room.
    parts = [
        _lines_of(lines[start : start + READ], vectors, means, encoders, dims)
        for start in range(0, max(len(lines), 1), READ)
    ]
    return parts[0] if len(parts) == 1 else _joined(parts)


def _joined(parts: Sequence[Lines]) -> Lines:
    tables = {encoder: np.concatenate([part.vectors[encoder] for part in parts]) for encoder in parts[0].vectors}
    first = np.concatenate([[0], np.cumsum(np.concatenate([np.diff(part.first) for part in parts]))])
    language, read = (np.concatenate([getattr(part, name) for part in parts]) for name in ("language", "read"))
    return Lines(tables, first, language, read)


def _lines_of(
    lines: Sequence[LineFacts], vectors: Vectors, means: Means, encoders: Mapping[str, float], dims: Mapping[str, int]
) -> Lines:
    written = [written_language(line.text, line.language) for line in lines]
    found = [vectors.get(line.id, {}) for line in lines]
    read = np.array([encoders.keys() <= own.keys() for own in found], dtype=bool)
    sizes = [_pieces(own) if good else 1 for own, good in zip(found, read, strict=True)]
    tables = {
        encoder: _whole_numbers(encoder, dims.get(encoder, 1), found, read, written, means)
        for encoder in sorted(encoders)
    }
    first = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
    return Lines(tables, first, np.array([place_of(name) for name in written], dtype=np.int64), read)


def place_of(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else OTHER


def _pieces(vectors: Mapping[str, np.ndarray]) -> int:
    return min(len(np.atleast_2d(table)) for table in vectors.values())


def dims_of(vectors: Vectors, encoders: Mapping[str, float]) -> dict[str, int]:
    """{encoder: length of its vectors}."""
    found: dict[str, int] = {}
    for own in vectors.values():
        if encoders.keys() <= found.keys():
            break
        found |= {encoder: np.shape(table)[-1] for encoder, table in own.items() if encoder not in found}
    return found


def _whole_numbers(
    encoder: str, dims: int, found: list, read: np.ndarray, written: list[str], means: Means
) -> np.ndarray:
    nothing = np.zeros((1, dims), dtype=np.int16)
    rows = [
        whole_numbers(np.atleast_2d(own[encoder])[: _pieces(own)], mean_of(means, encoder, language)) if good
        else nothing
        for own, good, language in zip(found, read, written, strict=True)
    ]
    return np.concatenate(rows) if rows else np.zeros((0, dims), dtype=np.int16)


def whole_numbers(table: np.ndarray, mean: np.ndarray | float) -> np.ndarray:
    """Unit rows without their language's mean, times SCALE; a row that is nothing but the mean stays zero."""
    centred = np.asarray(table, dtype=np.float64) - mean
    lengths = np.sqrt((centred * centred).sum(axis=1, keepdims=True))
    unit = np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 1e-9)
    return np.trunc(unit * SCALE).astype(np.int16)


def bank_lines(means: Means, encoders: Mapping[str, float], dims: Mapping[str, int]) -> Lines:
    """Our own phrases, all languages one after the other, without the means that the pool's lines lose; none when they
    were not read by these encoders.
    """
    bank = shipped_bank()
    if any(name not in bank or dims.get(name) != bank[name]["en"].shape[1] for name in encoders):
        return lines_of([], {}, means, encoders, dims)
    tables = {
        encoder: np.concatenate([
            whole_numbers(bank[encoder][language], mean_of(means, encoder, language)) for language in LANGUAGES
        ])
        for encoder in encoders
    }
    each = len(next(iter(tables.values()))) // len(LANGUAGES)
    count = each * len(LANGUAGES)
    return Lines(
        tables, np.arange(count + 1), np.repeat(np.arange(len(LANGUAGES)), each), np.ones(count, dtype=bool)
    )


def similarities(ours: Lines, theirs: Lines, weights: dict) -> np.ndarray:
    """(ours, theirs) float32 from -1 to 1: the mean of the encoders' cosines by their knowledge of both languages."""
    total = np.zeros((len(ours), len(theirs)), dtype=np.float32)
    if not total.size:
        return total
    pieces = np.diff(ours.first), np.diff(theirs.first)
    languages = [np.repeat(side.language, count) for side, count in zip((ours, theirs), pieces, strict=True)]
    pairs = shares(weights["encoders"], weights["strange"])
    for encoder in sorted(weights["encoders"]):
        share = pairs[encoder][languages[0]][:, languages[1]]
        product = ours.vectors[encoder].astype(np.float32) @ theirs.vectors[encoder].astype(np.float32).T
        product *= share
        total = product if encoder == min(weights["encoders"]) else np.add(total, product, out=total)
    if len(total) > len(ours):
        total = np.maximum.reduceat(total, ours.first[:-1], axis=0)
    if total.shape[1] > len(theirs):
        total = np.maximum.reduceat(total, theirs.first[:-1], axis=1)
    return total


def shares(encoders: Mapping[str, float], strange: float) -> dict[str, np.ndarray]:
    """{encoder: (languages, languages) float32}: its part in the sum, a `strange` part of its weight where it has not
    learnt both languages; over UNIT.
    """
    raw = {}
    for encoder, weight in encoders.items():
        learnt = LEARNT.get(encoder)
        knows = np.array([learnt is None or name in learnt for name in (*LANGUAGES, "")])
        raw[encoder] = np.where(np.outer(knows, knows), weight, weight * strange)
    whole = sum(raw[encoder] for encoder in sorted(raw))
    return {encoder: (table / whole / UNIT).astype(np.float32) for encoder, table in raw.items()}


def companies(ours: Lines, theirs: Lines, bank: Lines, weights: dict) -> tuple[Company, Company]:
    """Of the lines of either side on the other one."""
    own, other = near_of_standing(ours, theirs, bank, weights), near_of_standing(theirs, ours, bank, weights)
    return company_of(ours, theirs, bank, weights, other), company_of(theirs, ours, bank, weights, own)


def near_of_standing(ours: Lines, theirs: Lines, bank: Lines, weights: dict) -> np.ndarray:
    """Company in the pool of those lines that stand for their side, before the wider one; the others' rows are empty:
    (lines, languages and OTHER).
    """
    rows = np.sort(np.concatenate([_standing(ours, place) for place in range(OTHER + 1)]))
    found = np.zeros((len(ours), OTHER + 1), dtype=np.float32)
    found[rows] = company_of(ours.take(rows), theirs, bank, weights).pool
    return found


def company_of(
    ours: Lines, theirs: Lines, bank: Lines, weights: dict, their_near: np.ndarray | None = None
) -> Company:
    """What each of our lines is near to on the other side, language by language. `their_near`: what the other side's
    are near to (`near_of_standing`); without it nothing is added for the wider company.
    """
    tables = [np.zeros((len(ours), OTHER + 1), dtype=np.float32) for _ in range(3)]
    standing = [_standing(theirs, place) for place in range(OTHER + 1)]
    others = [theirs.take(rows) for rows in standing]
    near = [None if their_near is None else their_near[rows] for rows in standing]
    phrases = [bank.take(np.flatnonzero(bank.language == place)) for place in range(OTHER)]
    for start in range(0, len(ours), BLOCK):
        block = slice(start, start + BLOCK)
        some = ours.take(np.arange(len(ours))[block])
        known = [_without_nearest(similarities(some, one, weights)) for one in phrases]
        known.append(np.mean(known, axis=0) if len(bank) else known[0])
        for place, lines in enumerate(others):
            met = similarities(some, lines, weights)
            for table, values in zip(tables, _companies_in(met, known[place], len(bank), weights), strict=True):
                table[block, place] = values
            if (their := near[place]) is not None:
                tables[0][block, place] += _crowd(met, tables[0][block, place], their[:, some.language], weights)
    return Company(*tables)


def _companies_in(met: np.ndarray, known: np.ndarray, bank: int, weights: dict) -> Iterator[np.ndarray]:
    """Of a block of lines in one language: pool, close and bank of `Company`. `known`: how near our phrases are."""
    near, close = weights["neighbours"], weights["close"]
    everything = np.hstack([met, known])
    # Our phrases fill up a small neighbourhood.
    yield mean_of_largest(met if met.shape[1] >= FEW else everything, near)
    few = weights["few"] / max(met.shape[1], FEWEST) if bank else 0
    yield mean_of_largest(everything, close) - np.float32(few)
    # With encoders that have not read our phrases, the whole other side stands in for the world.
    world = known if bank else met
    yield mean_of_largest(world, near if bank else world.shape[1])


def _crowd(met: np.ndarray, own: np.ndarray, theirs: np.ndarray, weights: dict) -> np.ndarray:
    """How near a wider company still is when both neighbourhoods are taken away. `met` is used up."""
    if met.shape[1] < FEW:
        return np.full(len(met), USUAL_CROWD)
    met -= (own[:, None] + theirs.T) / np.float32(2)
    return mean_of_largest(met, weights["crowd"])


def _without_nearest(table: np.ndarray) -> np.ndarray:
    """The phrase nearest to a line may name the very goods: what says the same is no company to stand out from."""
    if table.size:
        table[np.arange(len(table)), table.argmax(axis=1)] = -1
    return table


def _standing(lines: Lines, place: int) -> np.ndarray:
    """The rows of a side's lines in one language, or of so many that stand for them."""
    rows = np.flatnonzero((lines.language == place) & lines.read)
    return rows[:: max(1, -(-len(rows) // COMPANY))]


def mean_of_largest(table: np.ndarray, count: int) -> np.ndarray:
    """(rows,) mean of the `count` largest of each row, fewer when there are fewer; 0 of nothing."""
    count = min(count, table.shape[1])
    if not count:
        return np.zeros(len(table), dtype=np.float32)
    largest = np.partition(table, table.shape[1] - count, axis=1)[:, -count:]
    # Sorted, so that the sum does not depend on the order partition left.
    return np.sort(largest, axis=1).mean(axis=1)


@lru_cache(maxsize=8)
def shifts(encoders: tuple[tuple[str, float], ...], strange: float, share: float) -> np.ndarray:
    """(languages, languages) float32: what is added to a margin so that the same goods count alike in every pair of
    languages. Measured on our phrases: a `share` of how much less right pairs stand out than Japanese and Russian ones.
    """
    weights = {"encoders": dict(encoders), "strange": strange}
    found = np.zeros((OTHER + 1, OTHER + 1), dtype=np.float32)
    bank = shipped_bank()
    if not weights["encoders"].keys() <= bank.keys():
        return found
    means = {
        encoder: {name: rows.mean(axis=0, dtype=np.float64) for name, rows in bank[encoder].items()} for encoder in bank
    }
    dims = {encoder: rows["en"].shape[1] for encoder, rows in bank.items()}
    lines = bank_lines(means, weights["encoders"], dims)
    sides = [lines.take(np.flatnonzero(lines.language == place)) for place in range(OTHER)]
    usual = {
        (a, b): _usual_margin(similarities(sides[a], sides[b], weights)) for a in range(OTHER) for b in range(OTHER)
        if a != b
    }
    middle = usual[LANGUAGES.index("ja"), LANGUAGES.index("ru")]
    for (a, b), margin in usual.items():
        found[a, b] = share * (middle - margin)
    found[OTHER] = found[:OTHER].mean(axis=0)
    found[:, OTHER] = found[:, :OTHER].mean(axis=1)
    return found


def _usual_margin(near: np.ndarray) -> float:
    """By how much a phrase stands nearer to its translation than to the nearest other phrases (median)."""
    right = np.diag(near).copy()
    np.fill_diagonal(near, -1)
    return float(np.median(right - (mean_of_largest(near, 10) + mean_of_largest(near.T, 10)) / 2))
