"""The slots of an event as a delegate reads them: their own clock first, by its days;
which are taken, which are free.
"""

from collections.abc import Collection
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.i18n import hours_at_place, say_day
from events.models import Event, Registration

from ..models import Meeting, Slot, Unavailable
from ..states import SITTING


def availability(person: Registration, away: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Days with their slots; taken ones say by whom, absent ones are ticked: those of `away`, where somebody types."""
    away = _away(person.event, registration=person) if away is None else away
    sitting = {
        one.slot_id: str(one.other(person)) for one in Meeting.objects.of(person).filter(
            state__in=SITTING
        ).with_people()
    }
    return [
        {"day": say_day(day), "rows": [_row(slot, person, away, sitting) for slot in slots]}
        for day, slots in groupby(Slot.objects.filter(event=person.event), key=lambda slot: _day_of(slot, person))
    ]


def away_shown(registration, event: Event) -> dict[str, list[str]]:
    """What the form of a delegate's absences begins with."""
    return {"away": _away(event, registration=registration)}


def interpreter_shown(contributor, event: Event) -> dict[str, list[str]]:
    pairs = event.contributors.values_list("pairs", flat=True).get(pk=contributor)
    return {"pairs": pairs, "away": _away(event, interpreter=contributor)}


def _away(event: Event, **whose) -> list[str]:
    return [str(pk) for pk in Unavailable.objects.filter(slot__event=event, **whose).values_list("slot", flat=True)]


def _day_of(slot: Slot, person: Registration) -> date:
    return slot.starts_at.astimezone(ZoneInfo(person.zone)).date()


def _row(slot: Slot, person: Registration, away: Collection[str], sitting: dict) -> dict[str, Any]:
    name = sitting.get(slot.pk)
    here, there = hours_at_place(slot.starts_at, slot.ends_at, person.zone, person.event.zone)
    return {
        "slot": slot,
        "here": here,
        "there": there,
        "away": str(slot.pk) in away,
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
