"""A firm answers a suggestion."""
from datetime import timedelta

import pytest

from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching import services
from matching.errors import AlreadyAnswered, FirmNotLive
from matching.models import Interest, Match

from .asking import acts, told, written

pytestmark = pytest.mark.django_db


def interested(match, firm, by, now):
    return services.express_interest(match, firm=firm, note="  ​Bottle sizes?", by=by, now=now)


def test_express_interest_makes_a_proposal(match, tanaka, sato, mori, now):
    interested(match, match.japan, tanaka, now)
    saved = Match.objects.get()
    assert (saved.state, saved.proposed_by, saved.proposed_at) == ("proposed", tanaka, now)
    assert saved.decide_by > now + timedelta(days=2)
    assert Interest.objects.get().note == "Bottle sizes?"
    assert acts(match) == ["suggest", "express_interest"]
    assert told("proposal_waits") == [mori.email, sato.email]


def test_express_interest_of_the_second_firm_is_added(match, tanaka, aigul, sato, now):
    interested(match, match.japan, tanaka, now)
    interested(match, match.partner, aigul, now)
    assert Match.objects.get().proposed_by == tanaka
    assert Interest.objects.count() == 2
    assert acts(match) == ["suggest", "express_interest", "express_interest"]
    assert len(told("proposal_waits")) == 1


def test_express_interest_twice_is_refused(match, tanaka, now):
    interested(match, match.japan, tanaka, now)
    before = written()
    with pytest.raises(AlreadyAnswered):
        interested(match, match.japan, tanaka, now)
    assert written() == before


def test_express_interest_of_a_suspended_firm_is_refused(match, tanaka, now):
    match.japan.state = "suspended"
    before = written()
    with pytest.raises(FirmNotLive):
        interested(match, match.japan, tanaka, now)
    assert written() == before


@pytest.mark.parametrize("state", ["rejected", "dismissed", "expired", "declined", "blocked"])
def test_a_closed_suggestion_takes_no_answer(match, tanaka, now, state):
    Match.objects.update(state=state, ended_at=now)
    before = written()
    for act in (lambda: interested(match, match.japan, tanaka, now),
                lambda: services.decline_suggestion(match, firm=match.japan, code="timing", by=tanaka, now=now)):
        with pytest.raises(TransitionNotAllowed):
            act()
    assert written() == before
    assert not Interest.objects.exists()


def test_decline_suggestion(match, tanaka, now):
    services.decline_suggestion(match, firm=match.japan, code="timing", note="Next year", by=tanaka, now=now)
    assert Match.objects.get().state == "declined"
    act = Activity.objects.get(verb="matching.match.decline_suggestion")
    assert (act.reason, act.data) == ("Next year", {"side": "japan", "code": "timing"})
    assert Interest.objects.get().code == "timing"
    assert told("suggestion_withdrawn") == []


def test_decline_suggestion_tells_the_firm_that_was_interested(match, tanaka, aigul, now):
    interested(match, match.japan, tanaka, now)
    services.decline_suggestion(match, firm=match.partner, code="volume", by=aigul, now=now)
    assert told("suggestion_withdrawn") == [tanaka.email]


def test_decline_suggestion_needs_a_code_and_only_once(match, tanaka, now):
    with pytest.raises(ReasonMissing):
        services.decline_suggestion(match, firm=match.japan, code="", by=tanaka, now=now)
    interested(match, match.japan, tanaka, now)
    with pytest.raises(AlreadyAnswered):
        services.decline_suggestion(match, firm=match.japan, code="timing", by=tanaka, now=now)
    assert Match.objects.get().state == "proposed"
