"""To organisers when the firm of their delegates goes by another record."""

from datetime import datetime

from django.urls import reverse

from companies.models import Firm
from notifications.services import say

from ..models import Event
from .people import organisers_of


def firm_renamed(event: Event, kind: str, firm: Firm, *, other: Firm, count: int, now: datetime) -> None:
    """`kind`: "firm_merged" or, when that was taken back, "firm_parted"."""
    for person in organisers_of(event):
        say(
            person,
            f"events/{kind}",
            about=event,
            path=reverse("events:desk", args=[event.pk]),
            key=f"{firm.pk}:{now.isoformat()}",
            now=now,
            context={"event": event, "firm": firm, "other": other, "count": count},
        )
