"""Who may do what to a firm, its profiles, its people."""
from core.lifecycle import allowed_actions

from .enums import MemberRole
from .models import Firm, Membership, Merge, PartneringProfile
from .states import CLOSED_FIRM, OPEN_IDENTITY

EDITORS = (MemberRole.OWNER, MemberRole.EDITOR)
FROZEN = CLOSED_FIRM | {"suspended"}


def membership_of(user) -> Membership | None:
    """The one firm a member belongs to."""
    if not user.is_authenticated:
        return None
    return user.once("membership", Membership.objects.select_related("firm").filter(user=user).first)


def can_register_firm(user) -> bool:
    """Or join one: people of firms; who belongs to one already is told so by the service."""
    return user.is_member


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


def can_edit_profile(user, profile: PartneringProfile) -> bool:
    return can_edit_firm(user, profile.firm)


def can_withdraw_profile(user, profile: PartneringProfile) -> bool:
    """Staff too, at the firm's wish."""
    return is_editor_of(user, profile.firm) or can_review(user)


def can_send_profile(user, profile: PartneringProfile) -> bool:
    """A firm that is still writing itself up sends its profiles together with itself."""
    return can_edit_profile(user, profile) and profile.firm.state not in OPEN_IDENTITY


def can_review(user) -> bool:
    """Verify firms, publish profiles, import files, merge duplicates."""
    return user.is_minamin


def can_confirm_merge(user, merge: Merge) -> bool:
    """The second decider is somebody else than the author."""
    return can_review(user) and merge.proposed_by_id != user.pk
