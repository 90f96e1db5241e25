"""The services themselves refuse whoever may not act, before they look at anything else, and write nothing."""

from types import SimpleNamespace

import pytest

from companies.models import Membership
from events import services
from events.errors import NotTheOrganiser, NotThePartner
from events.links import pass_path
from events.models import (
    Contributor,
    EventChange,
    EventDocument,
    Member,
    Notice,
    Print,
    Session,
    Stop,
    Substitution,
    Support,
)
from tests.refusing import refuses

from .conftest import event_fields, person, seat, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
WHY = "Because it must be so"

BY_ORGANISERS = {
    "edit_event": lambda at, **who: services.edit_event(at.event, **event_fields(), **who),
    "announce_event": lambda at, **who: services.announce_event(at.event, **who),
    "open_registration": lambda at, **who: services.open_registration(at.event, **who),
    "close_registration": lambda at, **who: services.close_registration(at.event, **who),
    "report_event": lambda at, **who: services.report_event(at.event, **who),
    "hold_event": lambda at, **who: services.hold_event(at.event, **who),
    "set_seats": lambda at, **who: services.set_seats(at.event, role="delegate", country="", capacity=9, **who),
    "add_session": lambda at, **who: services.add_session(at.event, **at.part, **who),
    "edit_session": lambda at, **who: services.edit_session(Session(event=at.event), **at.part, **who),
    "add_contributor": lambda at, **who: services.add_contributor(at.event, role="speaker", name="Li", **who),
    "release_contributor": lambda at, **who: services.release_contributor(Contributor(event=at.event), **who),
    "add_document": lambda at, **who: services.add_document(
        at.event, file=("a.txt", b"a"), titles={"en": "A"}, language="en", is_public=True, **who
    ),
    "withdraw_document": lambda at, **who: services.withdraw_document(EventDocument(event=at.event), **who),
    "confirm_change": lambda at, **who: services.confirm_change(
        at.event, kind="cancel", reasons={}, digest="", **who
    ),
    "revoke_change": lambda at, **who: services.revoke_change(EventChange(event=at.event), **who),
    "close_change": lambda at, **who: services.close_change(EventChange(event=at.event), **who),
    "note_call": lambda at, **who: services.note_call(at.notice, result="reached", note="", **who),
    "note_returned": lambda at, **who: services.note_returned(at.notice, **who),
    "account_for": lambda at, **who: services.account_for(at.notice, reason=WHY, **who),
    "account_for_delivered": lambda at, **who: services.account_for_delivered(at.notice.change, reason=WHY, **who),
    "ask_for_badges": lambda at, **who: services.ask_for_badges(at.event, **who),
    "retry_print": lambda at, **who: services.retry_print(Print(event=at.event), **who),
    "invite": lambda at, **who: services.invite(at.event, person=person(9), role="delegate", **who),
    "approve_registration": lambda at, **who: services.approve_registration(at.seat, **who),
    "refuse_registration": lambda at, **who: services.refuse_registration(at.seat, reason=WHY, **who),
    "approve_chosen": lambda at, **who: services.approve_chosen(at.event, seats=[at.seat.pk], **who),
    "offer_to": lambda at, **who: services.offer_to(at.seat, **who),
    "admit_at_the_desk": lambda at, **who: services.admit_at_the_desk(
        at.event, person=person(9), role="delegate", reason=WHY, **who
    ),
    "copy_event": lambda at, **who: services.copy_event(at.event, first_day=at.event.starts_at.date(), **who),
    "delete_draft": lambda at, **who: services.delete_draft(at.event, **who),
    "admit_late": lambda at, **who: services.admit_late(at.seat, reason=WHY, **who),
    "refuse_late": lambda at, **who: services.refuse_late(at.seat, reason=WHY, **who),
    "add_second_firm": lambda at, **who: services.add_second_firm(at.seat, firm=at.seat.firm, **who),
    "check_in": lambda at, **who: services.check_in(at.seat, **who),
    "check_in_from_paper": lambda at, **who: services.check_in_from_paper(
        at.event, codes=at.seat.badge_code, **who
    ),
    "undo_check_in": lambda at, **who: services.undo_check_in(at.seat, **who),
    "correct_attendance": lambda at, **who: services.correct_attendance(at.seat, came=True, **who),
    "hand_out_delegates": lambda at, **who: services.hand_out_delegates(at.event, **who),
}
BY_THE_OWN_SIDE = {
    "correct_delegate": lambda at, **who: services.correct_delegate(at.seat, **person(9), **who),
    "accept_invitation": lambda at, **who: services.accept_invitation(at.seat, **who),
    "accept_offer": lambda at, **who: services.accept_offer(at.seat, **who),
    "decline_offer": lambda at, **who: services.decline_offer(at.seat, **who),
    "withdraw_registration": lambda at, **who: services.withdraw_registration(at.seat, **who),
    "restore_registration": lambda at, **who: services.restore_registration(at.seat, **who),
    "renew_pass": lambda at, **who: services.renew_pass(at.seat, **who),
    "name_substitute": lambda at, **who: services.name_substitute(at.seat, person=person(9), reason=WHY, **who),
    "take_back_substitute": lambda at, **who: services.take_back_substitute(Substitution(original=at.seat), **who),
    "return_original": lambda at, **who: services.return_original(at.seat, **who),
    "book_session": lambda at, **who: services.book_session(Session(event=at.event), registration=at.seat, **who),
    "leave_session": lambda at, **who: services.leave_session(Session(event=at.event), registration=at.seat, **who),
}
BY_THE_PARTNER = {
    "consent_to_substitute": lambda one, **who: services.consent_to_substitute(one, **who),
    "refuse_substitute": lambda one, **who: services.refuse_substitute(one, reason=WHY, **who),
}
FOR_DELEGATES = {
    "register_delegates": lambda at, **who: services.register_delegates(
        at.event, people=[person(9)], role="delegate", **who
    ),
    "ask_late": lambda at, **who: services.ask_late(
        at.event, person=person(9), role="delegate", because=WHY, **who
    ),
}
BY_KEEPERS = {
    "plan_delegation": lambda one, **who: services.plan_delegation(starts_on=1, ends_on=2, chamber=one.chamber, **who),
    "edit_delegation": lambda one, **who: services.edit_delegation(one, titles={"en": "Other"}, **who),
    "confirm_delegation": lambda one, **who: services.confirm_delegation(one, **who),
    "begin_delegation": lambda one, **who: services.begin_delegation(one, **who),
    "complete_delegation": lambda one, **who: services.complete_delegation(one, **who),
    "cancel_delegation": lambda one, **who: services.cancel_delegation(one, reason=WHY, **who),
    "report_delegation": lambda one, **who: services.report_delegation(one, reports={"en": WHY}, **who),
    "add_member": lambda one, **who: services.add_member(one, **who),
    "edit_member": lambda one, **who: services.edit_member(Member(delegation=one), **who),
    "remove_member": lambda one, **who: services.remove_member(Member(delegation=one), **who),
    "add_stop": lambda one, **who: services.add_stop(one, **who),
    "edit_stop": lambda one, **who: services.edit_stop(Stop(delegation=one), **who),
    "remove_stop": lambda one, **who: services.remove_stop(Stop(delegation=one), **who),
    "issue_letters": lambda one, **who: services.issue_letters(one, language="en", **who),
}


@pytest.fixture
def at(make_event, atameken, dana, tanaka, hokuriku):
    """Atameken's forum, where Tanaka's firm has a seat."""
    event = make_event(2, by=dana, chamber=atameken)
    row = seat(event, 1, by=tanaka, firm=hokuriku)
    times = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    part = {"titles": {"en": "Opening"}, "room": "1", "capacity": None} | times
    notice = Notice(change=EventChange(event=event), registration=row)
    return SimpleNamespace(event=event, seat=row, part=part, notice=notice)


@pytest.fixture
def viewer(hokuriku, mori, now):
    mori.role = "member"
    mori.save()
    Membership.objects.create(firm=hokuriku, user=mori, role="viewer", joined_at=now)
    return mori


@pytest.mark.parametrize("act", BY_ORGANISERS.values(), ids=BY_ORGANISERS)
def test_only_the_organiser(at, tanaka, bekzat, zafar, now, act):
    for stranger in (tanaka, bekzat, zafar, None):
        refuses(lambda who=stranger: act(at, by=who, now=now), NotTheOrganiser)


@pytest.mark.parametrize("act", BY_THE_OWN_SIDE.values(), ids=BY_THE_OWN_SIDE)
def test_only_the_own_side_and_the_organiser(at, bekzat, detal, zafar, viewer, now, act):
    for stranger in (bekzat, zafar, viewer):
        refuses(lambda who=stranger: act(at, by=who, now=now))


@pytest.mark.parametrize("act", BY_THE_PARTNER.values(), ids=BY_THE_PARTNER)
def test_only_the_partner(at, tanaka, sato, zafar, bekzat, now, act):
    asked = services.name_substitute(at.seat, person=person(9, rank="head"), reason=WHY, by=tanaka, now=now)
    for stranger in (tanaka, sato, zafar, bekzat):
        refuses(lambda who=stranger: act(asked, by=who, now=now), NotThePartner)


@pytest.mark.parametrize("act", FOR_DELEGATES.values(), ids=FOR_DELEGATES)
def test_nobody_registers_for_another_firm_or_chamber(at, bekzat, detal, tanaka, viewer, zafar, now, act):
    firm, chamber = at.seat.firm, at.event.chamber
    members = [(bekzat, firm, None), (viewer, firm, None), (tanaka, None, None), (tanaka, firm, chamber)]
    liaisons = [(zafar, None, chamber), (zafar, None, None), (zafar, firm, None)]
    for stranger, firm, chamber in members + liaisons:
        refuses(lambda who=stranger, of=firm, to=chamber: act(at, firm=of, chamber=to, by=who, now=now))


@pytest.mark.parametrize("act", BY_KEEPERS.values(), ids=BY_KEEPERS)
def test_only_whoever_keeps_the_delegation(atameken, tanaka, bekzat, zafar, dana, now, act):
    day = now.date()
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=None, chamber=atameken, from_country="JP",
        to_country="KZ", purposes={}, starts_on=day, ends_on=day, by=dana, now=now,
    )
    for stranger in (tanaka, bekzat, zafar):
        refuses(lambda who=stranger: act(journey, by=who, now=now), NotTheOrganiser)


def test_nobody_plans_an_event_of_another_chamber(atameken, tanaka, zafar, dana, now):
    for stranger, chamber in ((tanaka, None), (tanaka, atameken), (zafar, atameken), (dana, None)):
        refuses(lambda who=stranger, of=chamber: services.plan_event(chamber=of, by=who, now=now, **event_fields()))


def test_support_comes_from_the_other_side(at, dana, tanaka, atameken, now):
    for stranger in (dana, tanaka):
        refuses(
            lambda who=stranger: services.give_support(
                at.event, kind="promotion", note="", chamber=atameken, by=who, now=now
            ),
            NotTheOrganiser,
        )


def test_support_is_taken_back_by_its_giver_or_the_organiser(at, tanaka, zafar, bekzat, now):
    given = Support(event=at.event)
    for stranger in (tanaka, zafar, bekzat):
        refuses(lambda who=stranger: services.withdraw_support(given, by=who, now=now), NotTheOrganiser)


def test_whoever_holds_the_pass_acts_also_when_the_account_was_closed(at, client, now):
    """The link is the person; an account is not needed for it."""
    at.seat.user = at.seat.registered_by
    at.seat.save()
    at.seat.user.is_active = False
    at.seat.user.save()
    client.post(f"{pass_path(at.seat)}withdraw/")
    assert state_of(at.seat) == "withdrawn"


def test_the_own_account_behind_a_pass_is_asked_too(at, tanaka, bekzat, now):
    """A service that is given another person than the holder of the seat refuses."""
    refuses(lambda: services.withdraw_registration(at.seat, by=bekzat, now=now))
    services.withdraw_registration(at.seat, by=tanaka, now=now)
    assert state_of(at.seat) == "withdrawn"
