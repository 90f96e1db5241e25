"""Mails about meetings that did not arrive."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from core.activity import ref
from events.models import Registration
from events.pages.missed import as_addressees
from notifications.models import Delivery
from notifications.pages import Addressee, missed_mails

from ..models import Meeting


def missed_of_meetings(meetings: Iterable[Meeting], *, reader, now: datetime) -> list[dict[str, Any]]:
    """For the organiser: to either person."""
    rows = list(meetings)

    def people() -> dict[str, Addressee]:
        return as_addressees(person for row in rows for person in (row.asker, row.asked))

    return missed_mails(rows, people, reader=reader, now=now)


def has_not_heard(meeting: Meeting, other: Registration) -> bool:
    """For whoever meets them, who is not shown their address."""
    missed = Delivery.objects.missed([ref(meeting)]).values_list("message__address", flat=True)
    return not as_addressees([other]).keys().isdisjoint(address.lower() for address in missed)
