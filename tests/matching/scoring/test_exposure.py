"""Who is shown how often, and whom another's list would suit better."""
import numpy as np
import pytest

from matching.scoring.engine import joined
from matching.scoring.exposure import Envy, exposure, gini
from matching.scoring.meeting import Meetings
from matching.scoring.sides import make_pool
from matching.scoring.weights import DEFAULT_WEIGHTS

from .build import NO_MEANS, firm, line, profile, vectors_by_text


def one(name, kind, language="en", text="pumps"):
    return firm(name, profile(f"{name}-a", kind, lines=[line(f"{name}.1", text, language)]))


@pytest.fixture(scope="module")
def pool():
    japan = [one("j1", "offer"), one("j2", "offer")]
    partners = [one("k1", "request", "kk"), one("k2", "request", "kk"), one("k3", "request", "ru", "насосы")]
    return make_pool(japan, partners, vectors_by_text(*japan, *partners), NO_MEANS, DEFAULT_WEIGHTS)


def found(*pairs) -> Meetings:
    """(Japanese firm, partner, fit), all with evidence."""
    ours, theirs, fits = (np.array(column) for column in zip(*pairs, strict=True))
    nothing = np.zeros(len(ours))
    return joined([Meetings(ours, theirs, nothing, ours, theirs, nothing, fits, fits, nothing == 0)])


PAIRS = found((0, 0, 90), (0, 1, 50), (1, 0, 80), (1, 2, 70))


def by_language(pool, rows):
    return {one.language: one for one in exposure(pool, PAIRS, np.array(rows))["partners"].groups}


def test_languages_are_counted_apart(pool):
    groups = by_language(pool, [0, 2])
    assert (groups["kk"].firms, groups["kk"].places, groups["kk"].never, groups["kk"].left) == (2, 2, 1, 1)
    assert (groups["ru"].firms, groups["ru"].places, groups["ru"].never) == (1, 0, 1)


def test_a_firm_whose_partners_went_to_another_envies_it(pool):
    envies = exposure(pool, PAIRS, np.array([0, 3]))["japan"].envies
    assert envies == [Envy("j2", "j1", 70, 80)]


def test_nobody_envies_a_list_of_strangers(pool):
    assert exposure(pool, PAIRS, np.array([0, 2]))["japan"].envies == []


@pytest.mark.parametrize("counts, expected", [([3, 3, 3], 0.0), ([0, 0, 0, 4], 0.75), ([0, 0], 0.0)])
def test_gini(counts, expected):
    assert gini(np.array(counts)) == pytest.approx(expected)
