import random
from itertools import product

import numpy as np
import pytest

from matching.scoring.selection import assign


def chosen(pairs, limits=1, other_limits=None):
    """`pairs`: {(Japanese place, partner place): fit}; the chosen ones."""
    ours, theirs = (np.array([names[side] for names in pairs], dtype=np.int64) for side in (0, 1))
    sizes = (1 + max(column, default=-1) for column in (ours, theirs))
    most = [np.full(size, limit) for size, limit in zip(sizes, (limits, other_limits or limits), strict=True)]
    taken = assign(ours, theirs, np.array(list(pairs.values()), dtype=np.int64), *most)
    return {names for names, one in zip(pairs, taken, strict=True) if one}


def shown(pairs):
    counts = {}
    for pair in pairs:
        for firm in enumerate(pair):
            counts[firm] = counts.get(firm, 0) + 1
    return counts


def best_by_trying_everything(pairs, limit):
    """(firms reached, sum of fits) of the best allowed choice."""
    best = (0, 0)
    for picks in product((False, True), repeat=len(pairs)):
        picked = [one for one, taken in zip(pairs, picks, strict=True) if taken]
        counts = shown(picked)
        if max(counts.values(), default=0) <= limit:
            best = max(best, (len(counts), sum(pairs[one] for one in picked)))
    return best


@pytest.mark.parametrize("seed", range(12))
def test_selection_is_as_good_as_trying_everything(seed):
    chance = random.Random(seed)
    pairs = {names: chance.randint(20, 100) for names in chance.sample(list(product(range(4), repeat=2)), 9)}
    limit = chance.randint(1, 3)
    picked = chosen(pairs, limit)
    assert (len(shown(picked)), sum(pairs[one] for one in picked)) == best_by_trying_everything(pairs, limit)
    assert max(shown(picked).values(), default=0) <= limit


def test_a_popular_firm_leaves_room_for_the_others():
    assert chosen({(0, 0): 99, (1, 0): 98, (0, 1): 45}) == {(1, 0), (0, 1)}


def test_nobody_with_evidence_is_left_out():
    chance = random.Random(1)
    pairs = {(one, other): 30 + chance.randint(0, 30) + 40 * (other < 3) for one in range(20) for other in range(30)}
    counts = shown(chosen(pairs, 5))
    assert len(counts) == 50
    assert max(counts.values()) <= 5


def test_either_side_has_its_own_limit():
    pairs = {(0, other): 50 + other for other in range(4)}
    assert chosen(pairs, 2, 1) == {(0, 2), (0, 3)}
    assert chosen({}) == set()


def test_the_same_pairs_give_the_same_choice():
    chance = random.Random(5)
    pairs = {(one, other): chance.randint(40, 45) for one in range(8) for other in range(8)}
    assert chosen(pairs, 2) == chosen(pairs, 2)
