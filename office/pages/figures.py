"""The overview of figures as plain data: funnel, map, statistics, meeting day, and the same as sheets."""

from datetime import datetime
from math import cos, radians, sqrt
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.geography import Side
from core.i18n import in_city, say_clock, say_day
from core.sheets import Column, Sheet

from ..computed.figures import FEW, Chosen, Step, slowest
from ..computed.meeting_day import MeetingDay
from ..computed.places import Place
from ..computed.targets import Measure

STEP_WORDS = {
    "suggested": gettext_lazy("Suggested"),
    "proposed": gettext_lazy("Proposed"),
    "approved": gettext_lazy("Approved"),
    "released": gettext_lazy("Contacts released"),
    "signed": gettext_lazy("Agreement signed"),
}
# Whole sentences: no language has to bend the name of a step.
SLOWEST = {
    "proposed": gettext_lazy("The slowest step is the proposal: from suggestion to proposal half of the pairs take %(days)s or longer. Pairs that wait there now: %(waiting)s."),  # noqa: E501
    "approved": gettext_lazy("The slowest step is the approval: from proposal to approval half of the pairs take %(days)s or longer. Pairs that wait there now: %(waiting)s."),  # noqa: E501
    "released": gettext_lazy("The slowest step is the consent of both firms: from approval to the release of contacts half of the pairs take %(days)s or longer. Pairs that wait there now: %(waiting)s."),  # noqa: E501
    "signed": gettext_lazy("The slowest step is the agreement: from the release of contacts to the signature half of the pairs take %(days)s or longer. Pairs that wait there now: %(waiting)s."),  # noqa: E501
}
WHERE = {
    "proposed": "matching:workbench", "approved": "matching:approvals", "released": "matching:introductions",
    "signed": "matching:introductions",
}
MEASURE_WORDS = {
    "first_contact": (gettext_lazy("Contacts open within 10 days of approval"), gettext_lazy("Goal: every pair")),
    "answers": (
        gettext_lazy("Questions answered within two business days"), gettext_lazy("Goal: every question"),
    ),
    "agreements": (gettext_lazy("Agreements and memoranda signed"), ""),
    "samples": (gettext_lazy("Samples received"), ""),
    "trial_orders": (gettext_lazy("Trial orders delivered"), ""),
    "meetings": (gettext_lazy("Meetings kept by both sides"), gettext_lazy("of all that were due")),
    "satisfaction": (
        gettext_lazy("Meetings found useful (4 or 5 of 5)"),
        gettext_lazy("For comparison: Enterprise Europe Network 2017–2018, 88% of firms satisfied"),
    ),
}


def say_days(days: float) -> str:
    whole = round(days)
    return ngettext("%(days)s day", "%(days)s days", whole) % {"days": whole} if whole else _("less than a day")


def funnel_rows(steps: list[Step]) -> list[dict[str, Any]]:
    """Rows of components/bars.html."""
    rows = []
    for one in steps:
        parts = [f"{one.share}%"] if one.share is not None else []
        if one.days is not None and one.number >= FEW:
            parts.append(say_days(one.days))
        parts.append(_("before: %(number)s") % {"number": one.before})
        rows.append({"label": STEP_WORDS[one.key], "number": one.number, "note": " · ".join(parts)})
    return rows


def meaning(steps: list[Step]) -> dict[str, str] | None:
    """One sentence on the slowest step, and where its pairs wait."""
    one = slowest(steps)
    if one is None or one.days is None:
        return None
    text = SLOWEST[one.key] % {"days": say_days(one.days), "waiting": one.waiting}
    return {"text": text, "url": reverse(WHERE[one.key])}


class Panel(NamedTuple):
    """A region at its own scale: west, south, east, north."""

    side: str
    west: float
    south: float
    east: float
    north: float

    @property
    def height(self) -> float:
        """Of a drawing 1000 wide, true at the middle of the panel."""
        return WIDTH * (self.north - self.south) / ((self.east - self.west) * cos(radians(self.south + self.north) / 2))

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = WIDTH * (longitude - self.west) / (self.east - self.west)
        y = self.height * (self.north - latitude) / (self.north - self.south)
        return min(max(x, 0.0), WIDTH), min(max(y, 0.0), self.height)


WIDTH = 1000.0
PANELS = (Panel(Side.CENTRAL_ASIA.value, 49, 35.5, 87, 56), Panel(Side.JAPAN.value, 127, 30, 147, 45.5))
LARGEST, SMALLEST, LINE = 44.0, 13.0, 52.0  # radii; the height of a line of names
NAMED = 5  # how many dots of a panel carry their name


def maps(found: dict[str, list[Place]]) -> list[dict[str, Any]]:
    """[{side, total, width, height, dots, drawing, rows}]; the fullest dots lie beneath: small ones stay seen."""
    most = max((place.number for rows in found.values() for place in rows if place.city), default=1)
    return [_panel(panel, found[panel.side], most) for panel in PANELS]


def _dots(panel: Panel, places: list[Place], most: int) -> list[dict[str, Any]]:
    """The fullest carry their name, as long as no name stands on another."""
    dots: list[dict[str, Any]] = []
    lines: list[float] = []
    for place in places:
        if place.city is None:
            continue
        x, y = panel.at(place.city.latitude, place.city.longitude)
        radius = max(SMALLEST, LARGEST * sqrt(place.number / most))
        named = len(lines) < NAMED and all(abs(y - line) > LINE for line in lines)
        lines += [y] if named else []
        right = x < WIDTH * 0.7
        dots.append({
            "x": f"{x:.0f}", "y": f"{y:.0f}", "r": f"{radius:.0f}", "number": place.number, "name": place.name,
            "named": named, "label_x": f"{x + radius + 8 if right else x - radius - 8:.0f}",
            "label_y": f"{y + 14:.0f}", "anchor": "start" if right else "end",
        })
    return dots


# Put together here: a template takes ten times as long for each of many dots.
def _circles(dots: list[dict[str, Any]]) -> SafeString:
    shape = '<circle class="map__dot" cx="{}" cy="{}" r="{}"><title>{}: {}</title></circle>'
    return format_html_join("", shape, ((dot["x"], dot["y"], dot["r"], dot["name"], dot["number"]) for dot in dots))


def _names(dots: list[dict[str, Any]]) -> SafeString:
    shape = '<text class="map__name" x="{}" y="{}" text-anchor="{}">{}</text>'
    named = (dot for dot in dots if dot["named"])
    return format_html_join("", shape, ((dot["label_x"], dot["label_y"], dot["anchor"], dot["name"]) for dot in named))


def _panel(panel: Panel, places: list[Place], most: int) -> dict[str, Any]:
    dots = _dots(panel, places, most)
    return {
        "side": panel.side, "total": sum(place.number for place in places), "dots": dots,
        "drawing": _circles(dots) + _names(dots), "width": f"{WIDTH:.0f}", "height": f"{panel.height:.0f}",
        "rows": [{"name": place.name, "number": place.number, "elsewhere": place.city is None} for place in places],
    }


def measure_rows(found: list[Measure], before: list[Measure]) -> list[dict[str, Any]]:
    rows = []
    for one, then in zip(found, before, strict=True):
        label, note = MEASURE_WORDS[one.key]
        earlier = _("before: %(number)s") % {"number": _said(then)}
        rows.append({"label": label, "number": _said(one), "goal": note, "before": earlier})
    return rows


def _said(one: Measure) -> str:
    if one.of is None:
        return str(one.number)
    words = _("%(done)s of %(all)s") % {"done": one.number, "all": one.of}
    return f"{words} ({one.share}%)" if one.of >= FEW else words


def day_view(found: MeetingDay | None, now: datetime, other_zone: str) -> dict[str, Any] | None:
    """The next three times of the day with their tables."""
    if found is None:
        return None
    placed = {(one.slot_id, one.table): one for one in found.meetings}
    tables = range(1, min(found.tables, MOST_TABLES) + 1)
    coming = [slot for slot in found.slots if slot.ends_at > now][:MOST_SLOTS]
    zone = found.event.zone
    return {
        "event": found.event, "day": say_day(found.day), "filled": len(found.meetings), "places": found.places,
        "more_tables": max(0, found.tables - MOST_TABLES), "tables": list(tables),
        "grid": reverse("meetings:grid", args=[found.event.pk]),
        "sheets": reverse("meetings:sheets", args=[found.event.pk]),
        "rows": [
            {
                "here": in_city(say_clock(slot.starts_at, zone), zone),
                "there": in_city(say_clock(slot.starts_at, other_zone), other_zone) if other_zone != zone else "",
                "cells": [_cell(number, placed.get((slot.pk, number))) for number in tables],
            }
            for slot in coming
        ],
    }


MOST_TABLES, MOST_SLOTS = 5, 3


def _cell(number: int, meeting: Any) -> dict[str, Any]:
    table = _("Table %(number)s") % {"number": number}
    if meeting is None:
        return {"table": table, "free": True, "tone": "planned", "word": _("Free")}
    missing = bool(meeting.pair) and meeting.interpreter_id is None
    return {
        "table": table, "url": meeting.get_absolute_url(), "left": meeting.asker.comes_from,
        "right": meeting.asked.comes_from, "tone": "overdue" if missing else "done",
        "word": _("Interpreter missing") if missing else meeting.get_state_display(),
    }


def sheets(chosen: Chosen, steps: list[Step], found: dict[str, list[Place]], now: list[Measure], before: list[Measure]):
    """As CSV the first one alone, so it holds funnel and statistics."""
    numbers = [
        [str(STEP_WORDS[one.key]), one.number, None, one.share, _rounded(one.days), one.before] for one in steps
    ] + [
        [str(MEASURE_WORDS[one.key][0]), one.number, one.of, one.share if one.of else None, None, then.number]
        for one, then in zip(now, before, strict=True)
    ]
    span = f"{chosen.first.isoformat()} – {chosen.last.isoformat()}"
    heads = [
        Column(_("Figure"), width=52), Column(f"{_('How many?')} {span}", width=28), Column(_("Of"), width=10),
        Column(_("Share, %"), width=10), Column(_("Median days"), width=14), Column(_("Period before"), width=16),
    ]
    cities = [
        [str(Side(side).label), place.name, place.number] for side, places in found.items() for place in places
    ]
    return [
        Sheet(_("Figures"), heads, numbers, filters=True),
        Sheet(_("Firms by city"), [_("Region"), _("City"), _("Firms")], cities, filters=True),
    ]


def _rounded(days: float | None) -> float | None:
    return None if days is None else round(days, 1)


def span_words(chosen: Chosen) -> str:
    """The period and what it is held against."""
    before = chosen.before()
    return _("%(first)s – %(last)s, before: %(earlier)s – %(until)s") % {
        "first": say_day(chosen.first), "last": say_day(chosen.last),
        "earlier": say_day(before.first), "until": say_day(before.last),
    }
