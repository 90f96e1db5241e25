"""Two people at one moment; each with a control that fails without the protection."""
from datetime import timedelta

import pytest
from django.db import transaction

from core import lifecycle
from core.errors import TransitionNotAllowed
from core.models import Activity
from matching.models import ExportReview, Introduction
from matching.services import reopen_export_review
from notifications.models import Message
from talks import services
from talks.data.phrases import QUESTIONS
from talks.errors import ExportQuestionOpen, NotYourStep, TooManyEarly
from talks.models import Asked, FollowUp, PlannedCall, Sample, Thread
from talks.rules.limits import MOST_EARLY
from talks.services import asking, calls, results, samples
from tests.rivals import Rivals, plain_read

from .conftest import AMOUNT
from .samples_build import TERMS

pytestmark = pytest.mark.django_db(transaction=True)
EARLY = [key for key, one in QUESTIONS.items() if one.early]


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def test_two_of_one_firm_ask_no_more_than_ten(rivals, match, tanaka, now):
    services.ask_questions(match, keys=EARLY[:1], by=tanaka, now=now)
    with transaction.atomic():
        services.ask_questions(match, keys=EARLY[1:9], by=tanaka, now=now)
        rivals.wait_behind("other", lambda: services.ask_questions(match, keys=EARLY[9:13], by=tanaka, now=now))
    assert isinstance(rivals.join()["other"], TooManyEarly)
    assert Asked.objects.count() == MOST_EARLY - 1


def test_without_the_lock_they_would(rivals, match, tanaka, now, monkeypatch):
    services.ask_questions(match, keys=EARLY[:1], by=tanaka, now=now)
    unlocked = lambda match, *, now: Thread.objects.with_firms().get(match=match)  # noqa: E731
    monkeypatch.setattr(asking, "thread_of", unlocked)
    # One mail for both would make the second wait all the same.
    monkeypatch.setattr(asking.messages, "questions_asked", lambda *_about, **_given: None)
    with transaction.atomic():
        services.ask_questions(match, keys=EARLY[1:9], by=tanaka, now=now)
        rivals.start("other", lambda: services.ask_questions(match, keys=EARLY[9:13], by=tanaka, now=now))
        rivals.join()
    assert Asked.objects.count() > MOST_EARLY


def test_two_of_one_firm_answer_a_request_once(rivals, sample, tanaka, now):
    with transaction.atomic():
        services.offer_terms(sample, **TERMS | {"pays_goods": "buyer"}, by=tanaka, now=now)
        rivals.wait_behind("other", lambda: services.agree_sample(Sample.objects.get(), by=tanaka, now=now))
    assert isinstance(rivals.join()["other"], NotYourStep)
    assert Sample.objects.get().state == "requested"


def test_without_the_lock_a_firm_agrees_to_its_own_terms(rivals, sample, tanaka, now, monkeypatch):
    monkeypatch.setattr(samples, "lock", plain_read)
    # Whose turn it is stands in the row that was read, not in the one that is locked.
    with transaction.atomic():
        services.offer_terms(sample, **TERMS | {"pays_goods": "buyer"}, by=tanaka, now=now)
        rivals.wait_behind("other", lambda: services.agree_sample(Sample.objects.get(), by=tanaka, now=now))
    rivals.join()
    assert Sample.objects.get().state == "agreed"


def test_a_reopened_export_question_is_waited_for(rivals, sample, match, tanaka, sato, now):
    review = ExportReview.objects.create(
        match=match, code="842230", tier="1", list_version="x", state="cleared", cleared_until=now.date(),
        reviewed_by=sato, reviewed_at=now,
    )
    with transaction.atomic():
        reopen_export_review(review, reason="Another use was named", by=sato, now=now)
        rivals.wait_behind("firm", lambda: services.agree_sample(sample, by=tanaka, now=now))
    assert isinstance(rivals.join()["firm"], ExportQuestionOpen)


def test_without_holding_the_introduction_it_would_not(rivals, sample, match, tanaka, sato, now, monkeypatch):
    review = ExportReview.objects.create(
        match=match, code="842230", tier="1", list_version="x", state="cleared", cleared_until=now.date(),
        reviewed_by=sato, reviewed_at=now,
    )
    door = samples.lock
    monkeypatch.setattr(samples, "lock", lambda row: row if isinstance(row, Introduction) else door(row))
    with transaction.atomic():
        reopen_export_review(review, reason="Another use was named", by=sato, now=now)
        rivals.start("firm", lambda: services.agree_sample(sample, by=tanaka, now=now))
        rivals.join()
    assert Sample.objects.get().state == "agreed"
def propose(match, by, now):
    times = [now + timedelta(days=2), now + timedelta(days=3)]
    return services.propose_call(
        match, times=times, minutes=30, interpreter=False, languages=[], place="", by=by, now=now
    )


def test_of_two_who_take_two_times_one_is_refused(rivals, introduced, match, tanaka, aigul, now):
    call = propose(match, tanaka, now)
    with transaction.atomic():
        services.take_time(PlannedCall.objects.get(), starts_at=call.times[0], by=aigul, now=now)
        rivals.wait_behind("other", lambda: services.take_time(call, starts_at=call.times[1], by=aigul, now=now))
    assert isinstance(rivals.join()["other"], TransitionNotAllowed)
    assert PlannedCall.objects.get().starts_at == call.times[0]


def test_without_the_lock_the_second_time_would_win(rivals, introduced, match, tanaka, aigul, now, monkeypatch):
    call = propose(match, tanaka, now)
    monkeypatch.setattr(lifecycle, "lock", lambda row: type(row)._base_manager.get(pk=row.pk))
    monkeypatch.setattr(calls.messages, "call_agreed", lambda *_about, **_given: None)
    with transaction.atomic():
        services.take_time(PlannedCall.objects.get(), starts_at=call.times[0], by=aigul, now=now)
        rivals.wait_behind("other", lambda: services.take_time(call, starts_at=call.times[1], by=aigul, now=now))
    rivals.join()
    assert PlannedCall.objects.get().starts_at == call.times[1]


def test_a_time_taken_while_others_are_proposed_is_struck_out(rivals, introduced, match, tanaka, aigul, now):
    call = propose(match, tanaka, now)
    with transaction.atomic():
        services.take_time(PlannedCall.objects.get(), starts_at=call.times[0], by=aigul, now=now)
        rivals.wait_behind("other", lambda: propose(match, tanaka, now))
    rivals.join()
    assert Message.objects.filter(kind="talks/call_off").count() == 2
    assert PlannedCall.objects.get(pk=call.pk).state == "replaced"


def test_two_of_one_firm_answer_at_once_and_the_last_stands(rivals, match, tanaka, aigul, now):
    asked = services.ask_questions(match, keys=["capacity"], by=tanaka, now=now)[0]
    with transaction.atomic():
        services.answer_question(Asked.objects.get(), value=AMOUNT, by=aigul, now=now)
        later = AMOUNT | {"number": "7"}
        rivals.wait_behind("other", lambda: services.answer_question(asked, value=later, by=aigul, now=now))
    rivals.join()
    verbs = Activity.objects.filter(subject=f"talks.asked:{asked.pk}").order_by("pk").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["answer", "correct"]
    assert Asked.objects.get().value == later


@pytest.fixture
def follow_up(introduced) -> FollowUp:
    services.ask_results(now=introduced.released_at + timedelta(days=30))
    return FollowUp.objects.with_firms().get()


def test_two_firms_that_answer_at_once_conclude(rivals, follow_up, tanaka, aigul, now):
    agree = {"answer": "agreement", "now": now}
    with transaction.atomic():
        services.say_result(FollowUp.objects.with_firms().get(), by=tanaka, **agree)
        rivals.wait_behind("other", lambda: services.say_result(follow_up, by=aigul, **agree))
    rivals.join()
    assert FollowUp.objects.get().state == "concluded"
    assert Introduction.objects.get().outcome == "agreement"


def test_without_the_lock_both_wait_for_each_other(rivals, follow_up, tanaka, aigul, now, monkeypatch):
    monkeypatch.setattr(results, "lock", plain_read)
    agree = {"answer": "agreement", "now": now}
    with transaction.atomic():
        services.say_result(FollowUp.objects.with_firms().get(), by=tanaka, **agree)
        rivals.wait_behind("other", lambda: services.say_result(follow_up, by=aigul, **agree))
    rivals.join()
    assert FollowUp.objects.get().state == "open"
