"""Does a language starve the other: `python -m benchmarks.matching_share ONE.json OTHER.json [--seeds 3]`.

A side of partners of which half write the language of the first task file, half that of the second, and Japanese firms
with the goods of both. Printed: the first language's share of the lists of ten and of the pairs with evidence, and of
either language how many right partners stand among the first ten.
"""
import argparse
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.matching import SHOWN, firms_of
from benchmarks.matching_profiles import verdicts
from benchmarks.vectors import read_texts
from matching.scoring.profile import CENTRAL_ASIA, JAPAN, FirmFacts


def goods_of(task: dict, count: int, chance: random.Random) -> list[tuple[str, str]]:
    targets = dict(task["b"])
    return chance.sample([(text, targets[name]) for name, text in task["a"] if name in targets], count)


def writing(firm: FirmFacts, language: str) -> FirmFacts:
    profiles = [
        replace(profile, lines=tuple(replace(line, language=language) for line in profile.lines))
        for profile in firm.profiles
    ]
    return replace(firm, profiles=tuple(profiles))


def measure(tasks: list[dict], seed: int) -> list[float]:
    chance = random.Random(seed)
    count = min(len(task["a"]) for task in tasks) * 9 // 10
    goods = [pair for task in tasks for pair in goods_of(task, count, chance)]
    languages = [task["name"].split("_")[-1] for task in tasks for _ in range(count)]
    japan = firms_of([[place, text] for place, (text, _) in enumerate(goods)], JAPAN, "ja")
    partners = firms_of([[place, text] for place, (_, text) in enumerate(goods)], CENTRAL_ASIA, "")
    partners = [writing(firm, language) for firm, language in zip(partners, languages, strict=True)]
    lines = [line for firm in (*japan, *partners) for profile in firm.profiles for line in profile.lines]
    vectors, _ = read_texts((line.text, line.language) for line in lines)
    scores, passed = verdicts(japan, partners, vectors)
    shown = np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN]
    found = (shown == np.arange(len(goods))[:, None]).any(axis=1)
    return [
        (shown < count).mean(), passed[:, :count].sum() / passed.sum(), found[:count].mean(), found[count:].mean()
    ]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("tasks", type=Path, nargs=2)
    arguments.add_argument("--seeds", type=int, default=3)
    chosen = arguments.parse_args()
    tasks = [json.loads(path.read_text(encoding="utf-8")) for path in chosen.tasks]
    names = ("share of lists", "share of evidence", "first ten", "first ten of the other")
    found = np.mean([measure(tasks, seed) for seed in range(chosen.seeds)], axis=0)
    print(tasks[0]["name"], "  ".join(f"{name} {value:.3f}" for name, value in zip(names, found, strict=True)))


if __name__ == "__main__":
    main()
