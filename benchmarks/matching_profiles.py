"""Who is troubled and who is left out: `python benchmarks/matching_profiles.py [--data FOLDER] [--seeds 3] [--json]`.

Seeded populations from the development sets: of the goods of a set, half belong to pairs of partners, a quarter to
firms of either side without a partner. Firms have one, two or three lines. With codes: of true pairs three in five
share the heading, one in five only the chapter, one in five has none; one in five of the firms without a partner has
none, all others draw from the same few chapters. `kept`: of the true partners that stand among the first three, those
that are still suggested; `troubled`: firms without a partner that get any suggestion.
"""
import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

import numpy as np  # noqa: E402

from benchmarks.vectors import Vectors, read_texts  # noqa: E402
from matching.scoring.means import line_means  # noqa: E402
from matching.scoring.meeting import meet  # noqa: E402
from matching.scoring.profile import CENTRAL_ASIA, JAPAN, FirmFacts, LineFacts, ProfileFacts  # noqa: E402
from matching.scoring.sides import make_pool  # noqa: E402
from matching.scoring.weights import DEFAULT_WEIGHTS  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "matching_dev"
FIRST = 3
CHAPTERS = (8, 20, 28, 30, 39, 44, 52, 61, 73, 84, 85, 94)
HEADINGS = 12
Goods = list[tuple[str, str]]  # the two texts of each


def populations(goods: Goods, lines: int, seed: int) -> Iterator[tuple[list[list], list[list], int]]:
    """(goods of each Japanese firm, goods of each partner, how many pairs come first in both)."""
    chance = random.Random(seed)
    mixed = chance.sample(goods, len(goods))
    firms = [mixed[start : start + lines] for start in range(0, len(mixed) - lines + 1, lines)]
    pairs, alone = len(firms) // 2, len(firms) // 4
    yield firms[: pairs + alone], firms[:pairs] + firms[pairs + alone : pairs + 2 * alone], pairs


def codes(pairs: int, japan: int, partners: int, lines: int, seed: int) -> tuple[list, list]:
    """For each firm of either side the codes of its lines."""
    chance = random.Random(seed + 1000)

    def drawn(chapter: int | None = None) -> str:
        return f"{chapter or chance.choice(CHAPTERS):02}{chance.randint(1, HEADINGS):02}"

    sides: tuple[list, list] = ([], [])
    for _ in range(pairs):
        case = chance.choices(("heading", "chapter", "none"), (3, 1, 1))[0]
        ours = [drawn() for _ in range(lines)]
        theirs = ours if case == "heading" else [drawn(int(code[:2])) for code in ours]
        for side, own in zip(sides, (ours, theirs), strict=True):
            side.append([(code,) if case != "none" else () for code in own])
    for side, count in zip(sides, (japan, partners), strict=True):
        while len(side) < count:
            given = chance.random() < 0.8
            side.append([(drawn(),) if given else () for _ in range(lines)])
    return sides


def firms_of(side: str, goods: list[list], language: str, column: int, codes_: list | None) -> list[FirmFacts]:
    country, kind = ("JP", "offer") if side == JAPAN else ("KZ", "request")
    found = []
    for place, own in enumerate(goods):
        name = f"{side}{place:05}"
        lines = tuple(
            LineFacts(f"{name}-{row}", texts[column], language, codes_[place][row] if codes_ else ())
            for row, texts in enumerate(own)
        )
        found.append(FirmFacts(name, side, country, profiles=(ProfileFacts(name, name, kind, "supply", lines),)))
    return found


def verdicts(japan: list[FirmFacts], partners: list[FirmFacts], vectors: Vectors) -> tuple[np.ndarray, np.ndarray]:
    """(japan, partners): the weaker score, and whether there is evidence."""
    lines = [line for firm in (*japan, *partners) for profile in firm.profiles for line in profile.lines]
    by_line = {line.id: vectors[line.text] for line in lines if line.text in vectors}
    pool = make_pool(japan, partners, by_line, line_means([*japan, *partners], by_line), DEFAULT_WEIGHTS)
    met = [meet(pool, one, np.arange(len(partners))) for one in range(len(japan))]
    return np.stack([np.minimum(one.forward, one.backward) for one in met]), np.stack([one.passed for one in met])


def figures(scores: np.ndarray, passed: np.ndarray, pairs: int) -> dict[str, float]:
    """Both ways together."""
    true = np.arange(pairs)
    own = scores[true, true]
    first = [(scores[:pairs] > own[:, None]).sum(axis=1) < FIRST, (scores[:, :pairs] > own).sum(axis=0) < FIRST]
    shown = passed[true, true]
    troubled = np.concatenate([passed[pairs:].any(axis=1), passed[:, pairs:].any(axis=0)])
    return {
        "first": float(np.mean(first)),
        "kept": float(np.mean([shown[among].mean() for among in first])),
        "troubled": float(troubled.mean()),
    }


def measure(goods: Goods, languages: list[str], vectors: Vectors, seeds: int) -> list[dict]:
    found = []
    for lines in (1, 2, 3):
        for coded in (False, True):
            rows = []
            for seed in range(seeds):
                for ours, theirs, pairs in populations(goods, lines, seed):
                    drawn = codes(pairs, len(ours), len(theirs), lines, seed) if coded else (None, None)
                    sides = (
                        firms_of(JAPAN, ours, languages[0], 0, drawn[0]),
                        firms_of(CENTRAL_ASIA, theirs, languages[1], 1, drawn[1]),
                    )
                    rows.append(figures(*verdicts(*sides, vectors), pairs))
            means = {name: round(float(np.mean([row[name] for row in rows])), 3) for name in rows[0]}
            found.append({"lines": lines, "codes": coded} | means)
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--seeds", type=int, default=3)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    start, everything = time.process_time(), {}
    for path in sorted(chosen.data.glob("*.json")):
        task = json.loads(path.read_text(encoding="utf-8"))
        languages = task["name"].split("_")[-2:]
        targets = dict(task["b"])
        goods = [(text, targets[name]) for name, text in task["a"] if name in targets]
        vectors, _ = read_texts([(pair[side], languages[side]) for pair in goods for side in (0, 1)])
        everything[task["name"]] = measure(goods, languages, vectors, chosen.seeds)
        if not chosen.json:
            for row in everything[task["name"]]:
                kind = "with codes" if row["codes"] else "texts alone"
                print(f"{task['name']:14} {row['lines']} lines {kind:12} first three {row['first']:.3f}"
                      f"  kept {row['kept']:.3f}  troubled {row['troubled']:.3f}")
    if chosen.json:
        print(json.dumps(everything | {"cpu_s": round(time.process_time() - start, 1)}))


if __name__ == "__main__":
    main()
