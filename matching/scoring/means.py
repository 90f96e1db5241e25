"""The mean vector of each language: what a text says only by being written in that language is taken away."""
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np

from .bank import shipped_bank
from .languages import written_language
from .profile import FirmFacts

Vectors = Mapping[str, Mapping[str, np.ndarray]]
Means = Mapping[str, Mapping[str, np.ndarray]]
# The shipped means stand for so many texts; the portal's own outweigh them with time.
DEFAULT_TEXTS = 60
ANY = ""
# Whole numbers add up to the same sum in any order.
GRAIN = 2**20


@lru_cache(maxsize=1)
def default_means() -> Means:
    """{encoder: {language: mean}} of our own phrases in five languages; "" is the mean of the five."""
    return {
        encoder: with_any({language: rows.mean(axis=0, dtype=np.float64) for language, rows in by_language.items()})
        for encoder, by_language in shipped_bank().items()
    }


def with_any(by_language: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The same means and, under "", what stands in for a language nobody has texts of."""
    return dict(by_language) | {ANY: np.mean([by_language[name] for name in sorted(by_language)], axis=0)}


def pool_means(texts: Iterable[tuple[str, Mapping[str, np.ndarray]]], defaults: Means | None = None) -> Means:
    """Means of the portal's own (language, {encoder: vector or vectors of its pieces}), blended with the defaults while
    texts are few. A text counts as its whole, not its clauses.
    """
    defaults = default_means() if defaults is None else defaults
    sums: dict[str, dict[str, np.ndarray]] = defaultdict(dict)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for language, vectors in texts:
        for encoder, vector in vectors.items():
            whole = np.rint(np.atleast_2d(vector)[0].astype(np.float64) * GRAIN).astype(np.int64)
            sums[encoder][language] = sums[encoder].get(language, 0) + whole
            counts[encoder, language] += 1
    blended = {
        encoder: {name: _blend(total, counts[encoder, name], _prior(encoder, name, defaults, totals, counts))
                  for name, total in sorted(totals.items())}
        for encoder, totals in sums.items()
    }
    return dict(defaults) | {
        name: with_any({key: mean for key, mean in (defaults.get(name, {}) | means).items() if key != ANY})
        for name, means in blended.items()
    }


def line_means(firms: Iterable[FirmFacts], vectors: Vectors, defaults: Means | None = None) -> Means:
    """`pool_means` of all lines of these firms that have vectors, each counted in the language it is written in."""
    lines = (line for firm in firms for profile in firm.profiles for line in profile.lines if line.id in vectors)
    return pool_means(((written_language(line.text, line.language), vectors[line.id]) for line in lines), defaults)


def mean_of(means: Means, encoder: str, language: str) -> np.ndarray | float:
    by_language = means.get(encoder, {})
    return by_language.get(language, by_language.get(ANY, 0.0))


def _blend(total: np.ndarray, count: int, prior: np.ndarray) -> np.ndarray:
    return (total / GRAIN + DEFAULT_TEXTS * prior) / (count + DEFAULT_TEXTS)


def _prior(encoder, language, defaults, totals, counts) -> np.ndarray:
    """Without a default for this language or this encoder: the default of all, else all texts of the pool."""
    known = defaults.get(encoder)
    if known:
        return known.get(language, known[ANY])
    everything = sum(totals.values()) / GRAIN
    return everything / sum(counts[encoder, name] for name in totals)
