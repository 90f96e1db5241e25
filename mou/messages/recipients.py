"""Who is written to on either side, and in which frame."""

from datetime import datetime

from companies.senders import sender_of
from core.geography import Side
from notifications.services import Sender, say

from ..computed.people import people_of
from ..models import Memorandum, Party


def owners_of(party: Party) -> list:
    """The named contact person, or everybody while nobody is named."""
    return [party.owner] if party.owner_id and party.owner.is_active else list(people_of(party))


def party_on(memorandum: Memorandum, side: str) -> Party:
    return next(party for party in memorandum.parties.all() if party.side == side)


def other_side(side: str) -> str:
    return Side.CENTRAL_ASIA if side == Side.JAPAN else Side.JAPAN


def signer_of(party: Party) -> Sender | None:
    """The contact person of Minamin or a chamber; nobody of a firm, for whom the office signs."""
    return sender_of(next(iter(owners_of(party)), None))


def tell_side(
    memorandum: Memorandum, side: str, kind: str, *, about, path: str, now: datetime, key: str = "", **context
) -> None:
    """To the owners of one side; they see the other party's hours beside their own, and who answers there."""
    partner = party_on(memorandum, other_side(side))
    sender = signer_of(partner)
    for person in owners_of(party_on(memorandum, side)):
        facts = {"memorandum": memorandum, "partner": partner, "other_zone": partner.zone} | context
        say(person, f"mou/{kind}", about=about, path=path, key=key, now=now, context=facts, sender=sender)


def tell_both(memorandum: Memorandum, kind: str, **given) -> None:
    for side in Side:
        tell_side(memorandum, side, kind, **given)
