"""Whoever withdraws the agreement to be kept as a contact person is kept no longer."""
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.enums import Purpose
from accounts.models import ConsentRecord
from accounts.withdrawing import Withdrawal
from core.activity import record as note
from core.errors import NotPermitted

from ..models import Contact, Firm
from ..permissions import is_editor_of


def firm_concerned(record: ConsentRecord) -> Firm | None:
    label, _colon, pk = record.concerns.partition(":")
    return Firm.objects.filter(pk=pk).first() if label == "companies.firm" else None


def says(record: ConsentRecord) -> str:
    firm = firm_concerned(record)
    if firm is None or record.purpose != Purpose.PORTAL_USE:
        return ""
    text = _("The contact person’s details are deleted. Until another is named, nobody can be introduced to %(firm)s.")
    return text % {"firm": firm}


def follow(record: ConsentRecord, *, by, now: datetime) -> None:
    firm = firm_concerned(record)
    if firm is None or record.purpose != Purpose.PORTAL_USE:
        return
    if record.person_email.lower() != by.email.lower() and not is_editor_of(by, firm):
        raise NotPermitted
    deleted, _rows = Contact.objects.filter(firm=firm, email__iexact=record.person_email).delete()
    if deleted:
        note(firm, "remove_contact", by=by, now=now)


WITHDRAWAL = Withdrawal(follow=follow, says=says)
