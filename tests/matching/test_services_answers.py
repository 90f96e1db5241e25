"""A firm answers a suggestion."""
from datetime import timedelta

import pytest

from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching import services
from matching.errors import AlreadyAnswered, AnswerWasUsed, FirmNotLive
from matching.models import Interest, Match
from matching.services.answers import SECOND_THOUGHTS
from notifications.models import Message

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


def retract(match, firm, by, now):
    services.retract_answer(match, firm=firm, by=by, now=now)
    return Match.objects.get()


def test_interest_is_taken_back_until_staff_decide(match, tanaka, sato, now):
    interested(match, match.japan, tanaka, now)
    after = retract(match, match.japan, tanaka, now)
    assert (after.state, after.proposed_by, after.proposed_at, after.decide_by) == ("suggested", None, None, None)
    assert not Interest.objects.exists()
    assert after in Match.objects.for_firm_to_answer(match.japan)
    interested(match, match.japan, tanaka, now)
    services.approve_match(match, by=sato, now=now)
    with pytest.raises(AnswerWasUsed):
        retract(match, match.japan, tanaka, now)


def test_the_other_firms_interest_stays_with_staff(match, tanaka, aigul, now):
    interested(match, match.japan, tanaka, now)
    interested(match, match.partner, aigul, now)
    assert retract(match, match.japan, tanaka, now).state == "proposed"
    assert Interest.objects.get().firm == match.partner


def test_what_staff_proposed_stays_proposed(match, tanaka, sato, now):
    services.propose_match(match, by=sato, now=now)
    interested(match, match.japan, tanaka, now)
    assert retract(match, match.japan, tanaka, now).proposed_by == sato


def test_a_decline_is_undone(match, tanaka, now):
    services.decline_suggestion(match, firm=match.japan, code="timing", by=tanaka, now=now)
    after = retract(match, match.japan, tanaka, now + timedelta(days=3))
    assert (after.state, after.ended_at) == ("suggested", None)
    assert services.express_interest(match, firm=match.japan, by=tanaka, now=now).pk


def test_a_decline_is_undone_before_the_interested_firm_is_told(match, tanaka, aigul, now):
    interested(match, match.japan, tanaka, now)
    services.decline_suggestion(match, firm=match.partner, code="volume", by=aigul, now=now)
    assert retract(match, match.partner, aigul, now + SECOND_THOUGHTS / 2).state == "proposed"
    assert Message.objects.get(kind="matching/suggestion_withdrawn").withdrawn_at


def test_a_decline_stays_once_the_interested_firm_was_told(match, tanaka, aigul, now):
    interested(match, match.japan, tanaka, now)
    services.decline_suggestion(match, firm=match.partner, code="volume", by=aigul, now=now)
    with pytest.raises(AnswerWasUsed):
        retract(match, match.partner, aigul, now + SECOND_THOUGHTS)


def test_a_decline_stays_once_the_pair_is_suggested_anew(match, tanaka, now):
    services.decline_suggestion(match, firm=match.japan, code="timing", by=tanaka, now=now)
    old = Match.objects.get()
    again = Match.objects.get()
    again.pk, again.state, again.ended_at, again.refusal = None, "suggested", None, ""
    again.save(force_insert=True)
    with pytest.raises(AnswerWasUsed):
        services.retract_answer(old, firm=match.japan, by=tanaka, now=now)


def test_a_firm_takes_back_only_its_own_answer(match, tanaka, aigul, now):
    interested(match, match.japan, tanaka, now)
    with pytest.raises(AnswerWasUsed):
        retract(match, match.partner, aigul, now)
    assert Interest.objects.count() == 1


def test_the_page_offers_to_take_the_answer_back(match, as_, tanaka, now):
    interested(match, match.japan, tanaka, now)
    url = f"/matching/suggestions/{match.pk}/"
    assert f"{url}retract/" in as_(tanaka).get(url).content.decode()
    assert as_(tanaka).post(url + "retract/").status_code == 302
    assert f"{url}retract/" not in as_(tanaka).get(url).content.decode()
