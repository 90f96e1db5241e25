"""Whoever withdraws an agreement takes back the consents that rest on it, as long as no contacts were passed on."""
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.enums import Purpose
from accounts.models import ConsentRecord
from accounts.withdrawing import Withdrawal
from companies.models import Contact, Firm
from companies.permissions import is_editor_of
from core.activity import ref
from core.errors import NotPermitted

from ..errors import AlreadyReleased
from ..models import Introduction
from .introductions import take_back_consent


def says(record: ConsentRecord) -> str:
    if record.purpose != Purpose.CONTACT_RELEASE:
        return ""
    if (one := _introduction(record)) and one.is_released:
        return _("The contacts have been passed on: it is too late to withdraw. Write to Minamin if it was a mistake.")
    return _("The contacts are not passed on until the person has agreed again.")


def follow(record: ConsentRecord, *, by, now: datetime) -> None:
    if record.purpose == Purpose.CONTACT_RELEASE:
        _withdraw_release(record, by=by, now=now)
        return
    firms = Contact.objects.filter(email__iexact=record.person_email).values("firm")
    agreed = ConsentRecord.objects.filter(
        purpose=Purpose.CONTACT_RELEASE, person_email__iexact=record.person_email, withdrawn_at=None
    ).values_list("concerns", flat=True)
    waiting = Introduction.objects.of_firms(firms).filter(state="consent_requested").with_firms()
    for one in [one for one in waiting if ref(one) in set(agreed)]:
        for firm in _firms_of(record, one):
            if record.concerns == ref(firm):
                take_back_consent(one, firm=firm, by=by, now=now)


def _withdraw_release(record: ConsentRecord, *, by, now: datetime) -> None:
    introduction = _introduction(record)
    if introduction is None:
        return
    if introduction.is_released:
        raise AlreadyReleased
    firms = _firms_of(record, introduction)
    if record.person_email.lower() != by.email.lower() and not any(is_editor_of(by, firm) for firm in firms):
        raise NotPermitted
    for firm in firms:
        if introduction.state == "consent_requested":
            take_back_consent(introduction, firm=firm, by=by, now=now)


def _introduction(record: ConsentRecord) -> Introduction | None:
    label, _colon, pk = record.concerns.partition(":")
    return Introduction.objects.with_firms().filter(pk=pk).first() if label == "matching.introduction" else None


def _firms_of(record: ConsentRecord, introduction: Introduction) -> list[Firm]:
    """Of the two firms, that whose contact person it is."""
    contacts = Contact.objects.filter(firm__in=introduction.match.firms, email__iexact=record.person_email)
    return [contact.firm for contact in contacts.select_related("firm")]


WITHDRAWAL = Withdrawal(follow=follow, says=says)
