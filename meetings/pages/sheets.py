"""Meetings as figures, sheets for paper, and what an interpreter has left to do."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import language_name, say_day
from core.sorting import place
from events.models import Event
from events.pages.display import contributors_of

from ..models import Meeting
from ..states import FOLLOWED_UP, PLANNABLE, SITTING
from .meetings import place_words, when


def meeting_figures(event: Event) -> list[dict[str, Any]]:
    states = Counter(Meeting.objects.filter(event=event).values_list("state", flat=True))
    placed, wanted = sum(states[state] for state in SITTING), sum(states[state] for state in PLANNABLE)
    return [
        {"label": _("Placed"), "number": placed, "note": _("of %(count)s accepted") % {"count": wanted}},
        {
            "label": _("Lost their place"), "number": states["displaced"],
            "tone": "overdue" if states["displaced"] else "", "note": "",
        },
        {"label": _("Not answered yet"), "number": states["requested"], "note": ""},
        {
            "label": _("Held"), "number": states["held"],
            "note": _("%(count)s without one side") % {"count": states["no_show"]},
        },
    ]


def _placed(event: Event) -> list[Meeting]:
    rows = Meeting.objects.filter(event=event, state__in=[*SITTING, *FOLLOWED_UP]).with_people()
    return list(rows.order_by("slot__starts_at", "table"))


def day_sheets(event: Event, kind: str) -> list[dict[str, Any]]:
    """`kind`: day (by time), tables (a card each), people (an agenda each). A sheet: {title, rows}."""
    sheets: dict[str, list[dict]] = defaultdict(list)
    placed = _placed(event)
    for one in sorted(placed, key=lambda one: one.table) if kind == "tables" else placed:
        row = {
            "when": when(one.slot.starts_at, event.zone),
            "table": one.table,
            "left": f"{one.asker}, {one.asker.comes_from}",
            "right": f"{one.asked}, {one.asked.comes_from}",
            "interpreter": str(one.interpreter) if one.interpreter else "",
            "place": place_words(one),
        }
        for title in _titles(one, event, kind):
            sheets[title].append(row)
    titles = sorted(sheets, key=place) if kind == "people" else sheets
    return [{"title": title, "rows": sheets[title]} for title in titles]


def _titles(one: Meeting, event: Event, kind: str) -> list[str]:
    if kind == "day":
        return [say_day(one.slot.starts_at.astimezone(ZoneInfo(event.zone)).date())]
    if kind == "tables":
        return [_("Table %(number)s") % {"number": one.table}]
    return [f"{person.comes_from} · {person}" for person in (one.asker, one.asked)]


def interpreter_rows(event: Event, now: datetime) -> list[dict[str, Any]]:
    """Each with their meetings still to come, and the minutes of work that are left."""
    coming: dict = defaultdict(list)
    for one in (
        Meeting.objects.filter(event=event, interpreter__isnull=False, state__in=SITTING, slot__ends_at__gt=now)
        .with_people()
        .order_by("slot__starts_at")
    ):
        coming[one.interpreter_id].append(one)
    return [_interpreter(person, coming[person.pk], now) for person in contributors_of(event, "interpreter")]


def _interpreter(person, meetings: list[Meeting], now: datetime) -> dict[str, Any]:
    minutes = sum(int((one.slot.ends_at - max(now, one.slot.starts_at)).total_seconds() // 60) for one in meetings)
    pairs = [" – ".join(map(language_name, pair.split("-"))) for pair in person.pairs]
    return {
        "person": person,
        "pairs": " · ".join(pairs) or _("no languages given yet"),
        "meetings": [{"place": place_words(one), "who": f"{one.asker} – {one.asked}"} for one in meetings],
        "left": ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes},
    }
