"""A computed plan against the timetable as it stands: who gets a place, who moves, who loses one, who stays out."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import city_of, say_clock, say_day

from ..models import Meeting, Slot, TimetableRun
from ..services.plan_facts import slots_by_id
from ..services.plan_fit import fit_of
from ..states import SITTING, WAITING_FOR_A_PLACE
from .meetings import title_of

SHOWN = 50  # of a kind; the figures count all
FEW = 10  # are shown unfolded


def preview(run: TimetableRun, plan: dict, *, now: datetime) -> dict[str, Any]:
    """What applying this plan would do now, as `apply_run` would do it."""
    meetings = {one.pk: one for one in Meeting.objects.filter(event=run.event).with_people()}
    fit = fit_of(run, plan, meetings, slots_by_id(run.event), now)
    places = {pk: (slot, table) for pk, (slot, table) in fit.wanted.items() if pk not in fit.still}
    kinds: dict[str, list] = {"new": [], "moved": [], "lost": [], "out": []}
    for pk, one in meetings.items():
        if kind := _kind(one, places.get(pk), fit.still):
            kinds[kind].append((one, places.get(pk)))
    moving = [one for name in ("moved", "lost", "new") for one, _place in kinds[name]]
    return {
        "lists": [_list(name, found) for name, found in kinds.items() if found],
        "changed": fit.changed,
        "told": len({person for one in moving for person in (one.asker_id, one.asked_id)}),
        "city": city_of(run.event.zone),
    }


def _kind(meeting: Meeting, place: tuple[Slot, int] | None, still: set[UUID]) -> str:
    """"" for what stays as it is."""
    if meeting.state in SITTING and meeting.pk not in still:
        if place is None:
            return "lost"
        return "" if (place[0].pk, place[1]) == (meeting.slot_id, meeting.table) else "moved"
    if meeting.state in WAITING_FOR_A_PLACE:
        return "new" if place else "out"
    return ""


def _list(name: str, found: list[tuple[Meeting, tuple[Slot, int] | None]]) -> dict[str, Any]:
    found.sort(key=lambda pair: (pair[0].slot or (pair[1] and pair[1][0]) or _Never).starts_at)
    return {
        "name": name,
        "title": _title(name, len(found)),
        "open": name != "new" or len(found) <= FEW,
        "rows": [_row(one, place) for one, place in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
    }


class _Never:
    starts_at = datetime.max.replace(tzinfo=ZoneInfo("UTC"))


def _title(name: str, count: int) -> str:
    words = {
        "new": ngettext("%(count)s meeting gets a place", "%(count)s meetings get a place", count),
        "moved": ngettext("%(count)s meeting moves", "%(count)s meetings move", count),
        "lost": ngettext("%(count)s meeting loses its place", "%(count)s meetings lose their place", count),
        "out": ngettext("%(count)s meeting stays without a place", "%(count)s meetings stay without a place", count),
    }
    return words[name] % {"count": count}


def _row(meeting: Meeting, place: tuple[Slot, int] | None) -> dict[str, str]:
    before = _at(meeting.slot, meeting.table, meeting.event.zone) if meeting.state in SITTING else ""
    after = _at(*place, meeting.event.zone) if place else ""
    return {
        "url": meeting.get_absolute_url(),
        "title": title_of(meeting),
        "meta": " → ".join(filter(None, [before, after])),
    }


def _at(slot: Slot, table: int | None, zone: str) -> str:
    """On the clock of the place alone: who compares two times needs one clock."""
    day = say_day(slot.starts_at.astimezone(ZoneInfo(zone)).date())
    return f"{day} {say_clock(slot.starts_at, zone)}, " + _("Table %(number)s") % {"number": table}


def present_figures(run: TimetableRun) -> dict[str, int]:
    """The timetable as it stands, counted as the plans are: over the meetings and times the run knows."""
    number = {pk: index for index, pk in enumerate(run.times) if pk}
    sitting = Meeting.objects.filter(event=run.event, state__in=SITTING).values_list("pk", "slot")
    at = {pk: number[str(slot)] for pk, slot in sitting if str(slot) in number}
    busy: dict[tuple[int, int], set[int]] = defaultdict(set)
    weight = placed = 0
    for pk, one in zip(run.rows, run.given.get("meetings", []), strict=False):
        if pk in at:
            placed += 1
            weight += one["weight"]
            for person in (one["a"], one["b"]):
                busy[person, at[pk] // max(1, run.given["slots_per_day"])].add(at[pk])
    away = [set(slots) for slots in run.given.get("forbidden", [])]
    idle = sum(
        len(set(range(min(slots), max(slots))) - slots - away[person]) for (person, _day), slots in busy.items()
    )
    return {"placed": placed, "idle": idle, "weight": weight}
