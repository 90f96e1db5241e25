"""Quality of the text comparison on a task file: `python benchmarks/matching.py TASK.json [--json]`.

The file: `{"name", "a": [[id, text or texts]…], "b": […], "rel": null or {id: {id: gain}}}`, its two languages the
last two parts of the name. Each entry is a firm with one profile of these lines; the order in which the product's text
points put the other side is measured, `forward` from a to b and `backward`. Gini and never shown: of lists of ten.
"""
import argparse
import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # this file has the name of the app

import numpy as np  # noqa: E402

from benchmarks.vectors import read_texts  # noqa: E402
from matching.scoring.means import line_means  # noqa: E402
from matching.scoring.meeting import meet  # noqa: E402
from matching.scoring.profile import CENTRAL_ASIA, JAPAN, FirmFacts, LineFacts, ProfileFacts  # noqa: E402
from matching.scoring.sides import make_pool  # noqa: E402
from matching.scoring.weights import DEFAULT_WEIGHTS  # noqa: E402

SHOWN = 10


def firms_of(entries: list, side: str, language: str) -> list[FirmFacts]:
    """Ids keep the order of the entries."""
    country, kind = ("JP", "offer") if side == JAPAN else ("KZ", "request")

    def firm(place: int, texts: list[str]) -> FirmFacts:
        name = f"{side}{place:06}"
        lines = tuple(LineFacts(f"{name}-{row}", text, language) for row, text in enumerate(texts))
        return FirmFacts(name, side, country, profiles=(ProfileFacts(name, name, kind, "supply", lines),))

    return [firm(place, [texts] if isinstance(texts, str) else texts) for place, (_, texts) in enumerate(entries)]


def text_points(japan: list[FirmFacts], partners: list[FirmFacts], vectors: Mapping) -> np.ndarray:
    """(japan, partners): the strength of the product's text factor. `vectors`: text → encoder → pieces."""
    lines = [line for firm in (*japan, *partners) for profile in firm.profiles for line in profile.lines]
    by_line = {line.id: vectors[line.text] for line in lines if line.text in vectors}
    pool = make_pool(japan, partners, by_line, line_means([*japan, *partners], by_line), DEFAULT_WEIGHTS)
    everybody = np.arange(len(partners))
    return np.stack([meet(pool, one, everybody).text for one in range(len(japan))])


def measures(table: np.ndarray, right: list[dict[int, float]]) -> dict[str, float]:
    """`right`: for each row its right columns with their gains."""
    order = np.argsort(-table, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(table.shape[1])[None, :], axis=1)
    asked = [row for row, targets in enumerate(right) if targets]
    best = np.array([min(places[row, target] for target in right[row]) for row in asked])
    shown = np.bincount(order[:, :SHOWN].ravel(), minlength=table.shape[1])
    return {
        "r1": float((best < 1).mean()), "r5": float((best < 5).mean()), "r10": float((best < 10).mean()),
        "mrr": float((1 / (best + 1)).mean()),
        "ndcg": float(np.mean([_ndcg({places[row, target]: gain for target, gain in right[row].items()})
                               for row in asked])),
        "gini": gini(shown), "never_shown": float((shown == 0).mean()),
    }


def _ndcg(gains: dict[int, float]) -> float:
    """Of the first ten."""
    found = sum(gain / np.log2(place + 2) for place, gain in gains.items() if place < SHOWN)
    ideal = sum(
        gain / np.log2(place + 2) for place, gain in enumerate(sorted(gains.values(), reverse=True)[:SHOWN])
    )
    return float(found / ideal) if ideal else 0.0


def gini(counts: np.ndarray) -> float:
    counts = np.sort(counts)
    ranks = 2 * np.arange(1, len(counts) + 1) - len(counts) - 1
    return float(ranks @ counts / (len(counts) * counts.sum()))


def measure(task: dict) -> dict:
    languages = task["name"].split("_")[-2:]
    texts = [
        (text, language) for side, language in zip("ab", languages, strict=True) for _, own in task[side]
        for text in ([own] if isinstance(own, str) else own)
    ]
    vectors, encoding = read_texts(texts)
    start = time.process_time()
    sides = [firms_of(task[side], name, language)
             for side, name, language in zip("ab", (JAPAN, CENTRAL_ASIA), languages, strict=True)]
    table = text_points(*sides, vectors)
    rows, columns = ({str(name): place for place, (name, _) in enumerate(task[side])} for side in "ab")
    relevant = task.get("rel") or {name: {name: 1} for name in rows if name in columns}
    forward: list[dict[int, float]] = [{} for _ in rows]
    backward: list[dict[int, float]] = [{} for _ in columns]
    for name, targets in relevant.items():
        for target, gain in targets.items():
            if str(name) in rows and str(target) in columns:
                forward[rows[str(name)]][columns[str(target)]] = gain
                backward[columns[str(target)]][rows[str(name)]] = gain
    return {
        "forward": measures(table, forward), "backward": measures(table.T, backward),
        "cpu_s": round(time.process_time() - start, 2), "encoding_cpu_s": round(encoding, 2),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("tasks", type=Path, nargs="+")
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    for path in chosen.tasks:
        task = json.loads(path.read_text(encoding="utf-8"))
        found = measure(task)
        if chosen.json:
            print(json.dumps(found))
        else:
            print(f"{task['name']}: {len(task['a'])} × {len(task['b'])}, {found['cpu_s']} CPU-s")
            for way in ("forward", "backward"):
                print(f"  {way:8}", "  ".join(f"{name} {value:.3f}" for name, value in found[way].items()))


if __name__ == "__main__":
    main()
