"""Somebody writes to us through the form: a new inquiry, or another message of the one that is open."""
from datetime import datetime, timedelta

from django.db import transaction

from companies.models import Chamber
from companies.rules.naming import name_key
from core.activity import record
from core.days import local_day
from core.geography import ZONE
from core.locks import wait_for
from core.text import clean, clean_words

from .. import messages
from ..enums import LeadSource
from ..models import MOST_WRITTEN, Lead, LeadMessage
from ..rules.agreement import VERSION
from ..rules.answering import answer_by

SAME_FIRM_WITHIN = timedelta(days=30)
ONE_AT_A_TIME = "leads.inquire"  # two of one firm at once would both find none


@transaction.atomic
def inquire(
    *, country: str, language: str, name: str, firm_name: str, email: str, phone: str, wants: str,
    chamber: Chamber | None, shared: bool, name_latin: str = "", firm_name_latin: str = "", now: datetime,
) -> Lead:
    """By whoever stands before the portal. `shared`: they let the chamber see how far it comes."""
    wait_for(ONE_AT_A_TIME)
    key = key_of(firm_name)
    lead = _open_one(email, country, key, now)
    if lead is None:
        lead = Lead.objects.create(
            source=LeadSource.CHAMBER if chamber else LeadSource.INQUIRY, country=country, language=language,
            name=clean_words(name, limit=Lead.name), firm_name=clean_words(firm_name, limit=Lead.firm_name),
            name_latin=clean(name_latin, limit=Lead.name_latin),
            firm_name_latin=clean(firm_name_latin, limit=Lead.firm_name_latin),
            firm_key=key, email=email.lower(), phone=phone, chamber=chamber, shared=bool(chamber and shared),
            agreed_on=local_day(now, ZONE[country]), agreed_version=VERSION, received_at=now,
            answer_by=answer_by(country, now),
        )
        record(lead, "inquire", by=None, now=now)
        messages.lead_arrived(lead, now=now)
    elif lead.answer_by is None:
        _wait_again(lead, now)
        record(lead, "write_again", by=None, now=now)
    else:
        record(lead, "write_again", by=None, now=now)
    said = write_down(lead, name=name, name_latin=name_latin, email=email, wants=wants, language=language, now=now)
    messages.received(lead, said, now=now)
    return lead


def key_of(firm_name: str) -> str:
    return name_key(firm_name)[: Lead.firm_key.field.max_length]


def write_down(
    lead: Lead, *, name: str, name_latin: str, email: str, wants: str, language: str, now: datetime
) -> LeadMessage:
    return LeadMessage.objects.create(
        lead=lead, name=clean_words(name, limit=LeadMessage.name), email=email.lower(), language=language, at=now,
        name_latin=clean(name_latin, limit=LeadMessage.name_latin),
        text=clean(wants, limit=MOST_WRITTEN, multiline=True),
    )


def _wait_again(lead: Lead, now: datetime) -> None:
    lead.answer_by, lead.chased_at = answer_by(lead.country, now), None
    lead.save(update_fields=["answer_by", "chased_at"])


def _open_one(email: str, country: str, key: str, now: datetime) -> Lead | None:
    """From the same address, or of the same firm in whatever script within a month."""
    waiting = Lead.objects.open()
    if same := waiting.filter(email__iexact=email).first():
        return same
    recent = waiting.filter(country=country, firm_key=key, received_at__gte=now - SAME_FIRM_WITHIN)
    return recent.order_by("received_at").first() if key else None
