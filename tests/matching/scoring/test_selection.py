import random
from itertools import product

import pytest

from matching.scoring.exclusions import Exclusion
from matching.scoring.pair_score import PairScore
from matching.scoring.selection import select_suggestions


def pair(japan, partner, fit, **facts):
    return PairScore(japan, partner, 1, fit=fit, **({"evident": fit >= 40} | facts))


def chosen(pairs, limits=1):
    return {(one.japan, one.central_asia) for one in select_suggestions(pairs, limits)}


def shown(pairs):
    counts = {}
    for one in pairs:
        for firm in (one.japan, one.central_asia):
            counts[firm] = counts.get(firm, 0) + 1
    return counts


def best_by_trying_everything(pairs, limit):
    """(firms reached, sum of fits) of the best allowed choice."""
    plausible = [one for one in pairs if one.evident]
    best = (0, 0)
    for picks in product((False, True), repeat=len(plausible)):
        picked = [one for one, taken in zip(plausible, picks, strict=True) if taken]
        counts = shown(picked)
        if max(counts.values(), default=0) <= limit:
            best = max(best, (len(counts), sum(one.fit for one in picked)))
    return best


@pytest.mark.parametrize("seed", range(25))
def test_selection_is_as_good_as_trying_everything(seed):
    chance = random.Random(seed)
    firms = [(f"j{one}", f"k{other}") for one in range(4) for other in range(4)]
    pairs = [pair(*names, chance.randint(20, 100)) for names in chance.sample(firms, 10)]
    limit = chance.randint(1, 3)
    picked = select_suggestions(pairs, limit)
    assert (len(shown(picked)), sum(one.fit for one in picked)) == best_by_trying_everything(pairs, limit)
    assert max(shown(picked).values(), default=0) <= limit


def test_a_popular_firm_leaves_room_for_the_others():
    pairs = [pair("j1", "k1", 99), pair("j2", "k1", 98), pair("j1", "k2", 45)]
    assert chosen(pairs) == {("j2", "k1"), ("j1", "k2")}


def test_nobody_with_a_plausible_partner_is_left_out():
    chance = random.Random(1)
    pairs = [pair(f"j{one:02}", f"k{other:02}", min(100, 30 + chance.randint(0, 30) + 40 * (other < 3)))
             for one in range(20) for other in range(30)]
    picked = select_suggestions(pairs, 5)
    assert len(shown(picked)) == len(shown(one for one in pairs if one.evident)) == 50
    assert max(shown(picked).values()) <= 5


def test_pairs_without_evidence_and_excluded_ones_are_never_chosen():
    out = (Exclusion("rival", "japan"),)
    pairs = [pair("j1", "k1", 99, evident=False), pair("j1", "k2", 90, exclusions=out), pair("j2", "k1", 40)]
    assert chosen(pairs) == {("j2", "k1")}


def test_each_firm_may_have_its_own_limit():
    pairs = [pair("j1", f"k{place}", 50 + place) for place in range(4)]
    assert chosen(pairs, {"j1": 2, "k0": 1, "k1": 1, "k2": 1, "k3": 0}) == {("j1", "k1"), ("j1", "k2")}
    assert chosen(pairs, 0) == set() == chosen([], 3)


def test_selection_does_not_depend_on_the_order():
    chance = random.Random(5)
    pairs = [pair(f"j{one}", f"k{other}", chance.randint(40, 45)) for one in range(8) for other in range(8)]
    first = select_suggestions(pairs, 2)
    chance.shuffle(pairs)
    assert select_suggestions(pairs, 2) == first == sorted(first, key=lambda one: (one.japan, one.central_asia))
