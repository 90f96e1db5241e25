"""Who is written to on either side, and in which frame."""

from datetime import datetime

from core.geography import Side
from notifications.services import say

from ..computed.people import people_of
from ..models import Memorandum, Party


def owners_of(party: Party) -> list:
    """The named contact person, or everybody while nobody is named."""
    return [party.owner] if party.owner_id and party.owner.is_active else list(people_of(party))


def party_on(memorandum: Memorandum, side: str) -> Party:
    return next(party for party in memorandum.parties.all() if party.side == side)


def other_side(side: str) -> str:
    return Side.CENTRAL_ASIA if side == Side.JAPAN else Side.JAPAN


def tell_side(
    memorandum: Memorandum, side: str, kind: str, *, about, path: str, now: datetime, key: str = "", **context
) -> None:
    """To the owners of one side; they see the other party's hours beside their own."""
    zone = party_on(memorandum, other_side(side)).zone
    for person in owners_of(party_on(memorandum, side)):
        facts = {"memorandum": memorandum, "other_zone": zone} | context
        say(person, f"mou/{kind}", about=about, path=path, key=key, now=now, context=facts)


def tell_both(memorandum: Memorandum, kind: str, **given) -> None:
    for side in Side:
        tell_side(memorandum, side, kind, **given)
