"""Why not these two, and where expected pairs rank: asked on a page, answered by a worker."""
from datetime import timedelta

import pytest
from django.utils import timezone

from core.activity import record
from matching import services
from matching.computed.expected import rank_expected
from matching.models import EngineQuestion, MatchRun
from matching.scoring.engine import score_all, score_pair
from matching.scoring.pair_score import PairScore, rank_partners
from matching.scoring.ranking import ranked_partners
from matching.services import questions

pytestmark = pytest.mark.django_db


def ask(offer, request_, sato) -> EngineQuestion:
    return services.ask_pair(offer.firm, request_.firm, by=sato, now=timezone.now())


def test_the_answer_is_the_score_of_the_engine(offer, request_, sato):
    assert ask(offer, request_, sato).answered_at is None
    services.answer_questions()
    answered = ask(offer, request_, sato)
    assert not answered.is_waiting
    pair = score_pair(services.load_pool(), str(offer.firm_id), str(request_.firm_id))
    assert services.pair_answer(answered) == PairScore.from_dict(pair.as_dict())
    assert services.pair_answer(answered).forward_factors


def test_a_firm_that_the_engine_does_not_know(offer, altai, sato):
    services.ask_pair(offer.firm, altai, by=sato, now=timezone.now())
    services.answer_questions()
    assert services.pair_answer(EngineQuestion.objects.get()) is None
    assert not EngineQuestion.objects.get().is_waiting


def test_a_page_computes_nothing(offer, request_, sato, monkeypatch):
    def computed():
        raise AssertionError("the pool was read for a page")

    monkeypatch.setattr(questions, "load_pool", computed)
    ask(offer, request_, sato)
    services.ask_expected(by=sato, now=timezone.now())


@pytest.mark.parametrize("changed", ["firm", "run"])
def test_what_has_changed_since_is_answered_anew(offer, request_, sato, changed):
    ask(offer, request_, sato)
    services.answer_questions()
    if changed == "firm":
        record(request_.firm, "edit", by=sato, now=timezone.now())
    else:
        MatchRun.objects.create(state="done", requested_at=timezone.now(), finished_at=timezone.now())
    again = ask(offer, request_, sato)
    assert again.is_waiting
    assert again.answered_at, "the answer of before is still there"


def test_a_change_while_it_is_answered_is_not_lost(offer, request_, sato, monkeypatch):
    ask(offer, request_, sato)
    plain = questions.score_pair

    def changed_meanwhile(*given):
        EngineQuestion.objects.update(asked_at=timezone.now() + timedelta(seconds=1))
        return plain(*given)

    monkeypatch.setattr(questions, "score_pair", changed_meanwhile)
    services.answer_questions()
    assert EngineQuestion.objects.get().is_waiting


def test_ranks_without_explanations_are_the_ranks_of_all_scores(match, offer, request_):
    pool = services.load_pool()
    scores = list(score_all(pool))
    for profile in (offer, request_):
        firm = str(profile.firm_id)
        assert ranked_partners(pool, firm) == [pair.other(firm) for pair in rank_partners(scores, firm)] != []
    assert ranked_partners(pool, "nobody") == []


def test_an_expected_pair_of_unknown_firms_has_no_rank(match):
    assert [row[2:] for row in rank_expected(services.load_pool(), [("nobody", "no one")])] == [(None, None)]
