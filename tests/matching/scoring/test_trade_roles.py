"""Makers of the same goods are rivals, distributors meet makers, nothing follows from what is not said."""
from dataclasses import replace

import pytest

from matching.scoring.compatibility import are_rivals, complement
from matching.scoring.engine import score_pool

from .build import codes, firm, line, profile
from .test_engine import only, trading_pool

OFFER, NEED = "business_offer", "business_request"
COMPLEMENTS = [
    # Of goods and the network that sells them.
    (OFFER, "supply", "maker", OFFER, "distribution", "distributor", 1),
    (OFFER, "distribution", "maker", OFFER, "agency", "distributor", 1),
    (OFFER, "supply", "maker", OFFER, "supply", "distributor", 0),  # both sell goods
    (OFFER, "supply", "maker", OFFER, "licence", "distributor", 0),
    (OFFER, "supply", "", OFFER, "distribution", "distributor", 0),  # who the other is, it has not said
    (OFFER, "supply", "maker", OFFER, "distribution", "", 0),
    # Of a maker who seeks sellers, and a seller who seeks goods.
    (NEED, "distribution", "maker", NEED, "supply", "distributor", 1),
    (NEED, "agency", "maker", NEED, "agency", "distributor", 1),
    (NEED, "agency", "", NEED, "agency", "", 0.6),
    (NEED, "supply", "maker", NEED, "agency", "distributor", 0),  # both buy
    # Rivals.
    (OFFER, "joint_venture", "maker", OFFER, "technical_cooperation", "maker", 0),
    (OFFER, "joint_venture", "maker", OFFER, "technical_cooperation", "", 0.6),
    (OFFER, "joint_venture", "maker", OFFER, "technical_cooperation", "research", 0.6),
    (OFFER, "supply", "maker", "investment", "joint_venture", "maker", 0),
    ("investment", "investment", "maker", "investment", "joint_venture", "maker", 1),
    # A maker that buys parts or technology from a maker is a customer.
    (OFFER, "supply", "maker", NEED, "supply", "maker", 1),
    ("technology_offer", "licence", "maker", "technology_request", "licence", "maker", 1),
    # Any two answer each other as they did where roles say nothing against it.
    (OFFER, "supply", "distributor", NEED, "supply", "buyer", 1),
]


@pytest.mark.parametrize("kind, wants, role, other_kind, other_wants, other_role, answer", COMPLEMENTS)
def test_how_two_profiles_answer_each_other_is_the_same_both_ways(
    kind, wants, role, other_kind, other_wants, other_role, answer
):
    assert complement(kind, wants, other_kind, other_wants, role, other_role) == answer
    assert complement(other_kind, other_wants, kind, wants, other_role, role) == answer


def test_who_has_not_said_who_it_is_has_no_rivals():
    assert not are_rivals(OFFER, "", OFFER, "maker")
    assert not are_rivals(OFFER, "", OFFER, "")


def maker(name, text="membrane modules", hs=("842121",), wants="joint_venture", role="maker"):
    lines = [line(f"{name}.1", text, hs=hs)]
    return firm(name, profile(f"{name}-a", "offer", wants, lines=lines, trade_role=role))


def test_makers_of_the_same_goods_are_excluded_with_their_reason():
    pair = only(maker("j1"), maker("k1", "membrane units"))
    assert [(one.code, one.side) for one in pair.exclusions] == [("rival_makers", "both")]
    assert pair.fit == 0


def test_makers_of_other_goods_are_no_rivals():
    pair = only(maker("j1"), maker("k1", "wool blankets", hs=("630120",)))
    assert codes(pair.exclusions) == ["no_complementary_profiles"]


@pytest.mark.parametrize("role", ["", "research"])
def test_others_of_the_same_goods_meet_as_before(role):
    pair = only(maker("j1"), maker("k1", "membrane units", role=role))
    assert not pair.exclusions


def test_one_profile_with_which_they_are_no_rivals_is_enough():
    need = profile("k1-b", "request", "supply", lines=[line("k1.2", "membrane modules wanted", hs=("842121",))],
                   trade_role="maker")
    partner = maker("k1", "membrane units")
    pair = only(maker("j1"), firm("k1", *partner.profiles, need))
    assert pair.central_asia_profile == "k1-b"


def test_a_distributor_that_offers_its_network_meets_the_maker():
    seller = maker("k1", "membrane modules sold", wants="distribution", role="distributor")
    pair = only(maker("j1", wants="supply"), seller)
    assert not pair.exclusions
    assert next(one for one in pair.forward_factors if one.code == "role").reason == "role.trade"


def test_roles_that_are_not_said_change_no_digit():
    """Beside a pool in which one firm has said who it is, all others keep their points."""
    japan, partners, vectors, means = trading_pool(6)
    before = {(one.japan, one.central_asia): one for one in score_pool(japan, partners, vectors, means)}
    said = [said_by(partners[0], "service"), *partners[1:]]
    after = {(one.japan, one.central_asia): one for one in score_pool(japan, said, vectors, means)}
    assert after == before


def said_by(one, role):
    return replace(one, profiles=tuple(replace(profile, trade_role=role) for profile in one.profiles))
