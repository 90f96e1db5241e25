"""Firms that a chamber sends, and those whom staff met: they agreed, and somebody heard it."""
from datetime import date, datetime

from django.db import IntegrityError, transaction

from companies.models import Chamber, Firm
from companies.services import likely_duplicates
from core.activity import record
from core.days import local_day
from core.errors import permit
from core.geography import ZONE
from core.text import clean, clean_words

from .. import messages
from ..enums import LeadSource
from ..errors import AgreedInFuture, AlreadyHere
from ..models import Lead
from ..permissions import can_refer_firms, can_work_on_leads, chamber_of
from ..rules.answering import answer_by
from .inquiring import key_of, write_down


@transaction.atomic
def refer_firm(*, is_alone: bool = True, by, now: datetime, **given) -> Lead:
    """By a liaison, of their chamber's country. `is_alone`: otherwise `confirm_referrals` gives one receipt for all.

    Raises AlreadyHere, AgreedInFuture.
    """
    permit(by, can_refer_firms)
    chamber = chamber_of(by)
    lead = _enter(**given, country=chamber.country, source=LeadSource.CHAMBER, chamber=chamber, now=now)
    record(lead, "refer", by=by, now=now)
    messages.referred(lead, by=by, now=now)
    messages.lead_arrived(lead, now=now)
    if is_alone:
        confirm_referrals([lead], by=by, now=now)
    return lead


@transaction.atomic
def confirm_referrals(leads: list[Lead], *, by, now: datetime) -> None:
    """One receipt for all that were sent together."""
    permit(by, can_refer_firms)
    if leads:
        messages.referrals_received(leads, by=by, now=now)


@transaction.atomic
def enter_lead(*, country: str, source: str, by, now: datetime, **given) -> Lead:
    """By staff, who met them at a fair or were told of them; whoever enters it looks after it."""
    permit(by, can_work_on_leads)
    lead = _enter(**given, country=country, source=source, chamber=None, now=now)
    lead.owner = by
    lead.save(update_fields=["owner"])
    record(lead, "enter", by=by, now=now)
    return lead


def is_here(*, firm_name: str, legal_id: str, email: str, country: str) -> bool:
    """As a firm, in whatever script, or as an open inquiry."""
    waiting = Lead.objects.open()
    key = key_of(firm_name)
    if waiting.filter(email__iexact=email).exists() or key and waiting.filter(country=country, firm_key=key).exists():
        return True
    number = "".join(filter(str.isalnum, legal_id))
    if number and Firm.objects.open().filter(country=country, legal_id=number).exists():
        return True
    return bool(likely_duplicates(Firm(country=country, name=firm_name, legal_id=number)))


def _enter(
    *, firm_name: str, legal_id: str, name: str, email: str, phone: str, language: str, wants: str, agreed_on: date,
    told_to: str, country: str, source: str, chamber: Chamber | None, name_latin: str = "", firm_name_latin: str = "",
    now: datetime,
) -> Lead:
    if agreed_on > local_day(now, ZONE[country]):
        raise AgreedInFuture
    if is_here(firm_name=firm_name, legal_id=legal_id, email=email, country=country):
        raise AlreadyHere
    lead = Lead(
        source=source, country=country, language=language, name=clean_words(name, limit=Lead.name),
        firm_name=clean_words(firm_name, limit=Lead.firm_name), firm_key=key_of(firm_name), email=email.lower(),
        name_latin=clean(name_latin, limit=Lead.name_latin),
        firm_name_latin=clean(firm_name_latin, limit=Lead.firm_name_latin),
        phone=phone, legal_id=clean(legal_id, limit=Lead.legal_id), chamber=chamber, shared=chamber is not None,
        agreed_on=agreed_on, told_to=clean_words(told_to, limit=Lead.told_to), received_at=now,
        answer_by=answer_by(country, now),
    )
    try:
        with transaction.atomic():
            lead.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyHere from error
    write_down(lead, name=name, name_latin=name_latin, email=email, wants=wants, language=language, now=now)
    return lead
