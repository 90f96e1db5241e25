"""Staff are told at once of an event whose organiser cannot act any more."""

from datetime import datetime

from django.urls import reverse

from companies.enums import HeldRole
from companies.messages import tell_of_vacancy
from companies.services import not_told, notice
from core.sweeps import each

from ..computed.holders import orphaned_events
from ..models import Event


def watch_organisers(*, now: datetime) -> int:
    """Returns how many were told of."""
    role = HeldRole.ORGANISER
    rows = not_told(role, orphaned_events(now))
    return each("events.watch_organisers", rows, lambda event: notice(event, role, _tell, now=now), now=now).done


def _tell(event: Event, role: HeldRole, *, now: datetime) -> None:
    tell_of_vacancy(event, role, path=reverse("events:desk", args=[event.pk]), now=now)
