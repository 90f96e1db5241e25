"""What the form of slots and tables begins with: what exists, otherwise what the event suggests."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from events.models import Event
from events.states import PRESENT

from ..models import MeetingSetup, Slot
from ..rules.openings import MINUTES, PAUSE, blocks_of, rhythm_of, suggested

USUAL_TABLES = 10


def setup_shown(event: Event) -> dict[str, Any]:
    """Blocks on the clock of the place under `hours`, and the figures."""
    known = MeetingSetup.objects.filter(event=event).first()
    figures = {name: getattr(known, name) for name in ("tables", "most_per_person", "hold_hours")} if known else {}
    slots = [(_there(slot.starts_at, event), _there(slot.ends_at, event)) for slot in Slot.objects.filter(event=event)]
    if known and slots:
        rhythm = rhythm_of(slots)
        return figures | rhythm._asdict() | {"hours": blocks_of(slots, rhythm.pause)}
    blocks = suggested(_there(event.starts_at, event), _there(event.ends_at, event))
    return {"hours": blocks, "tables": _tables_for(event), "minutes": MINUTES, "pause": PAUSE} | figures


def _there(at: datetime, event: Event) -> datetime:
    return at.astimezone(ZoneInfo(event.zone)).replace(tzinfo=None)


def _tables_for(event: Event) -> int:
    """At most as many pairs sit at once as the smaller side has people."""
    sides = event.registrations.filter(state__in=PRESENT).aggregate(
        japan=Count("pk", filter=Q(country="JP")), other=Count("pk", filter=~Q(country="JP"))
    )
    return min(sides.values()) or USUAL_TABLES
