"""The slots of an event as a delegate reads them: their own clock first, by its days;
which are taken, which are free.
"""

from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.i18n import hours_at_place, say_day
from events.models import Registration

from ..models import Meeting, Slot, Unavailable
from ..states import SITTING


def availability(person: Registration) -> list[dict[str, Any]]:
    """Days with their slots; taken ones say by whom, absent ones are ticked."""
    away = set(Unavailable.objects.filter(registration=person).values_list("slot", flat=True))
    sitting = {
        one.slot_id: one.other(person).name for one in Meeting.objects.of(person).filter(
            state__in=SITTING
        ).with_people()
    }
    return [
        {"day": say_day(day), "rows": [_row(slot, person, away, sitting) for slot in slots]}
        for day, slots in groupby(Slot.objects.filter(event=person.event), key=lambda slot: _day_of(slot, person))
    ]


def _day_of(slot: Slot, person: Registration) -> date:
    return slot.starts_at.astimezone(ZoneInfo(person.zone)).date()


def _row(slot: Slot, person: Registration, away: set, sitting: dict) -> dict[str, Any]:
    name = sitting.get(slot.pk)
    here, there = hours_at_place(slot.starts_at, slot.ends_at, person.zone, person.event.zone)
    return {
        "slot": slot,
        "here": here,
        "there": there,
        "away": slot.pk in away,
        "taken": _("Meeting with %(name)s") % {"name": name} if name else "",
    }


def free_times(person: Registration, now: datetime) -> list[tuple[str, list[tuple[Slot, str]]]]:
    """By day: slots still ahead in which this person is neither away nor in a meeting. Of others it tells nothing."""
    days = [(one["day"], [_choice(row) for row in one["rows"] if _is_free(row, now)]) for one in availability(person)]
    return [(day, slots) for day, slots in days if slots]


def _choice(row: dict[str, Any]) -> tuple[Slot, str]:
    return row["slot"], f"{row['here']} · {row['there']}"


def _is_free(row: dict[str, Any], now: datetime) -> bool:
    return not (row["away"] or row["taken"]) and row["slot"].starts_at > now
