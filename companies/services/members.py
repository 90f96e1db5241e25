"""People of a firm: invited by mail, accepted by POST, with a role."""
import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import lock

from .. import messages
from ..enums import MemberRole
from ..errors import (
    AlreadyMember,
    HeirCannotAct,
    InvitationForAnother,
    InvitationNotValid,
    LastOwner,
    StillOwned,
    TooManyInvitations,
)
from ..models import Firm, Invitation, Membership
from ..permissions import (
    can_manage_members,
    can_register_firm,
    can_review,
    can_revoke_invitation,
    is_member_oneself,
    owners_of,
)
from ..states import CLOSED_FIRM

VALID_FOR = timedelta(days=14)
MOST_OPEN = 20  # a firm's invitations must not turn the portal into a sender of unwanted mail


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_member(firm: Firm, *, email: str, role: str, language: str, by, now: datetime) -> Invitation:
    """Earlier open invitations to the same address lose their validity."""
    permit(by, can_manage_members, firm)
    token = secrets.token_urlsafe(32)
    lock(firm)
    waiting = Invitation.objects.filter(firm=firm).open(now)
    waiting.filter(email__iexact=email).update(revoked_at=now)
    if waiting.count() >= MOST_OPEN:
        raise TooManyInvitations
    invitation = Invitation.objects.create(
        firm=firm, email=email.lower(), role=role, language=language, token_hash=hash_of(token),
        invited_by=by, invited_at=now, expires_at=now + VALID_FOR,
    )
    record(firm, "invite_member", by=by, now=now, data={"role": role})
    messages.member_invited(invitation, token=token, language=language, now=now)
    return invitation


def open_invitation(token: str, *, now: datetime) -> Invitation:
    """The invitation behind a link. Raises InvitationNotValid."""
    found = Invitation.objects.open(now).select_related("firm", "invited_by").filter(token_hash=hash_of(token))
    if invitation := found.first():
        return invitation
    raise InvitationNotValid


def accept_invitation(token: str, *, by, now: datetime) -> Membership:
    return take_invitation(open_invitation(token, now=now), by=by, now=now)


@transaction.atomic
def take_invitation(invitation: Invitation, *, by, now: datetime) -> Membership:
    """Only the invited address may accept, once. Raises InvitationNotValid, InvitationForAnother, AlreadyMember."""
    permit(by, can_register_firm)
    locked = Invitation.objects.open(now).select_for_update(no_key=True, of=("self",)).filter(pk=invitation.pk).first()
    if locked is None or locked.firm.state in CLOSED_FIRM:
        raise InvitationNotValid
    if locked.email.lower() != by.email.lower():
        raise InvitationForAnother
    member = add_member(locked.firm, user=by, role=locked.role, by=by, now=now)
    locked.accepted_at, locked.accepted_by = now, by
    locked.save(update_fields=["accepted_at", "accepted_by"])
    if locked.to_firm:
        record(locked.firm, "take_over", by=by, now=now)
        messages.firm_taken_over(locked, now=now)
    return member


@transaction.atomic
def add_member(firm: Firm, *, user, role: str, by, now: datetime) -> Membership:
    """Raises AlreadyMember when the person belongs to a firm."""
    try:
        with transaction.atomic():
            member = Membership.objects.create(firm=firm, user=user, role=role, joined_at=now)
    except IntegrityError as error:
        raise AlreadyMember from error
    user.forget("membership")
    record(firm, "member_joined", by=by, now=now, data={"role": role, "member": str(user.pk)})
    return member


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by, now: datetime) -> None:
    """Raises InvitationNotValid when it was accepted or withdrawn meanwhile."""
    permit(by, can_revoke_invitation, invitation)
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(revoked_at=now):
        raise InvitationNotValid
    record(invitation.firm, "revoke_invitation", by=by, now=now)


@transaction.atomic
def change_member_role(member: Membership, *, role: str, by, now: datetime) -> None:
    """Raises LastOwner."""
    permit(by, can_manage_members, member.firm)
    member = _locked(member)
    if role != MemberRole.OWNER:
        _keep_an_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    record(member.firm, "change_member_role", by=by, now=now, data={"member": str(member.user_id), "role": role})


@transaction.atomic
def name_owner(member: Membership, *, by, now: datetime) -> None:
    """By staff, where nobody holds the role any more. Raises HeirCannotAct, StillOwned."""
    permit(by, can_review)
    member = _locked(member)
    if owners_of(member.firm).exists():
        raise StillOwned
    if not member.user.is_active:
        raise HeirCannotAct
    member.role = MemberRole.OWNER
    member.save(update_fields=["role"])
    record(member.firm, "name_owner", by=by, now=now, data={"member": str(member.user_id)})
    messages.owner_named(member, by=by, now=now)


@transaction.atomic
def remove_member(member: Membership, *, by, now: datetime) -> None:
    """Raises LastOwner."""
    permit(by, can_manage_members, member.firm)
    member = _locked(member)
    _keep_an_owner(member)
    member.delete()
    record(member.firm, "remove_member", by=by, now=now, data={"member": str(member.user_id)})


@transaction.atomic
def leave_firm(member: Membership, *, by, now: datetime) -> None:
    """Oneself. Raises LastOwner."""
    permit(by, is_member_oneself, member)
    member = _locked(member)
    _keep_an_owner(member)
    member.delete()
    by.forget("membership")
    record(member.firm, "leave_firm", by=by, now=now, data={"member": str(member.user_id)})


def _locked(member: Membership) -> Membership:
    """The firm's row is the lock: two owners removing each other at once leave one."""
    lock(member.firm)
    found = Membership.objects.select_related("firm", "user").filter(pk=member.pk).first()
    if found is None:
        raise TransitionNotAllowed
    return found


def _keep_an_owner(member: Membership) -> None:
    if not member.firm.is_closed and is_last_owner(member):
        raise LastOwner


def is_last_owner(member: Membership) -> bool:
    """Nobody else who can sign in owns the firm."""
    return member.role == MemberRole.OWNER and not owners_of(member.firm).exclude(pk=member.pk).exists()
