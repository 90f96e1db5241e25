"""A pool that was packed is the same pool; a firm that joins it meets whom it would meet in a run."""
from dataclasses import replace

import numpy as np
import pytest

from matching.scoring.engine import best_meetings, explained
from matching.scoring.newcomers import Standing, meet_anew
from matching.scoring.shortlist import Shortlist
from matching.scoring.sides import make_pool
from matching.scoring.snapshot import Snapshot, pack, unpack
from matching.scoring.weights import DEFAULT_WEIGHTS

from .build import firm, line, profile, vectors_by_text
from .test_shortlist import LANGUAGES, MEANS, TOPICS, crowd

JAPAN, PARTNERS = crowd("j", 40, "offer", codes=True), crowd("k", 60, "request", codes=True)


def snapshot_of(pool) -> Snapshot:
    return Snapshot(pool, MEANS, Shortlist(pool).floor)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    pool = make_pool(JAPAN, PARTNERS, vectors_by_text(*JAPAN, *PARTNERS), MEANS, DEFAULT_WEIGHTS, {"842230": "1"})
    return snapshot_of(pool)


def scores(pool, firms) -> list:
    found = []
    for place in firms:
        best = best_meetings(pool, place)
        found += [explained(pool, best, row) for row in np.flatnonzero(best.passed).tolist()]
    return found


def test_what_was_packed_scores_to_the_last_digit(snapshot):
    again = unpack(pack(snapshot))
    assert scores(again.pool, range(40)) == scores(snapshot.pool, range(40))
    assert again.pool.japan.firms == snapshot.pool.japan.firms
    assert list(again.means) == list(MEANS)


def test_the_same_pool_gives_the_same_text(snapshot):
    assert pack(snapshot).text == pack(unpack(pack(snapshot))).text


def met(snapshot, *changed, gone=(), also=()):
    """{(Japanese firm, partner): forward and backward} of the first of these."""
    by_id = {one.id: one for one in changed}
    found = {}
    ids = {*by_id, *gone}
    vectors = vectors_by_text(*changed)
    for pool, pairs in meet_anew(Standing(snapshot), by_id, ids, vectors, changed[0].id, also):
        for ours, theirs, forward, backward in zip(
            pairs.ours, pairs.theirs, pairs.forward.tolist(), pairs.backward.tolist(), strict=True
        ):
            key = pool.japan.parties[ours].firm.id, pool.partners.parties[theirs].firm.id
            found[key] = round(forward, 6), round(backward, 6)
    return found


def run(snapshot, name) -> dict:
    pool = snapshot.pool
    return {
        (one.japan, one.central_asia): (round(one.forward, 6), round(one.backward, 6))
        for one in scores(pool, range(len(pool.japan.firms))) if name in (one.japan, one.central_asia)
    }


@pytest.mark.parametrize("changed", [JAPAN[7], PARTNERS[7]], ids=["Japan", "partner"])
def test_a_firm_that_has_not_changed_finds_the_same_again(snapshot, changed):
    assert met(snapshot, changed) == run(snapshot, changed.id) != {}


def test_the_wider_company_of_many_counts_the_same(monkeypatch):
    monkeypatch.setattr("matching.scoring.texts.FEW", 10)
    pool = make_pool(JAPAN, PARTNERS, vectors_by_text(*JAPAN, *PARTNERS), MEANS, DEFAULT_WEIGHTS)
    for changed in (JAPAN[7], PARTNERS[7]):
        assert met(snapshot_of(pool), changed) == run(snapshot_of(pool), changed.id) != {}


def with_topic(one, topic):
    """The same firm with one other line."""
    lines = [line(f"{one.id}.new", f"{TOPICS[topic]} anew", LANGUAGES[0], ["842230"])]
    return replace(one, profiles=(profile(f"{one.id}-b", one.profiles[0].kind, lines=lines),))


def test_a_changed_line_changes_the_partners(snapshot):
    before, after = met(snapshot, JAPAN[7]), met(snapshot, with_topic(JAPAN[7], 3))
    assert after
    assert before.keys() != after.keys()


def test_two_that_changed_meet_each_other_as_they_are_now(snapshot):
    one, other = with_topic(JAPAN[0], 11), with_topic(PARTNERS[1], 11)
    assert (one.id, other.id) in met(snapshot, one, other)
    assert (one.id, other.id) not in run(snapshot, one.id)


def test_what_is_gone_is_met_no_more(snapshot):
    partner = next(iter(met(snapshot, JAPAN[7])))[1]
    assert (JAPAN[7].id, partner) not in met(snapshot, JAPAN[7], gone=[partner])


def test_a_firm_without_a_profile_meets_nobody(snapshot):
    assert met(snapshot, replace(JAPAN[7], profiles=())) == {}


def test_of_many_only_the_nearest_are_met(snapshot, monkeypatch):
    monkeypatch.setattr("matching.scoring.newcomers.NEAREST", 5)
    everybody, few = run(snapshot, JAPAN[7].id), met(snapshot, JAPAN[7])
    assert 0 < len(few) <= 5
    assert few.items() <= everybody.items()
    named = list(everybody)[-1][1]
    assert (JAPAN[7].id, named) in met(snapshot, JAPAN[7], also=[named])


def test_who_must_not_meet_takes_no_place(snapshot, monkeypatch):
    monkeypatch.setattr("matching.scoring.newcomers.NEAREST", 5)
    nearest = {partner: "rival" for _, partner in met(snapshot, JAPAN[7])}
    others = met(snapshot, replace(JAPAN[7], blocked=nearest))
    assert others
    assert nearest.keys().isdisjoint(partner for _, partner in others)


def test_a_firm_joins_an_empty_other_side():
    pool = make_pool(JAPAN[:3], [], vectors_by_text(*JAPAN[:3]), MEANS, DEFAULT_WEIGHTS)
    assert met(snapshot_of(pool), firm("j999", *JAPAN[7].profiles)) == {}
