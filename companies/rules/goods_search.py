"""A code found by the words somebody typed, in any of our languages and scripts: every name as it sounds, by its
beginnings and by three letters at a time, rare ones counting more.
"""
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from core.sounds import is_kanji, sound_key

from .goods import CHAPTER, HEADING, names, synonyms

# A name says several things: each of them is looked for, and the whole.
PARTS = re.compile(r"[,、・;（）()]|\s(?:and|or|и|или|және|мен|бен|пен|va)\s|[とや](?=[\u30a0-\u30ff\u4e00-\u9fff])")
BETWEEN = re.compile(r"[\s,;:.()（）・、。，]+")
LONGEST = 500  # letters of a line that are looked at
BEGINNINGS = range(3, 8)
PIVOT = 0.5  # how much the length of a name counts against it
INNER, CHAPTER_SHARE = 0.5, 0.25
LEAST = 0.25  # of the best score: what stands further behind is no suggestion
FAINT = 0.6  # a score that a chance likeness reaches too


class Index(NamedTuple):
    """`posts`: {feature: entries that have it}; `entries`: the code of each; `norms`: what its score is divided by."""

    posts: dict[str, list[int]]
    entries: list[str]
    norms: list[float]
    weights: dict[str, float]


def suggest(text: str, most: int = 5) -> list[str]:
    """Headings the words may mean, the likeliest first; none where nothing is like them."""
    scores = _with_chapters(_scores(text[:LONGEST]))
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    if not ranked:
        return []
    least = max(FAINT, LEAST * scores[ranked[0]])
    return [code for code in ranked[:most] if scores[code] >= least]


def _scores(text: str) -> dict[str, float]:
    """{code: its best name's likeness}."""
    index = _index()
    dots: dict[int, float] = defaultdict(float)
    # Uzbek is written in two alphabets: пахта is paxta, ёғ is yogʻ.
    asked = features(text) | features(re.sub("[ёЁ]", "йо", text))
    for feature in asked & index.posts.keys():
        for entry in index.posts[feature]:
            dots[entry] += index.weights[feature]
    best: dict[str, float] = defaultdict(float)
    for entry, dot in dots.items():
        code = index.entries[entry]
        best[code] = max(best[code], dot / index.norms[entry])
    return best


def _with_chapters(scores: dict[str, float]) -> dict[str, float]:
    """A chapter speaks for its headings, and for itself only where none is known."""
    headings = {
        code: score + CHAPTER_SHARE * scores.get(code[:CHAPTER], 0)
        for code, score in scores.items() if len(code) == HEADING
    }
    return headings or scores


def features(text: str) -> set[str]:
    return {feature for word in filter(None, BETWEEN.split(text)) for feature in _features(word)}


@lru_cache(maxsize=16384)
def _features(typed: str) -> tuple[str, ...]:
    """Of one word as it was typed: the same words stand in many names."""
    words = sound_key(re.sub("[xX]", "kh", typed)).split()
    return tuple(feature for word in words for feature in (_of_kanji(word) if is_kanji(word) else _of_word(word)))


def _of_kanji(word: str) -> Iterator[str]:
    yield from word
    yield from (word[place : place + 2] for place in range(len(word) - 1))


def _of_word(word: str) -> Iterator[str]:
    yield f"={word}"
    yield from (f"^{word[:size]}" for size in BEGINNINGS if len(word) >= size)
    yield from (word[place : place + 3] for place in range(1, len(word) - 2))


@lru_cache(maxsize=1)
def _index() -> Index:
    entries = [(code, features(words)) for code, words in _entries()]
    posts: dict[str, list[int]] = defaultdict(list)
    for entry, (_code, known) in enumerate(entries):
        for feature in known:
            posts[feature].append(entry)
    weights = {feature: _weight(feature, len(found), len(entries)) for feature, found in posts.items()}
    lengths = [sqrt(sum(weights[feature] ** 2 for feature in known)) for _code, known in entries]
    usual = sum(lengths) / len(lengths)
    norms = [(1 - PIVOT) * usual + PIVOT * length for length in lengths]
    return Index(posts, [code for code, _known in entries], norms, weights)


def _weight(feature: str, known: int, of: int) -> float:
    rare = log(of / known)
    return rare if feature[0] in "=^" or is_kanji(feature) else INNER * rare


def _entries() -> Iterator[tuple[str, str]]:
    """(code, words), each once."""
    for code, said in names().items():
        for words in dict.fromkeys(_parts(said.values())):
            yield code, words
    for code, words in synonyms():
        yield code, words


def _parts(said: Iterable[str]) -> Iterator[str]:
    for name in said:
        yield name
        yield from filter(None, map(str.strip, PARTS.split(name)))
