"""How close two lines are in meaning, whatever their languages.

Each encoder's vector loses the mean of its language; the encoders are joined into one unit vector, so that one product
gives the weighted sum of their cosines. The joined vectors are rounded to whole numbers small enough for every sum to
be exact in float32: the product is then the same to the last digit in any order, block, thread count or machine. A
similarity is judged against the neighbourhood (mean of the nearest lines of the other side), seen from either side: the
weaker of the two views is the CSLS idea, and keeps lines that resemble everything from being everybody's partner.
"""
from collections.abc import Mapping, Sequence

import numpy as np

from .languages import written_language
from .means import Means, Vectors, mean_of
from .profile import LineFacts

# Rounded towards zero no vector grows longer than SCALE, so no sum passes 2^24, up to where float32 counts without
# gaps.
SCALE = 2**12
UNIT = float(SCALE * SCALE)
BLOCK = 256


def joined_vectors(
    lines: Sequence[LineFacts], vectors: Vectors, means: Means, encoders: Mapping[str, float]
) -> np.ndarray:
    """(lines, dims) float32 of whole numbers; every line must have a vector of every encoder."""
    languages = [written_language(line.text, line.language) for line in lines]
    parts = [
        _centred([vectors[line.id][encoder] for line in lines], [mean_of(means, encoder, name) for name in languages])
        * np.sqrt(weight / sum(encoders.values()))
        for encoder, weight in sorted(encoders.items())
    ]
    return np.trunc(np.hstack(parts) * SCALE).astype(np.float32)


def _centred(rows: list[np.ndarray], means: list) -> np.ndarray:
    """Unit rows without their language's mean, float64; a row that is nothing but the mean stays zero."""
    centred = np.stack([np.asarray(row, dtype=np.float64) - mean for row, mean in zip(rows, means, strict=True)])
    lengths = np.sqrt((centred * centred).sum(axis=1, keepdims=True))
    return np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 1e-9)


def similarities(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """(ours, theirs) float64 from -1 to 1: the weighted mean of the encoders' cosines."""
    return (ours @ theirs.T) / UNIT


def neighbour_count(lines_of_other_side: int, most: int) -> int:
    """A small pool has small neighbourhoods: with k = 10 of 20 lines a neighbourhood would be half the world."""
    return max(1, min(most, lines_of_other_side // 10))


def neighbourhoods(ours: np.ndarray, theirs: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean similarity of each line to its nearest lines of the other side: (ours,), (theirs,) float64."""
    if not len(ours) or not len(theirs):
        return np.zeros(len(ours)), np.zeros(len(theirs))
    across, down = neighbour_count(len(theirs), most), neighbour_count(len(ours), most)
    of_ours = np.empty(len(ours))
    nearest = np.empty((0, len(theirs)))
    for start in range(0, len(ours), BLOCK):
        block = similarities(ours[start : start + BLOCK], theirs)
        of_ours[start : start + BLOCK] = _mean_of_largest(block.T, across)
        nearest = _largest(np.vstack([nearest, block]), down)
    return of_ours, _mean_of_largest(nearest, down)


def _largest(table: np.ndarray, count: int) -> np.ndarray:
    """The `count` largest of each column; fewer when there are fewer rows."""
    return table if len(table) <= count else np.partition(table, len(table) - count, axis=0)[-count:]


def _mean_of_largest(table: np.ndarray, count: int) -> np.ndarray:
    # Whole multiples of 2^-24 add up exactly, in whatever order partition left them.
    return _largest(table, count).sum(axis=0) / count


def closeness(
    similarity: np.ndarray, neighbourhood: np.ndarray, margin: float, middle: float, width: float
) -> np.ndarray:
    """Similarity plus its weighted margin over the neighbourhood, on a smooth scale from 0 to 1 without hard ends."""
    steps = (similarity + margin * (similarity - neighbourhood) - middle) / width
    # Not a logistic: a square root gives the same digits on every machine, an exponential need not.
    return 0.5 + 0.5 * steps / np.sqrt(1 + steps * steps)
