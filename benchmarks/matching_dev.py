"""The firms as they type themselves: `python -m benchmarks.matching_dev [--data ../shared/data] [--detail]`.

The rank of each expected partner, in both directions, with HS codes and texts off too, and which have evidence.
"""
import argparse
import csv
import json
from itertools import groupby
from pathlib import Path

import numpy as np

from benchmarks.vectors import read_texts
from matching.encoding import TextNotEncodable, prepare
from matching.scoring.engine import score_pool
from matching.scoring.means import line_means
from matching.scoring.pair_score import PairScore, rank_partners
from matching.scoring.profile import CENTRAL_ASIA, JAPAN, FirmFacts, LineFacts, ProfileFacts
from matching.scoring.weights import DEFAULT_WEIGHTS

ROOT = Path(__file__).resolve().parents[1]
# Firms that the portal's own import refuses: a duplicate and two wrong check digits.
REFUSED = {"x01", "x02", "x03"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def firms_of(data: Path) -> list[FirmFacts]:
    """The firms of the csv files, the way the portal's import would make them."""
    rows = {row["key"]: row for row in read(data / "firms.csv") if row["key"] not in REFUSED}
    lines = [row for row in read(data / "lines.csv") if row["firm"] in rows and _encodable(row["text"])]
    profiles = {
        key: _profiles(key, rows[key]["language"], list(own)) for key, own in groupby(
            lines, key=lambda row: row["firm"]
        )
    }
    return [_firm(row, profiles.get(key, ())) for key, row in rows.items()]


def _encodable(text: str) -> bool:
    try:
        return bool(prepare(text))
    except TextNotEncodable:
        return False


def _profiles(firm: str, language: str, rows: list[dict[str, str]]) -> tuple[ProfileFacts, ...]:
    grouped: dict[tuple, list[LineFacts]] = {}
    for place, row in enumerate(rows):
        codes = tuple(filter(None, (code.strip() for code in row["hs_codes"].split(";"))))
        line = LineFacts(f"{firm}-{place}", row["text"], language, codes)
        grouped.setdefault((row["kind"], row["cooperation"], frozenset(row["markets"].split())), []).append(line)
    return tuple(
        ProfileFacts(f"{firm}-{place}", firm, kind, cooperation, tuple(lines), markets)
        for place, ((kind, cooperation, markets), lines) in enumerate(grouped.items())
    )


def _firm(row: dict[str, str], profiles: tuple[ProfileFacts, ...]) -> FirmFacts:
    certificates = tuple(filter(None, (name.strip() for name in row["certificates"].split(";"))))
    side = JAPAN if row["country"] == "JP" else CENTRAL_ASIA
    return FirmFacts(row["key"], side, row["country"], tuple(row["languages"].split()),
                     certificates, int(row["employees"]), profiles=profiles)


def ranks(pairs: list[PairScore], expected: list[tuple[str, str]]) -> dict[str, list[int]]:
    """Rank of each right partner with the other right ones set aside; 0 = not a candidate at all."""
    right: dict[str, set[str]] = {}
    for one, other in expected:
        right.setdefault(one, set()).add(other)
        right.setdefault(other, set()).add(one)
    ways = {"forward": expected, "backward": [(other, one) for one, other in expected]}
    return {way: [_rank(pairs, firm, partner, right[firm]) for firm, partner in asked] for way, asked in ways.items()}


def _rank(pairs: list[PairScore], firm: str, partner: str, right: set[str]) -> int:
    others = [pair.other(firm) for pair in rank_partners(pairs, firm)]
    asked = [other for other in others if other == partner or other not in right]
    return asked.index(partner) + 1 if partner in asked else 0


def without(*factors: str) -> dict:
    """The default weights with some factors off."""
    points = {name: 0 if name in factors else weight for name, weight in DEFAULT_WEIGHTS["points"].items()}
    return DEFAULT_WEIGHTS | {"points": points}


def show_firms(data: Path, detail: bool) -> None:
    firms = firms_of(data)
    lines = [line for firm in firms for profile in firm.profiles for line in profile.lines]
    table, _ = read_texts((line.text, line.language) for line in lines)
    vectors = {line.id: table[line.text] for line in lines if line.text in table}
    means = line_means(firms, vectors)
    sides = [[firm for firm in firms if firm.side == side] for side in (JAPAN, CENTRAL_ASIA)]
    expected = [(row["japan"], row["central_asia"]) for row in read(data / "expected_pairs.csv")]
    print(f"{len(sides[0])} × {len(sides[1])} firms, {len(lines)} lines, {len(expected)} expected pairs")
    for title, weights in {
        "all factors": DEFAULT_WEIGHTS,
        "without HS codes": without("hs"),
        "without texts": without("text"),
        "texts alone": without(*(set(DEFAULT_WEIGHTS["points"]) - {"text"})),
    }.items():
        pairs = list(score_pool(*sides, vectors, means, weights))
        found = ranks(pairs, expected)
        first, top3 = ([sum(0 < rank <= most for rank in found[way]) for way in found] for most in (1, 3))
        print(f"{title:18} first {first}  top 3 {top3}  forward {found['forward']}  backward {found['backward']}")
        if detail and weights is DEFAULT_WEIGHTS:
            _show_pairs(pairs, expected)
        evident = {(pair.japan, pair.central_asia) for pair in pairs if pair.evident and not pair.exclusions}
        print(f"  evidence: {len(evident & set(expected))} of the expected, {len(evident - set(expected))} others")
        if weights is DEFAULT_WEIGHTS:
            summary = {"pairs": len(expected), "first": first, "top3": top3}
    print(json.dumps(summary))


def _show_pairs(pairs: list[PairScore], expected: list[tuple[str, str]]) -> None:
    by_firms = {(pair.japan, pair.central_asia): pair for pair in pairs}
    for pair in (by_firms[names] for names in expected):
        points = " ".join(f"{factor.code}+{factor.points}/{factor.max_points}" for factor in pair.forward_factors)
        print(f"  {pair.japan} {pair.central_asia} fit {pair.fit} ({pair.forward:.1f} {pair.backward:.1f}) {points}",
              [caution.code for caution in pair.cautions])
    others = sorted((
        pair for pair in pairs if (pair.japan, pair.central_asia) not in set(expected) and not pair.exclusions
    ),
                    key=lambda pair: -pair.weaker)
    print("  best of the others:", [(pair.japan, pair.central_asia, pair.fit) for pair in others[:12]])
    print("  fits of the others, deciles:", np.quantile([pair.fit for pair in others], np.linspace(0, 1, 11)).tolist())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    arguments.add_argument("--detail", action="store_true", help="show each expected pair's factors")
    chosen = arguments.parse_args()
    show_firms(chosen.data, chosen.detail)


if __name__ == "__main__":
    main()
