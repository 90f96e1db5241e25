"""From findings to points: the score of one direction, and the same score taken apart for people."""
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import starmap

import numpy as np

from .factors import MEASURES, SOURCE_FIELDS, Finding, Party


@dataclass(frozen=True, slots=True)
class Source:
    """A field and its values, as the firm gave them."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """`points` of `max_points`; `ours` is the field of the firm that looks, `theirs` that of the firm looked at."""

    code: str
    reason: str
    points: int
    max_points: int
    ours: Source
    theirs: Source
    params: dict = field(default_factory=dict)

    def as_dict(self) -> dict:
        return {
            "code": self.code, "reason": self.reason, "points": self.points, "max_points": self.max_points,
            "ours": {"field": self.ours.field, "values": self.ours.values},
            "theirs": {"field": self.theirs.field, "values": self.theirs.values},
            "params": dict(self.params),
        }


def direction_factors(
    ours: Party, theirs: Party, text: Finding, hs: Finding, score: float, weights: dict
) -> tuple[Factor, ...]:
    """The direction's score taken apart; the points add up to the rounded score."""
    counted = _counted(ours, theirs, text, hs, weights)
    whole = sum(weight for _, weight, _ in counted)
    most = _most(tuple(weight for _, weight, _ in counted))
    exact = [100 * weight * finding.strength / whole for _, weight, finding in counted]
    points = _rounded_to(exact, rounded(score), most)
    rows = zip((code for code, _, _ in counted), (finding for _, _, finding in counted), points, most, strict=True)
    return tuple(starmap(_factor, rows))


@lru_cache(maxsize=1024)
def _most(weights: tuple[float, ...]) -> list[int]:
    """The points of each factor when all of them make 100."""
    whole = sum(weights)
    return _rounded_to([100 * weight / whole for weight in weights], 100, [100] * len(weights))


def rounded(score: float) -> int:
    """Half goes up, everywhere and always."""
    return int(score + 0.5)


def all_rounded(scores: np.ndarray) -> np.ndarray:
    return (scores + 0.5).astype(np.int64)


def _counted(ours: Party, theirs: Party, text: Finding, hs: Finding, weights: dict) -> list[tuple[str, float, Finding]]:
    points = weights["points"]
    findings = [
        ("text", text), ("hs", hs), *((code, measure(ours, theirs, weights)) for code, measure in MEASURES.items())
    ]
    return [(code, points[code], finding) for code, finding in findings if finding is not None and points[code]]


# What says nothing of the two lines is the same for very many pairs.
@lru_cache(maxsize=65536)
def _factor(code: str, finding: Finding, points: int, most: int) -> Factor:
    ours, theirs = SOURCE_FIELDS[code]
    params = {name: list(values) for name, values in finding.params}
    return Factor(
        code, finding.reason, points, most, Source(ours, finding.ours), Source(theirs, finding.theirs), params
    )


def _rounded_to(parts: Sequence[float], whole: int, caps: Sequence[int]) -> list[int]:
    """Whole numbers near the parts that add up to `whole`, none above its cap:
    the largest remainders are rounded up.
    """
    numbers = [int(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: (numbers[place] - parts[place], place))
    while sum(numbers) < whole:
        place = next(place for place in by_remainder if numbers[place] < caps[place])
        numbers[place] += 1
        by_remainder.remove(place)
        by_remainder.append(place)
    return numbers
