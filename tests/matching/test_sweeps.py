"""Sweeps of introductions, referrals and runs: one rotten row stops nobody."""

from datetime import timedelta

import pytest

from companies.models import Call, Chamber, Liaison, Membership
from matching import messages, services
from matching.models import EngineQuestion, ExportReview, FirmRefresh, Introduction, Match, MatchRun
from matching.scoring.weights import DEFAULT_WEIGHTS
from matching.services import export, questions, refreshing, runs
from notifications.models import Message
from tests import build
from tests.build import named
from tests.sweeping import break_for, one_rotten_row, unreachable

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_asked(asked, offer, detal, mori, sato, now) -> Introduction:
    """Hokuriku and Altai first, then Hokuriku and AvtoDetal."""
    wish = build.profile(
        detal, sato, "business_request", "supply", ["Нужны линии розлива"], ["842230"], ["JP"]
    )
    another = build.match(offer, wish)
    services.propose_match(another, by=mori, now=now)
    services.approve_match(another, by=sato, now=now)
    return asked


def test_introductions_that_expire(two_asked, aigul, mori, monkeypatch):
    late = two_asked.answer_by + timedelta(minutes=1)
    one_rotten_row(
        "matching.expire_due",
        lambda: services.expire_due(now=late),
        mend=unreachable(monkeypatch, aigul),
        staff=mori,
        done=Introduction.objects.filter(state="expired").count,
    )


def test_callers_that_are_reminded(two_asked, altai, detal, sato, dana, mori, now, monkeypatch):
    Membership.objects.all().delete()
    rows = Introduction.objects.with_firms().order_by("match__partner__legal_id")
    first, _second = (
        services.ask_by_telephone(
            one, firm=one.match.partner, caller=dana, by=sato, now=now + timedelta(minutes=number)
        )
        for number, one in enumerate(rows)
    )
    one_rotten_row(
        "matching.chase_calls",
        lambda: services.chase_calls(now=now + timedelta(days=8)),
        mend=break_for(monkeypatch, messages, "call_overdue", first),
        staff=mori,
        done=Call.objects.exclude(chased_at=None).count,
    )


def test_firms_that_never_answer(match, offer, detal, sato, mori, aigul, now, monkeypatch):
    wish = build.profile(detal, sato, "business_request", "supply", ["Нужны линии розлива"], ["842230"], ["JP"])
    monkeypatch.setitem(DEFAULT_WEIGHTS["silent"], "asked", 1)
    build.match(offer, wish)
    Match.objects.update(created_at=now - timedelta(days=60))
    Membership.objects.update(joined_at=now)
    Membership.objects.exclude(firm=match.japan).update(joined_at=now - timedelta(days=300))
    one_rotten_row(
        "matching.tell_silent_firms",
        lambda: services.tell_silent_firms(now=now),
        mend=unreachable(monkeypatch, aigul),
        staff=mori,
        done=Message.objects.filter(kind="matching/never_answers").values("concerns").distinct().count,
    )


def test_chambers_that_are_reminded(match, dana, tanaka, aigul, sato, mori, monkeypatch):
    second = Chamber.objects.create(country="JP", names=named("Second chamber"), is_partner=True)
    Liaison.objects.create(
        chamber=second, user=build.user("second@chamber.example", "Second", role="liaison")
    )
    introduction = build.introduction(match, tanaka, aigul, sato)
    late = introduction.referrals.first().sent_at + timedelta(days=12)
    one_rotten_row(
        "matching.expire_due:referrals",
        lambda: services.expire_due(now=late),
        mend=unreachable(monkeypatch, dana),
        staff=mori,
        done=Message.objects.filter(kind="matching/referral_overdue").count,
    )


def test_clearances_that_run_out(review, sato, mori, now, monkeypatch):
    second = ExportReview.objects.create(match=review.match, code="854232", tier="1", list_version="x")
    for one in (review, second):
        services.clear_export_review(one, until=now.date(), reason="Known end use", by=sato, now=now)
    late = now + timedelta(days=2)
    one_rotten_row(
        "matching.expire_due:clearances", lambda: services.expire_due(now=late), staff=mori,
        mend=break_for(monkeypatch, export, "_turn_back", review),
        done=ExportReview.objects.filter(state="flagged").count,
    )


def test_runs(mori, now, monkeypatch):
    monkeypatch.setattr(runs, "find_matches", lambda _run: {})
    first = MatchRun.objects.create(state="running", requested_at=now, started_at=now)
    MatchRun.objects.create(requested_at=now + timedelta(minutes=1))
    one_rotten_row(
        "matching.work_on_runs",
        services.work_on_runs,
        mend=break_for(monkeypatch, runs, "move", first),
        staff=mori,
        done=MatchRun.objects.filter(state="done").count,
    )


def test_refreshes(hokuriku, altai, mori, now, monkeypatch):
    rotten = FirmRefresh.objects.create(firm=hokuriku, asked_at=now)
    FirmRefresh.objects.create(firm=altai, asked_at=now + timedelta(minutes=1))
    one_rotten_row(
        "matching.refresh_firms",
        services.refresh_firms,
        mend=break_for(monkeypatch, refreshing, "refresh_firm", rotten),
        staff=mori,
        done=FirmRefresh.objects.exclude(done_at=None).count,
    )


def test_questions(hokuriku, altai, mori, now, monkeypatch):
    first = services.ask_pair(hokuriku, altai, by=mori, now=now)
    services.ask_expected(by=mori, now=now + timedelta(minutes=1))
    plain, rotten = questions.score_pair, [first.pk]

    def may_break(*given):
        if rotten:
            raise LookupError("rotten")
        return plain(*given)

    monkeypatch.setattr(questions, "score_pair", may_break)
    one_rotten_row(
        "matching.answer_questions",
        services.answer_questions,
        mend=rotten.clear,
        staff=mori,
        done=EngineQuestion.objects.exclude(answered_at=None).count,
    )
