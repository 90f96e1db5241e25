"""To the other party when a firm that signed goes by another record."""

from datetime import datetime

from companies.models import Firm
from companies.senders import sender_of
from notifications.services import say

from ..computed.people import people_of
from ..models import Party


def party_merged(party: Party, *, old: Firm, by, now: datetime) -> None:
    _tell_partner(party, "party_merged", by=by, now=now, old=old)


def party_parted(party: Party, *, merged: Firm, by, now: datetime) -> None:
    _tell_partner(party, "party_parted", by=by, now=now, merged=merged)


def _tell_partner(party: Party, kind: str, *, by, now: datetime, **firms: Firm) -> None:
    memorandum = party.memorandum
    partner = memorandum.parties.exclude(pk=party.pk).first()
    for person in people_of(partner) if partner else ():
        context = {"memorandum": memorandum, "firm": party.firm} | firms
        path = memorandum.get_absolute_url()
        say(
            person, f"mou/{kind}", about=memorandum, path=path, key=now.isoformat(), now=now, context=context,
            sender=sender_of(by),
        )
