"""The pairs a person would make, and where the engine ranks them: the measure everybody can read."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from companies.models import Firm

from ..scoring.ranking import ranked_partners
from ..scoring.sides import Pool

PAIRS_FILE = Path(__file__).resolve().parents[2] / "demo" / "expected_pairs.csv"


class Ranked(NamedTuple):
    """Keys of the two firms, ranks from 1; None when the engine excludes the pair or a firm has nothing published."""

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


def rank_expected(pool: Pool, pairs: list[tuple[str, str]]) -> list[Ranked]:
    """Rank of each right partner, the other right ones set aside, in both directions."""
    keys = {key for pair in pairs for key in pair}
    ids = {key: str(pk) for key, pk in Firm.objects.filter(import_key__in=keys).values_list("import_key", "pk")}
    right = defaultdict(set)
    for japan, partner in pairs:
        right[ids.get(japan)].add(ids.get(partner))
        right[ids.get(partner)].add(ids.get(japan))
    partners = {name: ranked_partners(pool, name) for name in right if name}
    rows = []
    for japan, partner in pairs:
        a, b = ids.get(japan), ids.get(partner)
        rows.append(Ranked(japan, partner, _rank(partners, a, b, right), _rank(partners, b, a, right)))
    return rows


def expected_of(rows: Iterable[Ranked]) -> Expected:
    """With the names of the firms instead of their keys, as the reader reads them."""
    rows = list(rows)
    keys = {key for row in rows for key in row[:2]}
    firms = {firm.import_key: str(firm) for firm in Firm.objects.filter(import_key__in=keys)}
    named = [Ranked(firms.get(row.japan, row.japan), firms.get(row.partner, row.partner), *row[2:]) for row in rows]
    return Expected(named, _figures(named))


def _rank(partners: dict, firm: str | None, wanted: str | None, right: dict) -> int | None:
    left = [other for other in partners.get(firm, ()) if other == wanted or other not in right[firm]]
    return left.index(wanted) + 1 if wanted in left else None


def _figures(rows: list[Ranked]) -> dict:
    def within(limit: int) -> list[int]:
        return [
            sum(bool(rank) and rank <= limit for rank in column)
            for column in zip(*[(r.forward, r.backward) for r in rows], strict=True)
        ]

    return {"pairs": len(rows), "first": within(1), "top3": within(3)}
