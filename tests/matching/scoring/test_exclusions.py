import pytest

from .build import buyer, codes, firm, profile, seller
from .test_engine import only


@pytest.mark.parametrize(
    "japan, partner, expected",
    [
        (seller(side="central_asia"), buyer(), [("same_side", "both")]),
        (seller(group="g"), buyer(group="g"), [("own_group", "both")]),
        (seller(blocked={"k1": "rival"}), buyer(), [("rival", "japan")]),
        (seller(), buyer(blocked={"j1": "do_not_introduce"}), [("do_not_introduce", "central_asia")]),
        (seller(blocked={"k1": "own_group"}), buyer(), [("own_group", "japan")]),
        (seller(state_ok=False), buyer(), [("not_live", "japan")]),
        (seller(), firm("k1"), [("no_profile", "central_asia")]),
        (seller(), seller("k1"), [("no_complementary_profiles", "both")]),
        (firm("j1", profile("j1-a", markets=["UZ"])), buyer(), [("market_not_sought", "japan")]),
        (seller(), firm("k1", profile("k1-a", "request", markets=["DE"])), [("market_not_sought", "central_asia")]),
    ],
)
def test_a_pair_is_excluded_with_its_reason(japan, partner, expected):
    pair = only(japan, partner)
    assert [(one.code, one.side) for one in pair.exclusions] == expected
    assert pair.fit == 0
    assert pair.japan_profile is None
    assert pair.forward_factors == ()


def test_all_reasons_of_the_two_firms_are_told():
    pair = only(seller(group="g", state_ok=False), buyer(group="g", blocked={"j1": "rival"}))
    assert codes(pair.exclusions) == ["own_group", "not_live", "rival"]


def test_one_profile_with_the_right_market_is_enough():
    japan = firm("j1", profile("j1-a", markets=["UZ"]), profile("j1-b", markets=["KZ"]))
    assert only(japan, buyer()).japan_profile == "j1-b"


def test_market_not_sought_names_what_is_sought():
    japan = firm("j1", profile("j1-a", markets=["UZ", "TM"]))
    assert only(japan, buyer()).exclusions[0].params == {"country": "KZ", "markets": ["TM", "UZ"]}


def test_two_needs_may_answer_each_other_when_one_seeks_dealers_and_one_seeks_makers():
    japan = firm("j1", profile("j1-a", "request", "distribution"))
    partner = firm("k1", profile("k1-a", "request", "agency"))
    pair = only(japan, partner)
    assert not pair.exclusions
    assert next(factor for factor in pair.forward_factors if factor.code == "role").reason == "role.mutual"
