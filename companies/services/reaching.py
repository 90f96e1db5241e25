"""Firms nobody acts for: their contact person is invited, reminded, and may take the firm over."""
from datetime import datetime, timedelta

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock
from core.sweeps import each

from .. import messages
from ..computed.reach import reach_of
from ..enums import MemberRole
from ..errors import ContactMissing, FirmClosed, ImportUnfinished, SomebodyAnswers
from ..links import token_of
from ..models import Contact, Firm, Invitation
from ..permissions import can_be_invited, can_invite_firm, is_open_for_people
from .members import hash_of

FIRM_INVITATION_DAYS = timedelta(days=30)
REMIND_AFTER = (timedelta(days=7), timedelta(days=21))


@transaction.atomic
def invite_firm(firm: Firm, *, by, now: datetime, after: datetime | None = None) -> Invitation:
    """Its contact person, in their language, to become its owner; an earlier invitation to the firm ends.

    `after`: the letter does not leave before. Raises FirmClosed, ImportUnfinished, SomebodyAnswers, ContactMissing.
    """
    permit(by, can_invite_firm, firm)
    locked = lock(firm)
    if not is_open_for_people(locked):
        raise FirmClosed
    if not can_be_invited(locked):
        raise ImportUnfinished
    if reach_of(firm, now).by_somebody:
        raise SomebodyAnswers
    contact = Contact.objects.filter(firm=firm).first()
    if contact is None:
        raise ContactMissing
    Invitation.objects.filter(firm=firm, to_firm=True, accepted_at=None, revoked_at=None).update(revoked_at=now)
    invitation = Invitation(
        firm=firm, email=contact.email.lower(), role=MemberRole.OWNER, to_firm=True, language=contact.language,
        invited_by=by, invited_at=now, expires_at=now + FIRM_INVITATION_DAYS,
    )
    invitation.token_hash = hash_of(token_of(invitation.pk))
    invitation.save(force_insert=True)
    record(firm, "invite_firm", by=by, now=now)
    messages.firm_invited(invitation, contact, now=now, after=after)
    return invitation


def remind_invited(*, now: datetime) -> int:
    """A week and three weeks after the invitation, until somebody can answer. Returns how many letters."""
    due = Invitation.objects.to_remind(now, REMIND_AFTER)
    return each("companies.remind_invited", due, lambda one: _remind(one, now), now=now).done


def _remind(invitation: Invitation, now: datetime) -> bool:
    open_ones = Invitation.objects.to_remind(now, REMIND_AFTER).select_for_update(no_key=True, of=("self",))
    locked = open_ones.filter(pk=invitation.pk).first()
    contact = Contact.objects.filter(firm=invitation.firm_id, email__iexact=invitation.email).first()
    if locked is None or contact is None:
        return False
    if not is_open_for_people(locked.firm) or reach_of(locked.firm, now).by_somebody:
        return False
    locked.reminders += sum(locked.invited_at + after <= now for after in REMIND_AFTER) - locked.reminders
    locked.save(update_fields=["reminders"])
    messages.firm_invited(locked, contact, now=now)
    return True
