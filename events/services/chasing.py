"""Requests for seats that an organiser has not decided by the day that was named come before them once more."""

from datetime import datetime

from core.sweeps import each

from .. import messages
from ..models import Event, Registration
from ..states import COMING, TO_DECIDE


def chase_decisions(*, now: datetime) -> int:
    """Hourly; the outbox knows what was said. Returns how many events had something late that was not said yet."""
    waiting = Registration.objects.filter(state__in=TO_DECIDE, event__state__in=COMING).values("event")
    events = Event.objects.filter(pk__in=waiting).select_related("chamber").order_by("pk")
    return each("events.chase_decisions", events, lambda event: _chase(event, now), now=now).done


def _chase(event: Event, now: datetime) -> bool:
    waiting = event.registrations.filter(state__in=TO_DECIDE).select_related("event", "firm")
    rows = [row for row in waiting.order_by("registered_at", "pk") if _is_late(row, now)]
    return bool(rows) and messages.decisions_late(event, rows, now=now) > 0


def _is_late(row: Registration, now: datetime) -> bool:
    return row.answer_by is not None and row.answer_by <= now
