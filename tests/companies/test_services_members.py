"""People of a firm: invited, accepted once and only by the invited address, never without an owner."""
from datetime import timedelta

import pytest

from companies import services
from companies.errors import AlreadyMember, InvitationForAnother, InvitationNotValid, LastOwner, TooManyInvitations
from companies.models import Invitation, Membership
from companies.services.members import MOST_OPEN, VALID_FOR, hash_of
from core.errors import TransitionNotAllowed
from notifications.models import Message
from tests import build
from tests.companies.asking import told, verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(db):
    return build.user("gulnar@altai.example", "Гүлнар Омарова", language="kk", zone="Asia/Almaty")


@pytest.fixture
def invited(altai, aigul, newcomer, now) -> Invitation:
    return services.invite_member(altai, email="Gulnar@Altai.example", role="editor", language="ru", by=aigul, now=now)


@pytest.fixture
def token(invited) -> str:
    return Message.objects.get(kind="companies/member_invited").path.strip("/").rpartition("/")[2]


def test_invite_member_keeps_only_a_hash_and_writes_in_the_chosen_language(altai, invited, token):
    assert invited.token_hash == hash_of(token) != token
    assert invited.email == "gulnar@altai.example"
    message = Message.objects.get(kind="companies/member_invited")
    assert (message.language, message.address) == ("ru", "gulnar@altai.example")
    assert "ТОО «Алтай Тамақ»" in message.subject
    assert verbs(altai)[-1] == "invite_member"


def test_invite_member_again_makes_the_earlier_link_invalid(altai, aigul, invited, token, now):
    services.invite_member(altai, email="gulnar@altai.example", role="viewer", language="ru", by=aigul, now=now)
    with pytest.raises(InvitationNotValid):
        services.open_invitation(token, now=now)


def test_invite_member_stops_before_it_becomes_a_mail_cannon(altai, aigul, now):
    for number in range(MOST_OPEN):
        services.invite_member(altai, email=f"p{number}@altai.example", role="viewer", language="ru", by=aigul, now=now)
    with pytest.raises(TooManyInvitations):
        services.invite_member(altai, email="more@altai.example", role="viewer", language="ru", by=aigul, now=now)
    assert len(told("member_invited")) == MOST_OPEN
    later = now + VALID_FOR
    services.invite_member(altai, email="more@altai.example", role="viewer", language="ru", by=aigul, now=later)


def test_accept_invitation_makes_a_member(altai, newcomer, invited, token, now):
    member = services.accept_invitation(token, by=newcomer, now=now)
    assert (member.firm, member.role) == (altai, "editor")
    invited.refresh_from_db()
    assert (invited.accepted_by, invited.accepted_at) == (newcomer, now)
    assert verbs(altai)[-1] == "member_joined"


def test_accept_invitation_works_once(newcomer, token, now):
    services.accept_invitation(token, by=newcomer, now=now)
    Membership.objects.filter(user=newcomer).delete()
    with pytest.raises(InvitationNotValid):
        services.accept_invitation(token, by=newcomer, now=now)


@pytest.mark.parametrize("wrong", ["unknown", "expired", "revoked", "closed firm"])
def test_accept_invitation_refuses(altai, aigul, sato, newcomer, invited, token, now, wrong):
    when = now + VALID_FOR if wrong == "expired" else now
    if wrong == "revoked":
        services.revoke_invitation(invited, by=aigul, now=now)
    if wrong == "closed firm":
        services.cease_firm(altai, reason="Struck off", by=sato, now=now)
    with pytest.raises(InvitationNotValid):
        services.accept_invitation("unknown" if wrong == "unknown" else token, by=newcomer, now=when)
    assert not Membership.objects.filter(user=newcomer).exists()


def test_accept_invitation_is_for_the_invited_address_only(bekzat, token, now):
    with pytest.raises(InvitationForAnother):
        services.accept_invitation(token, by=bekzat, now=now)


def test_accept_invitation_refuses_who_belongs_to_a_firm(newcomer, detal, token, now):
    services.add_member(detal, user=newcomer, role="viewer", by=newcomer, now=now)
    with pytest.raises(AlreadyMember):
        services.accept_invitation(token, by=newcomer, now=now)


def test_revoke_invitation_leaves_its_trace_and_cannot_revoke_an_accepted_one(
    altai, aigul, newcomer, invited, token, now
):
    services.accept_invitation(token, by=newcomer, now=now)
    with pytest.raises(InvitationNotValid):
        services.revoke_invitation(invited, by=aigul, now=now)
    again = services.invite_member(altai, email="other@altai.example", role="viewer", language="ru", by=aigul, now=now)
    services.revoke_invitation(again, by=aigul, now=now)
    assert verbs(altai)[-1] == "revoke_invitation"


def test_change_member_role(altai, aigul, newcomer, token, now):
    member = services.accept_invitation(token, by=newcomer, now=now)
    services.change_member_role(member, role="owner", by=aigul, now=now)
    assert Membership.objects.get(pk=member.pk).role == "owner"
    assert verbs(altai)[-1] == "change_member_role"


def test_a_firm_never_loses_its_last_owner(altai, aigul, now):
    owner = altai.memberships.get()
    with pytest.raises(LastOwner):
        services.change_member_role(owner, role="viewer", by=aigul, now=now)
    with pytest.raises(LastOwner):
        services.remove_member(owner, by=aigul, now=now)
    services.change_member_role(owner, role="owner", by=aigul, now=now)


def test_remove_member(altai, aigul, newcomer, token, now):
    member = services.accept_invitation(token, by=newcomer, now=now)
    services.remove_member(member, by=aigul, now=now)
    assert not Membership.objects.filter(user=newcomer).exists()
    assert verbs(altai)[-1] == "remove_member"
    with pytest.raises(TransitionNotAllowed):
        services.remove_member(member, by=aigul, now=now)


def test_an_invitation_ends_after_two_weeks(invited, token, now):
    services.open_invitation(token, now=now + VALID_FOR - timedelta(seconds=1))
    with pytest.raises(InvitationNotValid):
        services.open_invitation(token, now=now + VALID_FOR)
