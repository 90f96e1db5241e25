"""An introduction with a firm that has no account starts with an invitation, or with a call that somebody makes."""
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from companies import services as companies
from companies.errors import CannotCall, ContactMissing, DayNotPossible, NumberMissing, SomebodyAnswers
from companies.models import Call, Contact, Firm, Invitation, Membership, Spoken
from core.activity import ref
from core.errors import NotPermitted
from core.looks import mark_of
from core.models import Look
from matching import services
from matching.errors import CallNotNeeded, CallStands, NobodyToAnswer, ProposerCalls, ProposerRecords
from matching.models import Introduction, Match
from notifications.models import Delivery, Message
from tests import build

from .asking import acts, told, written

pytestmark = pytest.mark.django_db
WHO = "Айгүл Серікова, бас директор"


@pytest.fixture
def unreached(altai) -> Firm:
    Membership.objects.filter(firm=altai).delete()
    return altai


@pytest.fixture
def called(proposed, unreached, sato, dana, now) -> Call:
    """Approved by Sato, who gave the call to the liaison of the firm's chamber."""
    services.approve_match(proposed, asking={unreached.pk: dana}, by=sato, now=now)
    return Call.objects.get()


def came(call, outcome, by, now, **more) -> None:
    given = {"said_by": WHO, "channel": "telephone", "said_on": now.date(), "note": "", "file": None, "again_on": None}
    services.record_call(call, outcome=outcome, contact_agrees=True, by=by, now=now, **given | more)


def refused(error, act) -> None:
    before = written()
    with pytest.raises(error):
        act()
    assert written() == before


def test_a_pair_with_a_side_that_nobody_answers_for_is_not_approved_alone(proposed, unreached, sato, now):
    with pytest.raises(NobodyToAnswer, match="Altai"):
        services.approve_match(proposed, by=sato, now=now)
    assert (Match.objects.get().state, Introduction.objects.count()) == ("proposed", 0)


def test_it_starts_with_a_call(called, dana, sato, now):
    introduction = Introduction.objects.get()
    assert introduction.partner_call == called
    assert (called.caller, called.chamber.country, called.number) == (dana, "KZ", "+81 76 000 0000")
    assert now < called.due_at < now + timedelta(days=5)
    assert told("call_asked") == [dana.email]


def test_the_mail_with_the_number_is_a_look(called, dana):
    """At a number of the contact person, by whoever is to call it."""
    seen = Look.objects.get(way="mail")
    assert (seen.actor, seen.whose, seen.what) == (dana, ref(called), "phone")
    assert seen.mark == mark_of(build.contact_of(called.firm).email)


def test_the_caller_is_not_told_who_the_partner_is(called, hokuriku, dana):
    letter = Message.objects.get(kind="matching/call_asked")
    for word in (hokuriku.name, hokuriku.name_latin, "Japan"):
        assert word not in letter.subject + letter.text


def test_it_starts_with_an_invitation(proposed, unreached, sato, now):
    services.approve_match(proposed, asking={unreached.pk: None}, by=sato, now=now)
    assert Invitation.objects.get().email == build.contact_of(unreached).email
    assert Delivery.objects.get(message__kind="companies/firm_invited").due_at == now + settings.UNDO_WINDOW


def test_an_open_invitation_is_enough(proposed, unreached, sato, now):
    companies.invite_firm(unreached, by=sato, now=now)
    services.approve_match(proposed, by=sato, now=now)
    assert Introduction.objects.get().state == "consent_requested"


def test_what_cannot_be_sent_stops_the_approval(proposed, unreached, sato, now):
    Contact.objects.filter(firm=unreached).update(phone="")
    with pytest.raises(NumberMissing):
        services.approve_match(proposed, asking={unreached.pk: sato}, by=sato, now=now)
    Contact.objects.filter(firm=unreached).delete()
    with pytest.raises(ContactMissing):
        services.approve_match(proposed, asking={unreached.pk: None}, by=sato, now=now)
    assert Match.objects.get().state == "proposed"


def test_the_proposer_does_not_call(proposed, unreached, sato, mori, now):
    with pytest.raises(ProposerCalls):
        services.approve_match(proposed, asking={unreached.pk: mori}, by=sato, now=now)


def test_a_liaison_of_another_country_does_not_call(proposed, unreached, sato, zafar, now):
    with pytest.raises(CannotCall):
        services.approve_match(proposed, asking={unreached.pk: zafar}, by=sato, now=now)


def test_an_approval_undone_asks_nobody(called, sato, dana, now):
    services.undo_decision(Match.objects.get(), by=sato, now=now)
    assert Delivery.objects.get(message__kind="matching/call_asked").state == "cancelled"
    refused(CallNotNeeded, lambda: came(called, "agreed", dana, now))


def test_an_approval_undone_revokes_its_invitation_and_no_earlier_one(proposed, unreached, hokuriku, sato, now):
    Membership.objects.filter(firm=hokuriku).delete()
    earlier = companies.invite_firm(hokuriku, by=sato, now=now - timedelta(days=1))
    services.approve_match(proposed, asking={unreached.pk: None}, by=sato, now=now)
    services.undo_decision(Match.objects.get(), by=sato, now=now)
    left = [one.firm for one in Invitation.objects.open(now)]
    assert left == [earlier.firm]
    states = Delivery.objects.filter(message__kind="companies/firm_invited").order_by("due_at")
    assert [one.state for one in states] == ["pending", "cancelled"]


def test_the_firm_agrees_on_the_telephone(called, dana, now):
    came(called, "agreed", dana, now)
    called.refresh_from_db()
    introduction = Introduction.objects.get()
    assert (called.state, called.spoken.said_by) == ("agreed", WHO)
    assert introduction.partner_consent_spoken == called.spoken
    assert acts(called) == ["ask", "agree"]


def test_the_firm_declines_on_the_telephone(called, dana, now):
    came(called, "declined", dana, now, code="timing", note="No capacity")
    called.refresh_from_db()
    assert (called.state, Introduction.objects.get().decline_spoken) == ("declined", called.spoken)


def test_nobody_is_reached_and_it_is_tried_again(called, dana, now):
    came(called, "not_reached", dana, now, again_on=now.date() + timedelta(days=3))
    called.refresh_from_db()
    assert (called.state, called.tries, called.due_at.date()) == ("open", 1, now.date() + timedelta(days=3))


@pytest.mark.parametrize("days", [-1, 31])
def test_another_day_is_neither_past_nor_far(called, dana, now, days):
    refused(DayNotPossible, lambda: came(called, "not_reached", dana, now, again_on=now.date() + timedelta(days=days)))


def test_a_wrong_number_flags_the_firm_until_it_is_corrected(called, unreached, dana, now):
    came(called, "wrong_number", dana, now)
    assert companies.has_wrong_number(unreached)
    Contact.objects.filter(firm=unreached).update(phone="+7 7232 11 11 11")
    assert not companies.has_wrong_number(unreached)


def test_after_a_wrong_number_another_call_is_given(called, unreached, sato, dana, now):
    introduction = Introduction.objects.get()
    given = {"firm": unreached, "caller": sato, "by": sato, "now": now}
    refused(CallStands, lambda: services.ask_by_telephone(introduction, **given))
    came(called, "wrong_number", dana, now)
    call = services.ask_by_telephone(Introduction.objects.get(), **given)
    assert Introduction.objects.get().partner_call == call


def test_a_call_whose_introduction_has_ended_takes_no_answer(called, sato, dana, now):
    services.recall_introduction(Introduction.objects.get(), reason="Wrong firm", by=sato, now=now)
    for outcome in ("agreed", "declined", "not_reached", "wrong_number"):
        refused(CallNotNeeded, lambda what=outcome: came(called, what, dana, now, again_on=now.date()))


def test_a_firm_that_got_an_account_meanwhile_answers_itself(called, unreached, aigul, dana, now):
    companies.add_member(unreached, user=aigul, role="owner", by=aigul, now=now)
    refused(SomebodyAnswers, lambda: came(called, "agreed", dana, now))
    services.give_consent(Introduction.objects.get(), firm=unreached, contact_agrees=True, by=aigul, now=now)
    refused(CallNotNeeded, lambda: came(called, "agreed", dana, now))


def test_others_record_no_call(called, zafar, mori, tanaka, now):
    for person in (zafar, tanaka):
        refused(NotPermitted, lambda who=person: came(called, "agreed", who, now))
    refused(ProposerRecords, lambda: came(called, "agreed", mori, now))


def test_who_is_late_is_reminded_once(called, dana, now):
    assert [services.chase_calls(now=now + timedelta(days=days)) for days in (0, 5, 6)] == [0, 1, 0]
    assert told("call_overdue") == [dana.email]


def test_nobody_is_reminded_of_a_call_that_is_not_needed(called, sato, now):
    services.recall_introduction(Introduction.objects.get(), reason="Wrong firm", by=sato, now=now)
    assert services.chase_calls(now=now + timedelta(days=9)) == 0


# Pages


def approve(client, match, **more):
    return client.post(reverse("matching:approve", args=[match.pk]), {"reason": "Fits"} | more)


def test_staff_choose_with_the_approval(proposed, unreached, sato, dana, mori, as_):
    client = as_(sato)
    shown = client.get(reverse("matching:approval", args=[proposed.pk])).content.decode()
    assert "How are they asked?" in shown
    assert "Nobody can answer" in shown
    assert str(dana.pk) in shown
    assert str(mori.pk) not in shown
    answer = approve(client, proposed)
    assert answer.status_code == 409
    assert "choose how it is asked" in answer.content.decode()
    assert approve(client, proposed, **{str(unreached.pk): str(dana.pk)}).status_code == 302
    assert Call.objects.get().caller == dana


def test_nothing_is_asked_where_both_firms_answer_themselves(proposed, sato, as_):
    shown = as_(sato).get(reverse("matching:approval", args=[proposed.pk])).content.decode()
    assert "How are they asked?" not in shown


def test_a_choice_that_was_not_offered_is_refused(proposed, unreached, sato, mori, as_):
    assert approve(as_(sato), proposed, **{str(unreached.pk): str(mori.pk)}).status_code == 422


def test_the_liaison_makes_the_call_without_learning_the_partner(called, hokuriku, unreached, dana, as_, now):
    client, url = as_(dana), reverse("matching:call", args=[called.pk])
    assert url in client.get(reverse("matching:calls")).content.decode()
    shown = client.get(url).content.decode()
    assert build.contact_of(unreached).name in shown
    assert 'lang="kk"' in shown
    for word in (hokuriku.name, hokuriku.name_latin, build.contact_of(unreached).email):
        assert word not in shown
    said = {"outcome": "agreed", "said_by": WHO, "said_on": now.date().isoformat(), "contact_agrees": "on"}
    assert client.post(url, said).status_code == 302
    assert Spoken.objects.get().recorded_by == dana
    assert url not in client.get(reverse("matching:calls")).content.decode()


def test_what_an_outcome_needs_is_asked_for(called, dana, as_):
    client, url = as_(dana), reverse("matching:call", args=[called.pk])
    for outcome, words in {"agreed": "Write who gave", "not_reached": "Choose the day of the next call"}.items():
        answer = client.post(url, {"outcome": outcome, "said_on": "2026-11-24", "contact_agrees": "on"})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_calls_of_a_chamber_are_its_own(called, zafar, tanaka, as_):
    assert as_(zafar).get(reverse("matching:call", args=[called.pk])).status_code == 404
    assert as_(tanaka).get(reverse("matching:call", args=[called.pk])).status_code == 404
    assert as_(tanaka).get(reverse("matching:calls")).status_code == 403


def test_staff_give_another_call_from_the_introduction(called, unreached, sato, dana, as_, now):
    came(called, "wrong_number", dana, now)
    client, introduction = as_(sato), Introduction.objects.get()
    url = reverse("matching:call_ask", args=[introduction.pk, unreached.pk])
    assert url in client.get(reverse("matching:introduction", args=[introduction.pk])).content.decode()
    client.post(url, {"caller": str(sato.pk)})
    assert Introduction.objects.get().partner_call.caller == sato


def test_the_chamber_finds_what_it_recorded(called, hokuriku, tanaka, dana, as_, now):
    came(called, "agreed", dana, now)
    client = as_(dana)
    assert WHO in client.get(reverse("matching:call", args=[called.pk])).content.decode()
    introduction = Introduction.objects.with_firms().get()
    services.give_consent(introduction, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    referral = introduction.referrals.get()
    assert WHO in client.get(referral.get_absolute_url()).content.decode()
