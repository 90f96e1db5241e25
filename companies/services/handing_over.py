"""The ownership of a firm goes to a colleague, who confirms it; a firm is archived with all that is open."""
from datetime import datetime

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock, move
from core.reasons import required_reason

from .. import endings, messages
from ..enums import MemberRole
from ..errors import AlreadyOffered, FirmStillBound, HandedToOneself, HeirCannotAct, OwnsAlready
from ..models import Firm, Handover, Membership
from ..permissions import can_manage_members, is_heir, is_offering


@transaction.atomic
def offer_firm(heir: Membership, *, by, now: datetime) -> Handover:
    """Nothing changes before the colleague confirms.

    Raises HandedToOneself, HeirCannotAct, OwnsAlready, AlreadyOffered.
    """
    permit(by, can_manage_members, heir.firm)
    firm = lock(heir.firm)
    _may_inherit(Membership.objects.filter(pk=heir.pk).select_related("user").first(), by)
    try:
        with transaction.atomic():
            handover = Handover.objects.create(firm=firm, owner=by, heir=heir.user, offered_at=now)
    except IntegrityError as error:
        raise AlreadyOffered from error
    record(handover, "offer", by=by, now=now)
    messages.handover_offered(handover, now=now)
    return handover


def _may_inherit(heir: Membership | None, owner) -> None:
    if heir is None or not heir.user.is_active:
        raise HeirCannotAct
    if heir.user_id == owner.pk:
        raise HandedToOneself
    if heir.role == MemberRole.OWNER:
        raise OwnsAlready


@transaction.atomic
def take_firm(handover: Handover, *, by, now: datetime) -> None:
    """The heir owns the firm; who offered it stays as an editor. Raises HeirCannotAct."""
    permit(by, is_heir, handover)
    lock(handover.firm)
    move(handover, "take", by=by, now=now, answered_at=now)
    if not Membership.objects.filter(firm=handover.firm, user=by).update(role=MemberRole.OWNER):
        raise HeirCannotAct
    Membership.objects.filter(firm=handover.firm, user=handover.owner).update(role=MemberRole.EDITOR)
    by.forget("membership")
    messages.handover_answered(handover, now=now)


@transaction.atomic
def decline_firm(handover: Handover, *, by, now: datetime) -> None:
    permit(by, is_heir, handover)
    move(handover, "decline", by=by, now=now, answered_at=now)
    messages.handover_answered(handover, now=now)


def withdraw_handover(handover: Handover, *, by, now: datetime) -> None:
    permit(by, is_offering, handover)
    move(handover, "withdraw", by=by, now=now)


@transaction.atomic
def archive_firm(firm: Firm, *, reason: str, by, now: datetime) -> None:
    """By its owner: what is open ends with it; its people keep their accounts. Raises FirmStillBound."""
    permit(by, can_manage_members, firm)
    reason = required_reason(reason)
    lock(firm)
    if reasons := endings.stopping(firm, now):
        raise FirmStillBound(reasons)
    move(firm, "cease", by=by, now=now, reason=reason)
    endings.end_all(firm, reason=reason, by=by, now=now)
