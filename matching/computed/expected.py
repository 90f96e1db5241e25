"""The pairs a person would make, and where the engine ranks them: the measure everybody can read."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from companies.models import Firm

from ..scoring.pair_score import PairScore, rank_partners

PAIRS_FILE = Path(__file__).resolve().parents[2] / "demo" / "expected_pairs.csv"


class Ranked(NamedTuple):
    """Ranks from 1; None when the engine excludes the pair or a firm has nothing published."""

    japan: str
    partner: str
    forward: int | None
    backward: int | None


class Expected(NamedTuple):
    rows: list[Ranked]
    figures: dict


def read_pairs(path: Path = PAIRS_FILE) -> list[tuple[str, str]]:
    """[(Japanese key, Central Asian key)] from a CSV with the columns japan, central_asia."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["japan"], row["central_asia"]) for row in csv.DictReader(file)]


def rank_expected(scores: Iterable[PairScore], pairs: list[tuple[str, str]]) -> Expected:
    """Rank of each right partner, the other right ones set aside, in both directions."""
    firms = {
        firm.import_key: firm for firm in Firm.objects.filter(import_key__in={key for pair in pairs for key in pair})
    }
    ids = {key: str(firm.pk) for key, firm in firms.items()}
    scores = list(scores)
    right = defaultdict(set)
    for japan, partner in pairs:
        right[ids.get(japan)].add(ids.get(partner))
        right[ids.get(partner)].add(ids.get(japan))
    rows = []
    for japan, partner in pairs:
        a, b = ids.get(japan), ids.get(partner)
        names = [str(firms.get(key, key)) for key in (japan, partner)]
        rows.append(Ranked(*names, _rank(scores, a, b, right), _rank(scores, b, a, right)))
    return Expected(rows, _figures(rows))


def _rank(scores: list[PairScore], firm: str | None, wanted: str | None, right: dict) -> int | None:
    others = (
        [pair.central_asia if pair.japan == firm else pair.japan for pair in rank_partners(scores, firm)] if firm
        else []
    )
    left = [other for other in others if other == wanted or other not in right[firm]]
    return left.index(wanted) + 1 if wanted in left else None


def _figures(rows: list[Ranked]) -> dict:
    def within(limit: int) -> list[int]:
        return [
            sum(bool(rank) and rank <= limit for rank in column)
            for column in zip(*[(r.forward, r.backward) for r in rows], strict=True)
        ]

    return {"pairs": len(rows), "first": within(1), "top3": within(3)}
