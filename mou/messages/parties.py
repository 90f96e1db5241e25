"""To the other party when a firm that signed goes by another record."""

from datetime import datetime

from notifications.services import say

from ..computed.people import people_of
from ..models import Party


def party_merged(party: Party, *, old_name: str, now: datetime) -> None:
    _tell_partner(party, "party_merged", now=now, old_name=old_name)


def party_parted(party: Party, *, merged_name: str, now: datetime) -> None:
    _tell_partner(party, "party_parted", now=now, merged_name=merged_name)


def _tell_partner(party: Party, kind: str, *, now: datetime, **names: str) -> None:
    memorandum = party.memorandum
    partner = memorandum.parties.exclude(pk=party.pk).first()
    for person in people_of(partner) if partner else ():
        context = {"memorandum": memorandum, "firm": party.firm} | names
        path = memorandum.get_absolute_url()
        say(person, f"mou/{kind}", about=memorandum, path=path, key=now.isoformat(), now=now, context=context)
