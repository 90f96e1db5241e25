"""Two people at one moment; each with a control that fails without the protection."""
import pytest
from django.db import transaction

from talks import services
from talks.data.phrases import QUESTIONS
from talks.errors import TooManyEarly
from talks.models import Asked, Thread
from talks.rules.limits import MOST_EARLY
from talks.services import asking
from tests.rivals import Rivals

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
