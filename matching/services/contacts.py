"""The one gateway to contact persons of other firms: checks, and leaves a trace in the same transaction."""
from datetime import datetime

from django.db import transaction

from companies.models import Contact
from core.activity import record, ref
from core.errors import NotPermitted
from core.looks import note, seen_of
from core.models import Activity

from ..models import Introduction
from ..permissions import can_see_contacts
from .introductions import agreed_people


@transaction.atomic
def reveal_contacts(introduction: Introduction, *, by, now: datetime) -> dict[str, Contact]:
    """{'japan': Contact, 'partner': Contact}, None for a person who has not agreed; raises NotPermitted.

    Each look at somebody else's leaves its row; the first one of each reader stands in the log.
    """
    if not can_see_contacts(by, introduction, now):
        raise NotPermitted
    seen = Activity.objects.filter(subject=ref(introduction), verb="matching.introduction.view_contacts", actor=by)
    if not seen.exists():
        record(introduction, "view_contacts", by=by, now=now)
    match = introduction.match
    contacts = Contact.objects.filter(firm__in=[match.japan_id, match.partner_id])
    agreed = agreed_people(introduction)
    found = {contact.firm_id: contact for contact in contacts if contact.email.lower() in agreed}
    shown = [seen for contact in found.values() for seen in seen_of(contact, about=introduction)]
    note(shown, by=by, now=now, page="matching:introduction")
    return {"japan": found.get(match.japan_id), "partner": found.get(match.partner_id)}
