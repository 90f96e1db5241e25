"""The working hours of both sides on the clock of a delegate, drawn as bars and said in sentences,
with the event's slots within.
"""

from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.geography import ZONE, Side, other_zone
from core.i18n import city_of
from core.sorting import place
from events.models import Registration
from events.states import PRESENT

from ..models import Slot
from ..rules.workday import DAY, WORK, Hours, common, lies_in, minutes_ahead, of_the_day, shifted

JAPAN = ZONE["JP"]
MARKED_HOURS = (6, 12, 18)


def both_at_work(person: Registration) -> dict[str, Any]:
    """Rows of bars, first the reader's own, and the same facts in words."""
    clocks = _other_clocks(person)
    theirs = [(shifted(WORK, -ahead), cities) for ahead, cities in clocks]
    shared = [WORK]
    for hours, _cities in theirs:
        shared = common(shared, [hours])
    slots = _slots(person)
    within = {slot for slot in slots if lies_in(slot, shared)}
    return {
        "hours": [{"x": _percent(60 * hour), "word": f"{hour:02}:00"} for hour in MARKED_HOURS],
        "rows": [_own_row(person, shared), *(_other_row(person, hours, cities) for hours, cities in theirs)],
        "slots": [*_bars(slots - within, "pale"), *_bars(within, "full")],
        "sentences": [_sentence(city_of(person.zone), ahead, cities) for ahead, cities in clocks],
        "count": _("Times for meetings while all are at work: %(within)s of %(all)s.") % {
            "within": len(within), "all": len(slots)
        },
    }


def _other_clocks(person: Registration) -> list[tuple[int, str]]:
    """How far each clock of the other side is ahead, with its cities. Who does not wish to be shown does not count."""
    found = [JAPAN] if person.side == Side.CENTRAL_ASIA else _zones_there(person)
    cities = defaultdict(list)
    for zone in found:
        cities[minutes_ahead(person.zone, zone, person.event.starts_at)].append(city_of(zone))
    return [(ahead, ", ".join(sorted(names, key=place))) for ahead, names in sorted(cities.items())]


def _zones_there(person: Registration) -> list[str]:
    event = person.event
    rows = event.registrations.filter(state__in=PRESENT, is_listed=True).exclude(country="JP")
    place = event.zone if event.zone != JAPAN else other_zone(JAPAN)
    return list(rows.order_by().values_list("zone", flat=True).distinct()) or [place]


def _slots(person: Registration) -> set[Hours]:
    """Hours of slots on the reader's clock; those of different days lie over each other."""
    zone, found = ZoneInfo(person.zone), set()
    for slot in Slot.objects.filter(event=person.event):
        local = slot.starts_at.astimezone(zone)
        begin = 60 * local.hour + local.minute
        found.add(Hours(begin, begin + round((slot.ends_at - slot.starts_at).total_seconds() / 60)))
    return found


def _own_row(person: Registration, shared: list[Hours]) -> dict[str, Any]:
    return {"side": person.side, "city": city_of(person.zone), "hours": _words(WORK), "bars": _work_bars(WORK, shared)}


def _other_row(person: Registration, hours: Hours, cities: str) -> dict[str, Any]:
    side = Side.JAPAN if person.side == Side.CENTRAL_ASIA else Side.CENTRAL_ASIA
    words = _("%(hours)s, on your clock %(yours)s") % {"hours": _words(WORK), "yours": _words(hours)}
    return {"side": side, "city": cities, "hours": words, "bars": _work_bars(hours, common([WORK], [hours]))}


def _work_bars(hours: Hours, shared: list[Hours]) -> list[dict[str, str]]:
    """Pale where only one side is at work."""
    return _bars([hours], "pale") + _bars(shared, "full")


def _bars(several, kind: str) -> list[dict[str, str]]:
    parts = sorted(part for hours in several for part in of_the_day(hours))
    return [{"kind": kind, "x": _percent(part.begin), "width": _percent(part.end - part.begin)} for part in parts]


def _percent(minutes: int) -> str:
    return f"{100 * minutes / DAY:.2f}%"


def _sentence(city: str, ahead: int, cities: str) -> str:
    shared = common([WORK], [shifted(WORK, -ahead)])
    if ahead == 0:
        return _(
            "The clocks of both sides show the same time: both are at work at %(hours)s."
        ) % {"hours": _words(WORK)}
    if not shared:
        there = {"hours": _words(WORK), "city": city, "other": cities, "there": _words(shifted(WORK, ahead))}
        return _("%(hours)s in %(city)s is %(there)s in %(other)s: the working hours of the two do not meet.") % there
    mine, theirs = ", ".join(map(_words, shared)), ", ".join(_words(shifted(part, ahead)) for part in shared)
    both = {"hours": mine, "city": city, "other": cities, "there": theirs}
    return _("%(hours)s in %(city)s is %(there)s in %(other)s: both sides are at work then.") % both


def _words(hours: Hours) -> str:
    return "–".join(f"{minutes // 60 % 24:02}:{minutes % 60:02}" for minutes in hours)
