"""Joining a firm that is registered already: asked by a person, decided by its owner or by staff, within two days."""
from datetime import datetime

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import permit
from core.files.services import store_file
from core.lifecycle import lock, move
from core.reasons import required_reason
from core.sweeps import each
from core.text import clean
from core.workdays import deadline

from .. import messages
from ..enums import MemberRole
from ..errors import AlreadyAsked, AlreadyMember, BelongsElsewhere, FirmCannotBeJoined, OwnerNeeded
from ..models import Claim, Firm, Invitation, Membership
from ..permissions import can_decide_claim, can_register_firm, is_claimant, is_open_for_people, owners_of
from .members import add_member

ANSWER_WITHIN = 2  # business days of both countries


def firm_to_join(*, country: str, legal_id: str) -> Firm | None:
    """The registered firm with this number."""
    return Firm.objects.open().filter(country=country, legal_id=legal_id).first()


@transaction.atomic
def ask_to_join(
    firm: Firm, *, position: str, note: str, file: tuple[str, bytes] | None, by, now: datetime
) -> Claim:
    """Raises AlreadyMember, AlreadyAsked, FirmCannotBeJoined."""
    permit(by, can_register_firm)
    if not is_open_for_people(lock(firm)):
        raise FirmCannotBeJoined
    if Membership.objects.filter(user=by).exists():
        raise AlreadyMember
    claim = Claim(
        firm=firm, user=by, position=clean(position, limit=Claim.position), note=clean(note, limit=Claim.note),
        asked_at=now, answer_by=deadline(now, ANSWER_WITHIN, ("JP", firm.country)),
        file=store_file(*file, by=by, now=now) if file else None,
    )
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyAsked from error
    record(claim, "ask", by=by, now=now)
    messages.claim_asked(claim, now=now)
    messages.claim_received(claim, now=now)
    return claim


@transaction.atomic
def grant_claim(claim: Claim, *, role: str, by, now: datetime) -> Membership:
    """The person belongs to the firm; an invitation to the firm has no use any more.

    Raises FirmCannotBeJoined, OwnerNeeded, BelongsElsewhere.
    """
    firm = lock(claim.firm)
    permit(by, can_decide_claim, claim, now)
    if not is_open_for_people(firm):
        raise FirmCannotBeJoined
    first = not owners_of(firm).exists()
    if first and role != MemberRole.OWNER:
        raise OwnerNeeded
    move(claim, "grant", by=by, now=now, role=role, decided_by=by, decided_at=now)
    try:
        member = add_member(firm, user=claim.user, role=role, by=by, now=now)
    except AlreadyMember as elsewhere:
        raise BelongsElsewhere from elsewhere
    Invitation.objects.open(now).filter(firm=firm, to_firm=True).update(revoked_at=now)
    messages.claim_granted(claim, now=now)
    if first:
        for other in firm.claims.open():
            messages.claim_asked(other, now=now)
    return member


@transaction.atomic
def refuse_claim(claim: Claim, *, reason: str, by, now: datetime) -> None:
    permit(by, can_decide_claim, claim, now)
    reason = required_reason(reason)
    move(claim, "refuse", by=by, now=now, reason=reason, decided_by=by, decided_at=now)
    messages.claim_refused(claim, reason=reason, now=now)


def withdraw_claim(claim: Claim, *, by, now: datetime) -> None:
    permit(by, is_claimant, claim)
    move(claim, "withdraw", by=by, now=now)


def chase_claims(*, now: datetime) -> int:
    """What nobody answered in time comes before staff, once. Returns how many."""
    late = Claim.objects.open().filter(answer_by__lte=now, chased_at=None)
    return each("companies.chase_claims", late, lambda claim: _chase(claim, now), now=now).done


def _chase(claim: Claim, now: datetime) -> bool:
    locked = lock(claim)
    if locked.state != "asked" or locked.chased_at:
        return False
    claim.chased_at = now
    claim.save(update_fields=["chased_at"])
    messages.claim_overdue(claim, now=now)
    return True
