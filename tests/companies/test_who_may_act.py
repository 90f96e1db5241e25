"""The services themselves refuse whoever may not act, before they look at anything else, and write nothing."""

from functools import partial

import pytest
from django.db import connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies import services
from companies.models import Call, Finding, ImportJob, Invitation, Membership, Merge, Picture, Spoken
from companies.permissions import membership_of
from companies.services.imports.preview import Plan
from core.errors import NotPermitted
from notifications.models import Message
from tests import build, files_build
from tests.refusing import refuses

pytestmark = pytest.mark.usefixtures("one_world")
WHY = "Because"
PICTURE = ("x.png", files_build.picture())
IDENTITY = {"country": "KZ", "legal_id": "050340493133", "name": "Алтай", "name_latin": "Altai"}
CONTACT = {"name": "A B", "position": "", "email": "a@b.example", "phone": "", "language": "en", "consent_given": True}
LINES = [{"text": "Honey", "hs_codes": []}]

BY_STAFF = {
    "decide_certificate": lambda firm, **who: services.decide_certificate(firm, name="SMETA", show=True, **who),
    "decide_picture": lambda firm, **who: services.decide_picture(Picture(firm=firm), seen="waiting", **who),
    "start_firm_review": lambda firm, **who: services.start_firm_review(firm, **who),
    "request_more_info": lambda firm, **who: services.request_more_info(firm, reason=WHY, **who),
    "verify_firm": lambda firm, **who: services.verify_firm(firm, **who),
    "reject_firm": lambda firm, **who: services.reject_firm(firm, code="other", reason=WHY, **who),
    "suspend_firm": lambda firm, **who: services.suspend_firm(firm, reason=WHY, **who),
    "reinstate_firm": lambda firm, **who: services.reinstate_firm(firm, reason=WHY, **who),
    "cease_firm": lambda firm, **who: services.cease_firm(firm, reason=WHY, **who),
    "record_check": lambda firm, **who: services.record_check(firm, kind="call_back", result="passed", how="", **who),
    "bar_firms": lambda firm, **who: services.bar_firms(firm, firm, kind="rival", note="", **who),
    "merge_firms": lambda firm, **who: services.merge_firms(firm, firm, reason=WHY, **who),
    "start_profile_review": lambda firm, **who: services.start_profile_review(firm.profiles.get(), **who),
    "request_profile_changes": lambda firm, **who: services.request_profile_changes(
        firm.profiles.get(), reason=WHY, **who
    ),
    "publish_profile": lambda firm, **who: services.publish_profile(firm.profiles.get(), **who),
    "upload_import": lambda _firm, **who: services.upload_import(
        firms_name="a.csv", firms_file=b"", lines_name="", lines_file=None, **who
    ),
    "confirm_import": lambda _firm, **who: services.confirm_import(ImportJob(), **who),
    "resume_import": lambda _firm, **who: services.resume_import(ImportJob(), **who),
    "abandon_import": lambda _firm, **who: services.abandon_import(ImportJob(), **who),
    "confirm_merge": lambda firm, **who: services.confirm_merge(Merge(firm=firm), **who),
    "refuse_merge": lambda firm, **who: services.refuse_merge(Merge(firm=firm), reason=WHY, **who),
    "take_back_merge": lambda firm, **who: services.take_back_merge(Merge(firm=firm), reason=WHY, **who),
    "enter_firm": lambda _firm, **who: services.enter_firm(
        **IDENTITY, city="", language="en", contact={"name": "N", "email": "n@w.example", "language": "en"}, **who
    ),
    "name_owner": lambda firm, **who: services.name_owner(firm.memberships.get(role="owner"), **who),
    "check_finding": lambda firm, **who: services.check_finding(Finding(firm=firm), reason=WHY, **who),
    "import_files": lambda _firm, **who: services.import_files(Plan([], [], {}), **who),
}
BY_EDITORS = {
    "add_picture": lambda firm, **who: services.add_picture(firm.profiles.get(), file=PICTURE, alt="x", **who),
    "add_logo": lambda firm, **who: services.add_logo(firm, file=PICTURE, alt="x", **who),
    "move_picture": lambda firm, **who: services.move_picture(Picture(firm=firm), earlier=True, **who),
    "remove_picture": lambda firm, **who: services.remove_picture(Picture(firm=firm), **who),
    "save_business": lambda firm, **who: services.save_business(firm, city="Astana", **who),
    "save_contact": lambda firm, **who: services.save_contact(firm, **CONTACT, **who),
    "submit_firm": lambda firm, **who: services.submit_firm(firm, **who),
    "submit_firm_and_profiles": lambda firm, **who: services.submit_firm_and_profiles(firm, **who),
    "create_profile": lambda firm, **who: services.create_profile(firm, lines=LINES, title="Honey", **who),
    "save_profile": lambda firm, **who: services.save_profile(firm.profiles.get(), lines=LINES, **who),
    "submit_profile": lambda firm, **who: services.submit_profile(firm.profiles.get(), **who),
    "revise_profile": lambda firm, **who: services.revise_profile(firm.profiles.get(), **who),
    "fulfil_profile": lambda firm, **who: services.fulfil_profile(firm.profiles.get(), **who),
}
BY_EDITORS_AND_STAFF = {
    "withdraw_profile": lambda firm, **who: services.withdraw_profile(firm.profiles.get(), **who),
    "say_codes": lambda firm, **who: services.say_codes(firm.profiles.get(), codes={}, **who),
    "say_trade_role": lambda firm, **who: services.say_trade_role(firm.profiles.get(), trade_role="maker", **who),
}
BY_OWNERS = {
    "invite_member": lambda firm, **who: services.invite_member(
        firm, email="n@w.example", role="viewer", language="en", **who
    ),
    "change_member_role": lambda firm, **who: services.change_member_role(
        firm.memberships.get(role="owner"), role="viewer", **who
    ),
    "revoke_invitation": lambda firm, **who: services.revoke_invitation(Invitation(firm=firm), **who),
    "offer_firm": lambda firm, **who: services.offer_firm(firm.memberships.get(role="owner"), **who),
    "archive_firm": lambda firm, **who: services.archive_firm(firm, reason=WHY, **who),
    "remove_member": lambda firm, **who: services.remove_member(firm.memberships.get(role="owner"), **who),
}

CLAIMANT = {"position": "Director", "note": "", "file": None}
OF_CLAIMS = {
    "grant_claim": lambda claim, **who: services.grant_claim(claim, role="owner", **who),
    "refuse_claim": lambda claim, **who: services.refuse_claim(claim, reason=WHY, **who),
}


@pytest.fixture
def refused(altai, request_, detal, now):
    """refused(act, person): about the person, and nothing is written."""
    altai.refresh_from_db()
    return lambda act, person: refuses(lambda: act(altai, by=person, now=now))


def member(firm, person, role: str, now):
    Membership.objects.filter(user=person).delete()
    Membership.objects.create(firm=firm, user=person, role=role, joined_at=now)
    return person


@pytest.mark.parametrize("act", BY_STAFF.values(), ids=BY_STAFF)
def test_only_staff(refused, act, aigul, bekzat, dana):
    for person in (aigul, bekzat, dana):
        refused(act, person)


@pytest.mark.parametrize("act", BY_EDITORS.values(), ids=BY_EDITORS)
def test_only_owners_and_editors_of_the_firm(refused, act, altai, bekzat, sato, dana, tanaka, now):
    for person in (bekzat, sato, dana, member(altai, tanaka, "viewer", now)):
        refused(act, person)


@pytest.mark.parametrize("act", BY_OWNERS.values(), ids=BY_OWNERS)
def test_only_owners_of_the_firm(refused, act, altai, bekzat, sato, tanaka, now):
    for person in (bekzat, sato, member(altai, tanaka, "editor", now)):
        refused(act, person)


def test_others_correct_no_identity_and_register_no_firm(refused, bekzat, sato, dana):
    refused(lambda firm, **who: services.change_identity(firm, **IDENTITY, **who), bekzat)
    for person in (sato, dana):
        refused(lambda _firm, **who: services.register_firm(**IDENTITY, language="en", **who), person)


def test_only_people_of_firms_take_an_invitation(refused, altai, aigul, sato, dana, now):
    def take(firm, **who):
        services.take_invitation(Invitation(firm=firm), **who)

    services.invite_member(altai, email=sato.email, role="owner", language="en", by=aigul, now=now)
    token = Message.objects.get(kind="companies/member_invited").path.strip("/").rpartition("/")[2]
    for person in (sato, dana):
        refused(take, person)
        refused(lambda _firm, **who: services.accept_invitation(token, **who), person)


@pytest.mark.parametrize("act", BY_EDITORS_AND_STAFF.values(), ids=BY_EDITORS_AND_STAFF)
def test_of_a_profile_staff_do_this_too_and_nobody_else(refused, act, altai, bekzat, dana, tanaka, now):
    for person in (bekzat, dana, member(altai, tanaka, "viewer", now)):
        refused(act, person)


def test_who_has_left_may_not_act_any_more(refused, aigul):
    aigul.is_active = False
    refused(BY_EDITORS["fulfil_profile"], aigul)
    aigul.is_active = True
    Membership.objects.filter(user=aigul).delete()
    refused(BY_EDITORS["fulfil_profile"], aigul)


def test_a_request_reads_once_where_its_reader_belongs(client, altai, aigul):
    client.force_login(aigul)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("companies:profile_new"))
    of_the_reader = 'WHERE "companies_membership"."user_id" = '
    assert sum(of_the_reader in one["sql"] for one in asked) == 1


def test_outside_a_request_it_is_read_anew(altai, aigul):
    assert membership_of(aigul)
    Membership.objects.filter(user=aigul).delete()
    assert membership_of(aigul) is None


def test_a_refusal_that_touched_a_row_would_be_found(altai):
    def late():
        altai.save()
        raise NotPermitted

    with pytest.raises(AssertionError):
        refuses(lambda: atomic(late)())


def test_only_people_of_firms_ask_to_join_one(refused, sato, dana):
    for person in (sato, dana):
        refused(lambda firm, **who: services.ask_to_join(firm, **CLAIMANT, **who), person)


@pytest.mark.parametrize("act", OF_CLAIMS.values(), ids=OF_CLAIMS)
def test_only_the_firms_owners_decide_who_joins_while_there_is_time(act, altai, bekzat, sato, dana, now):
    asking = build.user("new@altai.example", "N")
    claim = services.ask_to_join(altai, **CLAIMANT, by=asking, now=now)
    for person in (asking, bekzat, sato, dana, member(altai, build.user("e@altai.example", "E"), "editor", now)):
        refuses(partial(act, claim, by=person, now=now))


def test_only_who_asked_takes_the_request_back(altai, aigul, sato, now):
    claim = services.ask_to_join(altai, **CLAIMANT, by=build.user("new@altai.example", "N"), now=now)
    for person in (aigul, sato):
        refuses(partial(services.withdraw_claim, claim, by=person, now=now))


def test_only_staff_and_the_chamber_of_its_country_invite_a_firm(refused, altai, hokuriku, aigul, dana, now):
    refused(lambda firm, **who: services.invite_firm(firm, **who), aigul)
    refuses(partial(services.invite_firm, hokuriku, by=dana, now=now))


SPOKEN = {"said_by": "Director", "channel": "mail", "note": "", "file": None}


def test_only_staff_and_the_chamber_of_its_country_record_what_a_firm_said(refused, hokuriku, aigul, dana, now):
    def record(firm, **who):
        services.record_spoken(firm, **SPOKEN, said_on=now.date(), **who)

    refused(record, aigul)
    refuses(partial(record, hokuriku, by=dana, now=now))


@pytest.mark.parametrize("act", [services.confirm_spoken, services.disown_spoken])
def test_only_owners_and_editors_of_the_firm_settle_what_was_recorded(act, altai, bekzat, sato, dana, tanaka, now):
    for person in (bekzat, sato, dana, member(altai, tanaka, "viewer", now)):
        refuses(partial(act, Spoken(firm=altai), by=person, now=now))


def test_only_staff_give_a_call_to_somebody(refused, sato, aigul, dana, now):
    for person in (aigul, dana):
        refused(lambda firm, **who: services.ask_for_call(firm, caller=sato, due_at=now, **who), person)


CALLS = {
    "answer_call": lambda call, **who: services.answer_call(call, agreed=True, spoken=Spoken(), **who),
    "miss_call": services.miss_call,
    "put_off_call": lambda call, **who: services.put_off_call(call, again_on=who["now"].date(), **who),
}


@pytest.mark.parametrize("act", CALLS.values(), ids=CALLS)
def test_only_staff_and_the_chamber_it_was_given_to_record_a_call(act, altai, aigul, zafar, dana, atameken, now):
    for person in (aigul, zafar):
        refuses(partial(act, Call(firm=altai, chamber=atameken), by=person, now=now))
    refuses(partial(act, Call(firm=altai), by=dana, now=now))


def test_only_oneself_leaves(refused, aigul, bekzat, sato):
    for person in (bekzat, sato):
        refused(lambda firm, **who: services.leave_firm(firm.memberships.get(user=aigul), **who), person)


@pytest.mark.parametrize("act", ["take_firm", "decline_firm"])
def test_only_the_heir_answers_and_only_the_owner_takes_the_offer_back(act, altai, aigul, bekzat, sato, now):
    heir = member(altai, build.user("e@altai.example", "E"), "editor", now)
    offer = services.offer_firm(altai.memberships.get(user=heir), by=aigul, now=now)
    for person in (aigul, bekzat, sato):
        refuses(partial(getattr(services, act), offer, by=person, now=now))
    refuses(partial(services.withdraw_handover, offer, by=heir, now=now))


def test_only_who_may_register_a_firm_asks_a_register(refused, dana):
    refused(lambda _firm, by, now: services.look_up(country="JP", number="1626018159083", by=by), dana)
