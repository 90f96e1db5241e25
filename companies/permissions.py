"""Who may do what to a firm, its profiles, its people."""
from datetime import datetime

from core.lifecycle import allowed_actions
from core.prepared import rows_for

from .enums import MemberRole
from .models import (
    Call,
    Claim,
    Firm,
    Handover,
    Invitation,
    Liaison,
    Membership,
    Merge,
    PartneringProfile,
    Picture,
    Spoken,
)
from .querysets import EDITORS
from .states import CLOSED_FIRM, OPEN_IDENTITY

FROZEN = CLOSED_FIRM | {"suspended"}


def membership_of(user) -> Membership | None:
    """The one firm a member belongs to."""
    if not user.is_authenticated:
        return None
    return user.once("membership", lambda: next(iter(rows_for(_memberships, None, {"user": user.pk})), None))


def _memberships(_kind: None, values: dict):
    return Membership.objects.select_related("firm").filter(user=values["user"]).order_by("pk")[:1]


def can_register_firm(user) -> bool:
    """Or join one: people of firms; who belongs to one already is told so by the service."""
    return user.is_member


def can_look_up(user) -> bool:
    """Ask a state register: whoever may register a firm, and staff."""
    return can_register_firm(user) or can_review(user)


def is_editor_of(user, firm: Firm) -> bool:
    member = membership_of(user)
    return bool(member and member.firm_id == firm.pk and member.role in EDITORS)


def can_edit_firm(user, firm: Firm) -> bool:
    return is_editor_of(user, firm) and firm.state not in FROZEN


def can_change_identity(user, firm: Firm) -> bool:
    """The firm itself, until it is sent."""
    return can_edit_firm(user, firm) and firm.state in OPEN_IDENTITY


def can_correct_identity(user, firm: Firm) -> bool:
    """Staff at any time; the firm itself until it is sent."""
    return can_review(user) or is_editor_of(user, firm)


def can_submit_firm(user, firm: Firm) -> bool:
    return can_edit_firm(user, firm) and "submit" in allowed_actions(firm)


def can_manage_members(user, firm: Firm) -> bool:
    member = membership_of(user)
    return bool(member and member.firm_id == firm.pk and member.role == MemberRole.OWNER)


def can_invite_firm(user, firm: Firm) -> bool:
    """Staff, and the liaisons of the chamber of its country."""
    return can_review(user) or is_liaison_for(user, firm)


def can_record_for(user, firm: Firm) -> bool:
    """What the firm said outside the portal: staff, and the liaisons of the chamber of its country."""
    return can_review(user) or is_liaison_for(user, firm)


def can_make_call(user, call: Call) -> bool:
    """Staff, and the liaisons of the chamber to which it was given."""
    mine = liaison_of(user) if user.is_liaison else None
    return can_review(user) or bool(mine and mine.chamber_id == call.chamber_id)


def can_read_spoken(user, spoken: Spoken) -> bool:
    """Who said it and its words: whoever may record it, and the firm itself."""
    member = membership_of(user)
    return can_record_for(user, spoken.firm) or bool(member and member.firm_id == spoken.firm_id)


def liaison_of(user) -> Liaison | None:
    """With the chamber a liaison works for."""
    return user.once("liaison", lambda: next(iter(rows_for(_liaisons, None, {"user": user.pk})), None))


def _liaisons(_kind: None, values: dict):
    return Liaison.objects.select_related("chamber").filter(user=values["user"]).order_by("pk")[:1]


def is_liaison_for(user, firm: Firm) -> bool:
    return user.is_liaison and Liaison.objects.filter(user=user, chamber__country=firm.country).exists()


def can_revoke_invitation(user, invitation: Invitation) -> bool:
    """The firm's owners; those to the firm itself also by whoever may send them."""
    return can_manage_members(user, invitation.firm) or invitation.to_firm and can_invite_firm(user, invitation.firm)


def can_decide_claim(user, claim: Claim, now: datetime) -> bool:
    """The firm's owners; staff where no owner is active, or none has answered in time; never whoever asks."""
    if claim.user_id == user.pk:
        return False
    if can_manage_members(user, claim.firm):
        return True
    return can_review(user) and (claim.answer_by <= now or not owners_of(claim.firm).exists())


def owners_of(firm: Firm):
    """Memberships of those who decide who belongs to the firm."""
    return Membership.objects.filter(firm=firm, role=MemberRole.OWNER, user__is_active=True).select_related("user")


def is_open_for_people(firm: Firm) -> bool:
    """Nobody is invited to, or taken into, a firm that is closed or suspended."""
    return firm.state not in FROZEN


def can_be_invited(firm: Firm) -> bool:
    """Open for people, and all of it is written."""
    return is_open_for_people(firm) and not firm.is_unfinished


def is_claimant(user, claim: Claim) -> bool:
    return claim.user_id == user.pk


def is_member_oneself(user, member: Membership) -> bool:
    return member.user_id == user.pk


def may_inherit(user, member: Membership) -> bool:
    """A colleague to whom this owner may offer the firm."""
    return member.user_id != user.pk and member.role != MemberRole.OWNER and member.user.is_active


def is_heir(user, handover: Handover) -> bool:
    return user.is_member and handover.heir_id == user.pk


def is_offering(user, handover: Handover) -> bool:
    return handover.owner_id == user.pk


def can_edit_profile(user, profile: PartneringProfile) -> bool:
    return can_edit_firm(user, profile.firm)


def can_edit_pictures(user, profile: PartneringProfile) -> bool:
    """Also of a published profile: staff look at each picture by itself."""
    return can_edit_profile(user, profile) and not profile.is_closed


def can_edit_picture(user, picture: Picture) -> bool:
    return can_edit_firm(user, picture.owner)


def can_withdraw_profile(user, profile: PartneringProfile) -> bool:
    """Staff too, at the firm's wish."""
    return is_editor_of(user, profile.firm) or can_review(user)


def can_say_codes(user, profile: PartneringProfile) -> bool:
    """As the role: also of a published profile, and staff for lines that an import left without."""
    return can_say_trade_role(user, profile)


def can_say_trade_role(user, profile: PartneringProfile) -> bool:
    """Staff too, who have spoken with the firm."""
    return (can_edit_profile(user, profile) or can_review(user)) and not profile.is_closed


def can_send_profile(user, profile: PartneringProfile) -> bool:
    """A firm that is still writing itself up sends its profiles together with itself."""
    return can_edit_profile(user, profile) and profile.firm.state not in OPEN_IDENTITY


def can_review(user) -> bool:
    """Verify firms, publish profiles, import files, merge duplicates."""
    return user.is_minamin


def can_confirm_merge(user, merge: Merge) -> bool:
    """The second decider is somebody else than the author."""
    return can_review(user) and merge.proposed_by_id != user.pk
