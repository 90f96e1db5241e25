"""All pairs of state and action, walked through core.lifecycle.move:
what the table allows happens, all else is refused.
"""
import pytest
from django.urls import reverse

from core.errors import TransitionNotAllowed
from core.lifecycle import move
from matching.enums import ExportState, IntroductionState, MatchState, ReferralState, RunState, WeightsState
from matching.models import ExportReview, Introduction, Match, MatchRun, Referral, WeightSet
from matching.states import EXPORT, INTRODUCTION, MATCH, REFERRAL, RUN, WEIGHTS
from tests.walking import walk

pytestmark = pytest.mark.django_db


def test_match(proposed, sato, now):
    Match.objects.filter(pk=proposed.pk).update(approved_by=sato, approved_at=now, ended_at=now)
    put = lambda state: Match.objects.filter(pk=proposed.pk).update(state=state)  # noqa: E731
    fields = {"reopen": {"to": "approved"}, "retract_decline": {"to": "suggested"}}
    walk(proposed, MATCH, MatchState.values, put, fields=fields, by=sato, now=now)


def test_introduction(introduced, sato, now):
    put = lambda state: Introduction.objects.filter(pk=introduced.pk).update(state=state, outcome="order")  # noqa: E731
    fields = {"reopen": {"to": "in_discussion"}}
    walk(introduced, INTRODUCTION, IntroductionState.values, put, fields=fields, by=sato, now=now)


def test_referral(referral, dana, now):
    Referral.objects.filter(pk=referral.pk).update(taken_by=dana, taken_at=now)
    put = lambda state: Referral.objects.filter(pk=referral.pk).update(state=state)  # noqa: E731
    walk(referral, REFERRAL, ReferralState.values, put, fields={"reopen": {"to": "sent"}}, by=dana, now=now)


@pytest.mark.parametrize("to", ["", "expired", "rejected"])
def test_a_match_is_reopened_only_to_where_it_lived(proposed, sato, now, to):
    Match.objects.filter(pk=proposed.pk).update(state="expired", ended_at=now)
    with pytest.raises(TransitionNotAllowed):
        move(proposed, "reopen", to=to, by=sato, now=now)


def test_export_review(review, sato, now):
    ExportReview.objects.filter(pk=review.pk).update(reviewed_by=sato, cleared_until=now.date())
    put = lambda state: ExportReview.objects.filter(pk=review.pk).update(state=state)  # noqa: E731
    walk(review, EXPORT, ExportState.values, put, by=sato, now=now)


def test_weights(db, sato, now):
    fields = {"activated_by": sato, "activated_at": now}
    one = WeightSet.objects.create(version=1001, based_on=2, data={}, made_by=sato, made_at=now, **fields)
    put = lambda state: WeightSet.objects.filter(pk=one.pk).update(state=state)  # noqa: E731
    walk(one, WEIGHTS, WeightsState.values, put, by=sato, now=now)


def test_run(db, now):
    run = MatchRun.objects.create(requested_at=now)
    put = lambda state: MatchRun.objects.filter(pk=run.pk).update(state=state)  # noqa: E731
    walk(run, RUN, RunState.values, put, by=None, now=now)


# Page of a closed case → what a button pressed too late answers: a plain message, and nothing is written.
@pytest.mark.parametrize("name", ["confirm_contact", "start_discussion"])
def test_a_button_pressed_too_late_says_so(introduced, tanaka, as_, name):
    Introduction.objects.filter(pk=introduced.pk).update(state="concluded", outcome="order")
    answer = as_(tanaka).post(reverse(f"matching:{name}", args=[introduced.pk]), follow=True)
    assert "changed in the meantime" in answer.content.decode()
    assert Introduction.objects.get(pk=introduced.pk).state == "concluded"
