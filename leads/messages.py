"""What whoever asks is told by mail, and what staff are told of it."""
from datetime import datetime

from django.urls import reverse

from companies.messages import staff
from companies.senders import sender_of
from core.geography import ZONE
from notifications.services import say, say_to_address

from .models import Lead, LeadMessage

MOST_NAMED = 50  # in one mail


def _write(lead: Lead, kind: str, *, to: LeadMessage | Lead, key: str, now: datetime, by=None, **context) -> None:
    say_to_address(
        to.email, f"leads/{kind}", language=to.language, zone=ZONE[lead.country], about=lead, key=key, now=now,
        name=to.name, name_latin=to.name_latin, sender=sender_of(by),
        context={"lead": lead, "country": lead.country} | context,
    )


def received(lead: Lead, said: LeadMessage, *, now: datetime) -> None:
    """The receipt says nothing of what was written: nobody can use it to send somebody a text."""
    _write(lead, "received", to=said, key=str(said.pk), now=now)


def referred(lead: Lead, *, by, now: datetime) -> None:
    _write(lead, "referred", to=lead, key=str(lead.pk), now=now, chamber=lead.chamber)


def referrals_received(leads: list[Lead], *, by, now: datetime) -> None:
    """The receipt of the liaison who sent them."""
    say(
        by, "leads/referrals_received", about=leads[0], path=reverse("leads:ours"), key=now.isoformat(), now=now,
        context={"leads": leads[:MOST_NAMED], "count": len(leads), "by": max(lead.answer_by for lead in leads)},
    )


def answer(lead: Lead, said: LeadMessage, *, now: datetime) -> None:
    _write(lead, "answer", to=said, key=str(said.pk), now=now, by=said.by, subject=said.subject, said=said.text)


def lead_arrived(lead: Lead, *, now: datetime) -> None:
    _tell(staff(), "lead_arrived", lead, now=now)


def lead_overdue(lead: Lead, *, now: datetime) -> None:
    """To whoever looks after it; to all staff where nobody does. Once for each time it waits."""
    owner = lead.owner
    people = [owner] if owner and owner.is_minamin else staff()
    _tell(people, "lead_overdue", lead, key=lead.answer_by.isoformat(), now=now)


def _tell(people, kind: str, lead: Lead, *, now: datetime, key: str = "") -> None:
    for person in people:
        say(
            person, f"leads/{kind}", about=lead, path=lead.get_absolute_url(), key=key, now=now,
            context={"lead": lead, "country": lead.get_country_display()},
        )
