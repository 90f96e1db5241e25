"""Reciprocity: even-handed, exact, and the smallest number of acts that restores it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mou.enums import Indicator
from mou.reckoning.balance import EFFORT, balance, cheapest_acts

ROWS = st.lists(
    st.tuples(st.sampled_from(["japan", "central_asia", "joint"]), st.integers(0, 30), st.integers(0, 30)), max_size=12
)
TOLERANCE = st.fractions(0, 1)
OTHER = {"japan": "central_asia", "central_asia": "japan", "joint": "joint", None: None}


@given(ROWS, TOLERANCE)
def test_it_is_even_handed(rows, tolerance):
    one = balance(rows, tolerance)
    mirror = balance([(OTHER[owing], delivered, promised) for owing, delivered, promised in rows], tolerance)
    assert (mirror.japan, mirror.central_asia) == (one.central_asia, one.japan)
    assert mirror.behind == OTHER[one.behind]
    assert mirror.needed == one.needed
    assert mirror.difference == one.difference
    assert (one.ratio is None) == (mirror.ratio is None)
    assert (one.ratio is None or mirror.ratio == -one.ratio)


@given(ROWS, TOLERANCE)
def test_the_ratio_is_an_exact_share(rows, tolerance):
    one = balance(rows, tolerance)
    j, k = one.japan.delivered, one.central_asia.delivered
    assert j == sum(delivered for owing, delivered, _p in rows if owing in ("japan", "joint"))
    assert k == sum(delivered for owing, delivered, _p in rows if owing in ("central_asia", "joint"))
    assert one.ratio == (Fraction(j - k, j + k) if j + k else None)
    assert one.ratio is None or -1 <= one.ratio <= 1


@given(ROWS, TOLERANCE)
def test_what_is_needed_is_enough_and_not_one_too_many(rows, tolerance):
    one = balance(rows, tolerance)
    if one.behind is None:
        assert one.needed == 0
        return
    restored = balance([*rows, (one.behind, one.needed, 0)], tolerance)
    assert restored.behind is None
    assert one.needed == 1 or balance([*rows, (one.behind, one.needed - 1, 0)], tolerance).behind == one.behind


@given(ROWS, TOLERANCE, st.integers(1, 20))
def test_joint_deliveries_never_tip_the_balance(rows, tolerance, more):
    one, after = balance(rows, tolerance), balance([*rows, ("joint", more, more)], tolerance)
    assert after.difference == one.difference
    assert one.ratio is None or abs(after.ratio) <= abs(one.ratio)


def test_the_edges_of_the_band():
    rows = [("japan", 3, 3), ("central_asia", 2, 3)]
    assert balance(rows, Fraction(1, 5)).behind is None, "exactly on the edge is inside"
    assert balance(rows, Fraction(1, 6)).behind == "central_asia"
    assert balance([("japan", 1, 1), ("central_asia", 0, 1)], Fraction(1)).behind is None
    assert balance([("japan", 1, 1), ("central_asia", 0, 1)], Fraction(0)).needed == 1
    assert balance([], Fraction(0)).ratio is None


@given(st.lists(st.tuples(st.just("japan"), st.integers(0, 9), st.integers(0, 9)), max_size=5), TOLERANCE)
def test_where_one_side_alone_owes_nobody_is_behind(rows, tolerance):
    one = balance(rows, tolerance)
    assert one.behind is None
    assert one.needed == 0
    assert one.only in ("japan", None)


def test_the_cheapest_acts_come_first():
    assert cheapest_acts(["delegation_completed", "bulletin_published", "event_announced"], 2) == [
        ("event_announced", 2), ("bulletin_published", 2)
    ]
    assert cheapest_acts(["meeting_held"], 0) == []


def test_every_indicator_has_its_effort():
    assert set(EFFORT) == set(Indicator.values)
