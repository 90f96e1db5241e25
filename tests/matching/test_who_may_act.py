"""The services themselves refuse whoever may not act, before they look at anything else, and write nothing."""

import pytest

from companies.models import Call, Membership
from matching import services
from matching.models import EncodedLine, ExportReview, WeightSet
from tests.refusing import refuses

pytestmark = pytest.mark.usefixtures("one_world")
WHY = "Because it must be"

BY_STAFF = {
    "propose_match": lambda case, **who: services.propose_match(case.match, **who),
    "approve_match": lambda case, **who: services.approve_match(case.match, **who),
    "propose_pair": lambda case, **who: services.propose_pair(
        case.match.japan, partner=case.match.partner, reason=WHY, **who
    ),
    "shortlist_match": lambda case, **who: services.shortlist_match(case.match, **who),
    "reject_match": lambda case, **who: services.reject_match(case.match, code="market", reason=WHY, **who),
    "dismiss_match": lambda case, **who: services.dismiss_match(case.match, code="market", reason=WHY, **who),
    "undo_decision": lambda case, **who: services.undo_decision(case.match, **who),
    "recall_introduction": lambda case, **who: services.recall_introduction(case, reason=WHY, **who),
    "ask_by_telephone": lambda case, **who: services.ask_by_telephone(
        case, firm=case.match.partner, caller=who["by"], **who
    ),
    "request_end_use_statement": lambda case, **who: services.request_end_use_statement(question(case), **who),
    "clear_export_review": lambda case, **who: services.clear_export_review(
        question(case), until=who["now"].date(), reason=WHY, **who
    ),
    "reopen_export_review": lambda case, **who: services.reopen_export_review(question(case), reason=WHY, **who),
    "block_export": lambda case, **who: services.block_export(question(case), reason=WHY, **who),
    "answer_information": lambda case, **who: services.answer_information(case.referrals.get(), answer=WHY, **who),
    "ask_pair": lambda case, **who: services.ask_pair(case.match.japan, case.match.partner, **who),
    "ask_expected": lambda _case, **who: services.ask_expected(**who),
    "draft_weights": lambda _case, **who: services.draft_weights(changes={}, **who),
    "activate_weights": lambda _case, **who: services.activate_weights(WeightSet(), reason=WHY, **who),
    "drop_weights": lambda _case, **who: services.drop_weights(WeightSet(), **who),
    "ask_weights": lambda _case, **who: services.ask_weights(WeightSet(), **who),
    "request_run": lambda _case, **who: services.request_run(**who),
    "try_again": lambda _case, **who: services.try_again(EncodedLine(), **who),
}
BY_THE_FIRM = {
    "express_interest": lambda case, **who: services.express_interest(case.match, **who),
    "decline_suggestion": lambda case, **who: services.decline_suggestion(case.match, code="timing", **who),
    "retract_answer": lambda case, **who: services.retract_answer(case.match, **who),
    "give_consent": lambda case, **who: services.give_consent(case, contact_agrees=True, **who),
    "withdraw_consent": lambda case, **who: services.withdraw_consent(case, **who),
    "decline_introduction": lambda case, **who: services.decline_introduction(case, code="timing", reason=WHY, **who),
    "confirm_answer": lambda case, **who: services.confirm_answer(case, **who),
    "take_back_answer": lambda case, **who: services.take_back_answer(case, **who),
}
SPOKEN = {"said_by": "Director", "channel": "mail", "note": WHY, "file": None}
ON_BEHALF = {
    "consent_on_behalf": lambda case, **who: services.consent_on_behalf(
        case, contact_agrees=True, said_on=who["now"].date(), **SPOKEN, **who
    ),
    "decline_on_behalf": lambda case, **who: services.decline_on_behalf(
        case, code="timing", said_on=who["now"].date(), **SPOKEN, **who
    ),
    "answer_on_behalf": lambda case, **who: services.answer_on_behalf(
        case, answer="agreed", contact_agrees=True, said_on=who["now"].date(), **SPOKEN, **who
    ),
}
BY_EITHER_FIRM = {
    "confirm_contact": lambda case, **who: services.confirm_contact(case, **who),
    "start_discussion": lambda case, **who: services.start_discussion(case, **who),
    "conclude_introduction": lambda case, **who: services.conclude_introduction(
        case, outcome="order", note="", **who
    ),
}
BY_EITHER_FIRM_OR_STAFF = {
    "conclude_for_both": lambda case, **who: services.conclude_for_both(case, outcome="agreement", **who),
}
BY_THE_CHAMBER = {
    "acknowledge_referral": lambda one, **who: services.acknowledge_referral(one, **who),
    "take_in_charge": lambda one, **who: services.take_in_charge(one, **who),
    "ask_information": lambda one, **who: services.ask_information(one, question=WHY, **who),
    "comment_on_referral": lambda one, **who: services.comment_on_referral(one, text=WHY, **who),
    "record_interaction": lambda one, **who: services.record_interaction(
        one, channel="call", happened_on=who["now"].date(), text=WHY, **who
    ),
    "complete_referral": lambda one, **who: services.complete_referral(one, result="help", summary=WHY, **who),
    "decline_referral": lambda one, **who: services.decline_referral(one, code="other", reason=WHY, **who),
}


def question(case) -> ExportReview:
    return ExportReview(match=case.match, code="854231", tier="1", list_version="2024-02-23")


@pytest.fixture
def viewer(hokuriku, mori, now):
    """Of the first firm, but only to look on."""
    mori.role = "member"
    mori.save()
    Membership.objects.create(firm=hokuriku, user=mori, role="viewer", joined_at=now)
    return mori


@pytest.mark.parametrize("act", BY_STAFF.values(), ids=BY_STAFF)
def test_only_staff(introduced, tanaka, bekzat, dana, now, act):
    for person in (tanaka, bekzat, dana):
        refuses(lambda who=person: act(introduced, by=who, now=now))


@pytest.mark.parametrize("act", BY_THE_FIRM.values(), ids=BY_THE_FIRM)
def test_only_owners_and_editors_of_the_firm_that_answers(introduced, bekzat, sato, dana, aigul, viewer, now, act):
    """The other firm of the pair answers for itself only."""
    for person in (bekzat, sato, dana, aigul, viewer):
        refuses(lambda who=person: act(introduced, firm=introduced.match.japan, by=who, now=now))


@pytest.mark.parametrize("act", BY_THE_FIRM.values(), ids=BY_THE_FIRM)
def test_no_firm_outside_the_pair(introduced, detal, bekzat, now, act):
    refuses(lambda: act(introduced, firm=detal, by=bekzat, now=now))


@pytest.mark.parametrize("act", ON_BEHALF.values(), ids=ON_BEHALF)
def test_only_staff_and_the_chamber_of_the_firm_answer_on_its_behalf(
    introduced, tanaka, bekzat, zafar, dana, sato, detal, now, act
):
    for person in (tanaka, bekzat, zafar, dana):
        refuses(lambda who=person: act(introduced, firm=introduced.match.japan, by=who, now=now))
    refuses(lambda: act(introduced, firm=detal, by=sato, now=now))


@pytest.mark.parametrize("act", BY_EITHER_FIRM.values(), ids=BY_EITHER_FIRM)
def test_only_owners_and_editors_of_the_two_firms(introduced, bekzat, sato, dana, viewer, now, act):
    for person in (bekzat, sato, dana, viewer):
        refuses(lambda who=person: act(introduced, by=who, now=now))


@pytest.mark.parametrize("act", BY_EITHER_FIRM_OR_STAFF.values(), ids=BY_EITHER_FIRM_OR_STAFF)
def test_only_the_two_firms_and_staff(introduced, bekzat, dana, viewer, now, act):
    for person in (bekzat, dana, viewer):
        refuses(lambda who=person: act(introduced, by=who, now=now))


def test_contacts_are_revealed_to_nobody_else(introduced, bekzat, zafar, now):
    for person in (bekzat, zafar):
        refuses(lambda who=person: services.reveal_contacts(introduced, by=who, now=now))


@pytest.mark.parametrize("act", BY_THE_CHAMBER.values(), ids=BY_THE_CHAMBER)
def test_only_the_chamber_of_the_referral(introduced, tanaka, bekzat, sato, zafar, now, act):
    for person in (tanaka, bekzat, sato, zafar):
        refuses(lambda who=person: act(introduced.referrals.get(), by=who, now=now))


def test_only_staff_and_the_chamber_it_was_given_to_record_a_call(introduced, tanaka, zafar, dana, now):
    call = Call(firm=introduced.match.partner)
    for person in (tanaka, zafar, dana):
        given = {"outcome": "agreed", "again_on": None, "contact_agrees": True, "by": person, "now": now}
        refuses(lambda given=given: services.record_call(call, **given))


def test_who_has_left_may_not_act_any_more(introduced, sato, tanaka, now):
    sato.is_active = tanaka.is_active = False
    refuses(lambda: BY_STAFF["recall_introduction"](introduced, by=sato, now=now))
    refuses(lambda: BY_EITHER_FIRM["confirm_contact"](introduced, by=tanaka, now=now))
