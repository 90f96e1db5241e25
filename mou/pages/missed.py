"""Mails about a memorandum that did not arrive, to the reader's own side; to both for staff."""

from datetime import datetime
from typing import Any

from companies.pages.addressees import line
from notifications.pages import Addressee, missed_mails

from ..computed.people import people_of
from ..models import Evidence, Memorandum, Obligation, Party


def missed_of_memorandum(memorandum: Memorandum, own: Party | None, *, reader, now: datetime) -> list[dict[str, Any]]:
    """`own`: the reader's party."""
    obligations = list(Obligation.objects.filter(commitment__memorandum=memorandum))
    rows = [memorandum, *obligations, *Evidence.objects.filter(obligation__in=obligations)]
    parties = list(memorandum.parties.all()) if reader.is_minamin else [own] if own else []

    def people() -> dict[str, Addressee]:
        return {address: one for party in parties for address, one in _party(party).items()}

    return missed_mails(rows, people, reader=reader, now=now)


def _party(party: Party) -> dict[str, Addressee]:
    second = party.second_contact
    other = (line(second, second.phone, second.email), second.email) if second else ()
    return {
        one.email.lower(): Addressee(one, one.phone, *(() if one == second else other)) for one in people_of(party)
    }
