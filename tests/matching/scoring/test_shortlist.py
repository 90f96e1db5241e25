"""The shortlist of a large side, and who is chosen from it."""
import numpy as np
import pytest

from matching.scoring import shortlist as lists
from matching.scoring.engine import evident_pairs, joined
from matching.scoring.selection import best_of_each
from matching.scoring.shortlist import Shortlist, found_pairs
from matching.scoring.sides import make_pool
from matching.scoring.weights import DEFAULT_WEIGHTS

from .build import DIMS, direction, firm, line, profile, vectors_by_text

LANGUAGES = ("en", "uz", "kk")  # that may be written in Latin letters
MEANS = {
    encoder: {"": 0 * direction("", encoder)} | {word: 2 * direction(word, encoder) for word in LANGUAGES}
    for encoder in DIMS
}
TOPICS = [f"topic{number}" for number in range(12)]


def crowd(side: str, count: int, kind: str, codes: bool = False):
    """Firms in several languages, two lines each, in turn of each topic."""
    return [
        firm(f"{side}{number:03}", profile(f"{side}{number:03}-a", kind, lines=[
            line(f"{side}{number}.{place}", f"{TOPICS[(number + 5 * place) % 12]} {number}",
                 LANGUAGES[number // 12 % 3], ["842230"] if codes else ())
            for place in range(2)
        ]))
        for number in range(count)
    ]


def crowded_pool():
    sides = crowd("j", 40, "offer"), crowd("k", 90, "request")
    return make_pool(*sides, vectors_by_text(*sides[0], *sides[1]), MEANS, DEFAULT_WEIGHTS)


@pytest.fixture(scope="module")
def pool():
    return crowded_pool()


@pytest.fixture
def small(monkeypatch):
    """Sides as large as these are met by a shortlist."""
    for name, value in {"SMALL": 10, "ROW": 30, "COLUMN": 8, "SAMPLE": 16, "CHUNK": 32, "BLOCK": 7}.items():
        monkeypatch.setattr(lists, name, value)


def pairs(met) -> set[tuple[int, int]]:
    return set(zip(met.ours.tolist(), met.theirs.tolist(), strict=True))


def test_a_small_side_is_met_whole(pool):
    everybody = found_pairs(Shortlist(pool), range(40))
    assert pairs(everybody) == pairs(evident_pairs(pool))


def test_a_shortlist_loses_few_pairs_and_looks_at_few(pool, small):
    kept = Shortlist(pool)
    some = [among for among in kept.of(range(40)) if among is not None]
    assert np.mean([len(among) for among in some]) < 60
    exact, found = pairs(evident_pairs(pool)), pairs(found_pairs(kept, range(40)))
    assert found <= exact
    assert len(found) >= 0.9 * len(exact)


def test_shards_find_what_one_pass_finds(pool, small):
    kept = Shortlist(pool)
    parts = joined([found_pairs(kept, range(start, start + 8)) for start in range(0, 40, 8)])
    whole = found_pairs(kept, range(40))
    assert all(np.array_equal(one, other) for one, other in zip(parts, whole, strict=True))


def test_who_may_not_meet_stands_on_no_shortlist(small):
    sides = crowd("j", 30, "offer"), crowd("k", 30, "offer")
    alike = make_pool(*sides, vectors_by_text(*sides[0], *sides[1]), MEANS, DEFAULT_WEIGHTS)
    assert [len(among) for among in Shortlist(alike).of(range(30))] == [0] * 30


def test_the_best_of_either_firm_stay_candidates():
    ours, theirs = np.array([0] * 30 + [1]), np.array([*range(30), 29])
    fits = np.array([*range(60, 90), 20])
    rows = best_of_each(ours, theirs, fits, 16)
    assert 30 in rows, "the only pair of firm 1"
    assert set(range(14, 30)) <= set(rows.tolist())
