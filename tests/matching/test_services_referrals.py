"""The chamber's side of an introduction."""
from datetime import timedelta

import pytest

from companies.models import Liaison
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching import services
from matching.errors import InteractionMissing
from matching.models import Referral, ReferralNote

from .asking import acts, told, written

pytestmark = pytest.mark.django_db


def refused(error, act) -> None:
    before = written(), ReferralNote.objects.count()
    with pytest.raises(error):
        act()
    assert (written(), ReferralNote.objects.count()) == before


def call(referral, by, now):
    return services.record_interaction(
        referral, channel="call", happened_on=now.date(), text="Called both", by=by, now=now
    )


def test_acknowledge_referral(referral, dana, now):
    services.acknowledge_referral(referral, by=dana, now=now)
    saved = Referral.objects.get()
    assert (saved.state, saved.acknowledged_by, saved.acknowledged_at) == ("acknowledged", dana, now)
    assert acts(referral) == ["send", "acknowledge"]
    refused(TransitionNotAllowed, lambda: services.acknowledge_referral(referral, by=dana, now=now))


def test_take_in_charge_acknowledges_too_and_tells_the_firm_of_that_country(referral, dana, aigul, now):
    services.take_in_charge(referral, by=dana, now=now)
    saved = Referral.objects.get()
    assert (saved.state, saved.taken_by, saved.acknowledged_by) == ("taken_in_charge", dana, dana)
    assert told("referral_taken") == [aigul.email]
    refused(TransitionNotAllowed, lambda: services.take_in_charge(referral, by=dana, now=now))


def test_take_in_charge_keeps_who_acknowledged(referral, dana, zafar, atameken, now):
    Liaison.objects.filter(user=zafar).update(chamber=atameken)
    services.acknowledge_referral(referral, by=zafar, now=now)
    services.take_in_charge(referral, by=dana, now=now + timedelta(hours=1))
    assert Referral.objects.get().acknowledged_by == zafar


def test_ask_information_and_answer(in_charge, dana, sato, mori, now):
    refused(ReasonMissing, lambda: services.ask_information(in_charge, question=" ", by=dana, now=now))
    services.ask_information(in_charge, question="Which bottle sizes?", by=dana, now=now)
    assert Referral.objects.get().state == "needs_information"
    assert told("referral_question") == [mori.email, sato.email]
    refused(ReasonMissing, lambda: services.answer_information(in_charge, answer="", by=sato, now=now))
    services.answer_information(in_charge, answer="0.5 and 1 litre", by=sato, now=now)
    assert Referral.objects.get().state == "taken_in_charge"
    assert ReferralNote.objects.get().text == "0.5 and 1 litre"
    assert told("referral_answered") == [dana.email]
    refused(TransitionNotAllowed, lambda: services.answer_information(in_charge, answer="again", by=sato, now=now))


@pytest.mark.parametrize("state", ["sent", "acknowledged"])
def test_ask_information_takes_the_referral_in_charge(referral, dana, now, state):
    Referral.objects.update(state=state)
    services.ask_information(referral, question="Which sizes?", by=dana, now=now)
    assert Referral.objects.get().taken_by == dana
    assert acts(referral)[-2:] == ["take_in_charge", "ask_information"]


def test_comment_on_referral(referral, dana, now):
    refused(ReasonMissing, lambda: services.comment_on_referral(referral, text="", by=dana, now=now))
    services.comment_on_referral(referral, text="Called <b>twice</b>\x00", by=dana, now=now)
    assert ReferralNote.objects.get().text == "Called <b>twice</b>"
    assert acts(referral) == ["send", "comment"]


def test_record_interaction(in_charge, dana, now):
    note = call(in_charge, dana, now)
    assert (note.channel, note.happened_on) == ("call", now.date())
    assert acts(in_charge)[-1] == "interaction"
    assert Activity.objects.get(verb="matching.referral.interaction").data == {"channel": "call", "on": "2026-11-24"}


def test_nothing_is_added_to_a_closed_referral(in_charge, dana, now):
    Referral.objects.update(state="declined")
    refused(TransitionNotAllowed, lambda: services.comment_on_referral(in_charge, text="x", by=dana, now=now))
    refused(TransitionNotAllowed, lambda: call(in_charge, dana, now))
    refused(TransitionNotAllowed,
            lambda: services.complete_referral(in_charge, result="help", summary="Over", by=dana, now=now))


@pytest.mark.parametrize(
    "result, state", [("help", "done_with_help"), ("no_help", "done_no_help"), ("not_reachable", "not_reachable")]
)
def test_complete_referral(in_charge, dana, sato, mori, now, result, state):
    met = {"result": result, "summary": "They met", "by": dana, "now": now}
    refused(InteractionMissing, lambda: services.complete_referral(in_charge, **met))
    call(in_charge, dana, now)
    refused(ReasonMissing, lambda: services.complete_referral(in_charge, result=result, summary="", by=dana, now=now))
    services.complete_referral(in_charge, **met)
    saved = Referral.objects.get()
    assert (saved.state, saved.closed_by, saved.closed_at) == (state, dana, now)
    assert told("referral_closed") == [mori.email, sato.email]
    refused(TransitionNotAllowed, lambda: services.complete_referral(in_charge, **met))


def test_complete_referral_needs_it_in_charge(referral, dana, now):
    call(referral, dana, now)
    refused(
        TransitionNotAllowed,
        lambda: services.complete_referral(referral, result="help", summary="Over", by=dana, now=now),
    )


def test_decline_referral(referral, dana, sato, mori, now):
    refused(ReasonMissing, lambda: services.decline_referral(referral, code="not_ours", reason="", by=dana, now=now))
    services.decline_referral(referral, code="not_ours", reason="In another region", by=dana, now=now)
    assert Referral.objects.get().state == "declined"
    act = Activity.objects.get(verb="matching.referral.decline")
    assert (act.reason, act.data) == ("In another region", {"code": "not_ours"})
    assert told("referral_closed") == [mori.email, sato.email]
    refused(
        TransitionNotAllowed,
        lambda: services.decline_referral(referral, code="other", reason="Because", by=dana, now=now),
    )
