"""Staff decide, and may take it back for ten seconds."""
from datetime import timedelta

import pytest

from companies.models import Firm
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching import services
from matching.errors import AlreadyDecided, FirmNotLive, OwnProposal, UndoTooLate
from matching.models import Introduction, Match
from notifications.models import Delivery, Message

from .asking import acts, told, written

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=9)


def refused(error, act) -> None:
    before = written()
    with pytest.raises(error):
        act()
    assert written() == before


def test_propose_match(match, sato, mori, now):
    services.propose_match(match, note="  Both at the forum ", by=sato, now=now)
    saved = Match.objects.get()
    assert (saved.state, saved.proposed_by) == ("proposed", sato)
    assert Activity.objects.get(verb="matching.match.propose").reason == "Both at the forum"
    assert told("proposal_waits") == [mori.email]
    refused(TransitionNotAllowed, lambda: services.propose_match(match, by=mori, now=now))


def test_dismiss_match(match, sato, now):
    refused(ReasonMissing, lambda: services.dismiss_match(match, code="", reason="Far", by=sato, now=now))
    services.dismiss_match(match, code="market", reason="Too small", by=sato, now=now)
    assert Match.objects.get().state == "dismissed"
    assert acts(match) == ["suggest", "dismiss"]
    refused(TransitionNotAllowed, lambda: services.dismiss_match(match, code="market", by=sato, now=now))


def test_approve_match_asks_both_firms_when_the_undo_window_has_closed(proposed, sato, tanaka, aigul, now, settings):
    introduction = services.approve_match(proposed, note="Good", by=sato, now=now)
    saved = Match.objects.get()
    assert (saved.state, saved.approved_by, saved.approved_at) == ("approved", sato, now)
    assert introduction.answer_by > now + timedelta(days=13)
    assert acts(introduction) == ["request"]
    assert told("consent_requested") == [aigul.email, tanaka.email]
    for message in Message.objects.filter(kind="matching/consent_requested"):
        assert message.visible_at == now + settings.UNDO_WINDOW == message.deliveries.get().due_at


def test_approve_match_refuses_its_own_author(proposed, mori, now):
    refused(OwnProposal, lambda: services.approve_match(proposed, by=mori, now=now))
    assert Match.objects.get().state == "proposed"


def test_approve_match_refuses_a_firm_that_is_not_verified(proposed, sato, now):
    Firm.objects.filter(pk=proposed.partner_id).update(state="suspended")
    fresh = Match.objects.with_firms().get()
    refused(FirmNotLive, lambda: services.approve_match(fresh, by=sato, now=now))


@pytest.mark.parametrize("act", [services.approve_match, services.reject_match])
def test_a_second_decision_is_refused_with_the_name_of_the_first(proposed, sato, mori, now, act):
    services.reject_match(proposed, code="market", reason="No", by=sato, now=now)
    with pytest.raises(AlreadyDecided) as refusal:
        act(proposed, **({"code": "market"} if act is services.reject_match else {}), by=mori, now=now)
    assert sato.full_name in str(refusal.value)
    assert acts(proposed).count("reject") == 1


def test_approve_match_refuses_what_was_never_proposed(match, sato, now):
    refused(TransitionNotAllowed, lambda: services.approve_match(match, by=sato, now=now))


def test_reject_match(proposed, sato, now):
    refused(ReasonMissing, lambda: services.reject_match(proposed, code="far", reason="Too far", by=sato, now=now))
    refused(ReasonMissing, lambda: services.reject_match(proposed, code="other", reason="", by=sato, now=now))
    services.reject_match(proposed, code="market", reason="Too far", by=sato, now=now)
    saved = Match.objects.get()
    assert (saved.state, saved.rejected_by) == ("rejected", sato)
    act = Activity.objects.get(verb="matching.match.reject")
    assert (saved.refusal, act.data, act.reason) == ("market", {"code": "market"}, "Too far")
    assert told("suggestion_withdrawn") == []


def test_reject_match_tells_an_interested_firm_when_the_undo_window_has_closed(match, tanaka, sato, now, settings):
    services.express_interest(match, firm=match.japan, by=tanaka, now=now)
    services.reject_match(match, code="market", reason="Too far", by=sato, now=now)
    message = Message.objects.get(kind="matching/suggestion_withdrawn")
    assert (message.recipient, message.visible_at) == (tanaka, now + settings.UNDO_WINDOW)
    assert "Too far" not in message.text


def test_undo_an_approval_leaves_nothing_said(proposed, sato, mori, now):
    introduction = services.approve_match(proposed, by=sato, now=now)
    services.undo_decision(proposed, by=sato, now=now + SOON)
    saved = Match.objects.get()
    assert (saved.state, saved.approved_by, saved.approved_at) == ("proposed", None, None)
    assert Introduction.objects.get().state == "recalled"
    asked = Message.objects.filter(kind="matching/consent_requested")
    assert all(asked.values_list("withdrawn_at", flat=True))
    assert set(Delivery.objects.filter(message__in=asked).values_list("state", flat=True)) == {"cancelled"}
    assert acts(introduction) == ["request", "recall"]


def test_an_undone_introduction_is_hidden_from_the_firms(proposed, sato, tanaka, now):
    services.approve_match(proposed, by=sato, now=now)
    assert Introduction.objects.visible_to(tanaka).exists()
    services.undo_decision(proposed, by=sato, now=now + SOON)
    assert not Introduction.objects.visible_to(tanaka).exists()


def test_undo_then_decide_again(proposed, sato, tanaka, aigul, now):
    services.approve_match(proposed, by=sato, now=now)
    services.undo_decision(proposed, by=sato, now=now + SOON)
    services.approve_match(proposed, by=sato, now=now + 2 * SOON)
    assert Introduction.objects.live().count() == 1
    assert len(told("consent_requested")) == 4  # two of them withdrawn
    assert Message.objects.filter(kind="matching/consent_requested", withdrawn_at=None).count() == 2


def test_undo_a_rejection_takes_back_what_waits_to_be_said(match, tanaka, sato, now):
    services.express_interest(match, firm=match.japan, by=tanaka, now=now)
    services.reject_match(match, code="market", reason="Too far", by=sato, now=now)
    services.undo_decision(match, by=sato, now=now + SOON)
    saved = Match.objects.get()
    assert (saved.state, saved.rejected_by) == ("proposed", None)
    assert Message.objects.get(kind="matching/suggestion_withdrawn").withdrawn_at
    services.reject_match(match, code="market", reason="Too far", by=sato, now=now + 2 * SOON)
    assert Message.objects.filter(kind="matching/suggestion_withdrawn", withdrawn_at=None).count() == 1


@pytest.mark.parametrize("seconds", [10, 11, 3600])
def test_undo_is_refused_when_the_window_has_closed(proposed, sato, now, seconds):
    services.approve_match(proposed, by=sato, now=now)
    refused(UndoTooLate, lambda: services.undo_decision(proposed, by=sato, now=now + timedelta(seconds=seconds)))
    assert Match.objects.get().state == "approved"


def test_undo_is_refused_to_a_colleague(proposed, sato, mori, now):
    services.approve_match(proposed, by=sato, now=now)
    refused(UndoTooLate, lambda: services.undo_decision(proposed, by=mori, now=now + SOON))


def test_undo_is_refused_once_a_firm_has_consented(proposed, sato, tanaka, hokuriku, now):
    introduction = services.approve_match(proposed, by=sato, now=now)
    services.give_consent(introduction, firm=hokuriku, contact_agrees=True, by=tanaka, now=now + timedelta(seconds=3))
    refused(UndoTooLate, lambda: services.undo_decision(proposed, by=sato, now=now + SOON))
    assert Introduction.objects.get().state == "consent_requested"


def test_undo_is_refused_for_what_was_not_decided(proposed, sato, now):
    refused(UndoTooLate, lambda: services.undo_decision(proposed, by=sato, now=now))
