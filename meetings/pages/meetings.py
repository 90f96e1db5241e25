"""Meetings as their pages show them: a person's agenda and requests, whom they could meet, the grid,
what a free place costs.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.geography import other_zone
from core.i18n import in_city, language_name, say_clock, say_day
from events.models import Event, Registration
from events.pages.display import NO_DATE_YET, when
from events.querysets import in_order_of_firms
from matching.models import Match
from matching.pages.sentences import fit_tag
from matching.pages.teasers import explained, reader_of
from matching.querysets import MatchQuerySet

from ..enums import LeftOut
from ..models import Meeting, MeetingSetup, Slot, TimetableRun, Unavailable
from ..services.placing import span_of
from ..services.staff import Staff
from ..states import OPEN_MEETING, SITTING

MEETING_TONE = {
    "requested": "waiting",
    "accepted": "info",
    "scheduled": "done",
    "confirmed": "done",
    "held": "done",
    "no_show": "overdue",
    "declined": "planned",
    "expired": "planned",
    "displaced": "overdue",
    "cancelled": "planned",
}
REASONS = 3


def place_words(meeting: Meeting) -> str:
    """When and where, on both clocks."""
    if not meeting.slot or meeting.state == "cancelled":
        return ""
    table = _("Table %(number)s") % {"number": meeting.table}
    interpreter = _("Interpreter: %(name)s") % {"name": meeting.interpreter} if meeting.interpreter else ""
    at = str(NO_DATE_YET) if meeting.event.waits_for_date else when(meeting.slot.starts_at, meeting.event.zone)
    return " · ".join(filter(None, [at, table, interpreter]))


def wish_words(meeting: Meeting) -> str:
    """What whoever asked would like: half of the day, a time."""
    wished = meeting.wished_slot and slot_words(meeting.wished_slot, meeting.event.zone)
    return " · ".join(filter(None, [meeting.get_part_display(), wished]))


def slot_words(slot: Slot, zone: str) -> str:
    return when(slot.starts_at, zone)


def title_of(meeting: Meeting) -> str:
    return f"{meeting.asker} – {meeting.asked}"


def with_place(meeting: Meeting) -> str:
    return " · ".join(filter(None, [title_of(meeting), place_words(meeting)]))


def meeting_row(meeting: Meeting, *more: str) -> dict[str, Any]:
    """For components/row_list.html."""
    firms = f"{meeting.asker.comes_from} – {meeting.asked.comes_from}"
    return {
        "url": meeting.get_absolute_url(),
        "title": title_of(meeting),
        "meta": " · ".join([firms, *more]),
        "tone": MEETING_TONE[meeting.state],
        "word": meeting.get_state_display(),
    }


def left_out_rows(run: TimetableRun) -> list[dict[str, Any]]:
    """Meetings that had no place when the plan was applied: why, and what they are now."""
    rows = Meeting.objects.filter(pk__in=run.left_out).with_people().order_by("requested_at", "pk")
    return [meeting_row(one, str(LeftOut(run.left_out[str(one.pk)]).label)) for one in rows]


def pair_words(pair: str) -> str:
    return " – ".join(map(language_name, pair.split("-"))) if pair else _("No interpreter needed")


def own_row(meeting: Meeting, person: Registration) -> dict[str, Any]:
    """A meeting through the eyes of one of the two."""
    other = meeting.other(person)
    return {
        "meeting": meeting,
        "other": other,
        "tone": MEETING_TONE[meeting.state],
        "word": meeting.get_state_display(),
        "place": place_words(meeting),
        "wish": wish_words(meeting),
        "pair": pair_words(meeting.pair),
        "asked_me": meeting.asked_id == person.pk,
        "until": when(
            meeting.expires_at, meeting.event.zone
        ) if meeting.state == "requested" and meeting.expires_at else "",
        "may_decline": meeting.state in ("requested", "accepted", "displaced"),
        "may_cancel": meeting.state in SITTING,
        "may_confirm": meeting.state == "scheduled",
        "proposals": [
            {"row": one, "when": when(one.slot.starts_at, meeting.event.zone), "mine": one.proposed_by_id == person.pk}
            for one in meeting.proposals.all()
            if one.answered_at is None
        ],
    }


def agenda(person: Registration) -> dict[str, list[dict]]:
    """Placed ones by time, those to answer, those still open, and what came of earlier ones."""
    rows = Meeting.objects.of(person).with_people().prefetch_related("proposals__slot").order_by(
        "slot__starts_at", "requested_at"
    )
    groups: dict[str, list[dict]] = {"placed": [], "to_answer": [], "open": [], "past": []}
    for meeting in rows:
        row = own_row(meeting, person)
        if meeting.state in SITTING:
            groups["placed"].append(row)
        elif meeting.state == "requested" and row["asked_me"]:
            groups["to_answer"].append(row)
        elif meeting.state in OPEN_MEETING:
            groups["open"].append(row)
        elif meeting.is_over:
            groups["past"].append(row)
    return groups


def people_to_meet(person: Registration, query: str = "") -> QuerySet[Registration]:
    """Who may be asked: introduced partners first, then everybody by organisation; no suggestion moves anybody."""
    busy = set(Meeting.objects.of(person).filter(state__in=OPEN_MEETING).values_list("asker", "asked"))
    known = {pk for pair in busy for pk in pair}
    found = Registration.objects.askable_by(person).exclude(pk__in=known).named(query).select_related("firm")
    _own, other = _sides(person)
    ours = _introduced(person).filter(**{other: OuterRef("firm")})
    return found.annotate(introduced=Exists(ours)).order_by("-introduced", *in_order_of_firms(), "pk")


def could_meet(people: Iterable[Registration], person: Registration) -> list[dict[str, Any]]:
    """The rows of a page of them; fit and reasons only where the two firms know each other."""
    people = list(people)
    matches = _matches(person, {one.firm_id for one in people if one.firm_id})
    return [_candidate(one, matches.get(one.firm_id), person) for one in people]


def candidate(one: Registration, person: Registration) -> dict[str, Any]:
    """One of them, as the list shows them."""
    return _candidate(one, _matches(person, {one.firm_id} - {None}).get(one.firm_id), person)


def _matches(person: Registration, firms: set) -> dict:
    if not firms:
        return {}
    _own, other = _sides(person)
    rows = _introduced(person).filter(**{f"{other}__in": firms}).with_firms()
    return {getattr(row, f"{other}_id"): row for row in rows}


def _sides(person: Registration) -> tuple[str, str]:
    return ("japan", "partner") if person.country == "JP" else ("partner", "japan")


def _introduced(person: Registration) -> MatchQuerySet:
    """Of the person's firm, with contacts released; what is only suggested shows neither here nor by the order."""
    if person.firm_id is None:
        return Match.objects.none()
    own, _other = _sides(person)
    return Match.objects.filter(state="introduced", **{own: person.firm_id})


def _candidate(one: Registration, match: Match | None, person: Registration) -> dict[str, Any]:
    """Reasons are the factors' titles, never the words of a profile."""
    row = {
        "person": one,
        "fit": 0,
        "tone": "",
        "word": "",
        "reasons": [],
        "languages": " · ".join(map(language_name, sorted(one.languages))),
    }
    if match:
        reader = reader_of(match, person.firm)
        tone, word = fit_tag(match.fit)
        reasons = [factor["title"] for factor in explained(match, reader, reader.own) if factor["speaks_for"]]
        row |= {"fit": match.fit, "tone": tone, "word": word, "reasons": reasons[:REASONS]}
    return row


def grid(event: Event, *, first_table: int, tables: int) -> list[dict[str, Any]]:
    """Rows by slot with a cell for each table from `first_table` on; days have headings of their own."""
    placed: dict = defaultdict(dict)
    for one in Meeting.objects.filter(event=event, slot__isnull=False).with_people():
        placed[one.slot_id][one.table] = one
    zone, rows, day, other = ZoneInfo(event.zone), [], None, other_zone(event.zone)
    for slot in Slot.objects.filter(event=event):
        local = slot.starts_at.astimezone(zone).date()
        cells = [_cell(placed[slot.pk].get(number), number) for number in range(first_table, first_table + tables)]
        rows.append(
            {
                "slot": slot,
                "clock": say_clock(slot.starts_at, event.zone),
                "other": in_city(say_clock(slot.starts_at, other), other),
                "day": say_day(local) if local != day else "",
                "cells": cells,
            }
        )
        day = local
    return rows


def _cell(meeting: Meeting | None, number: int) -> dict[str, Any]:
    if meeting is None:
        return {"meeting": None, "table": number}
    missing = bool(meeting.pair and not meeting.interpreter_id)
    return {
        "meeting": meeting,
        "table": number,
        "tone": "overdue" if missing else MEETING_TONE[meeting.state],
        "word": _("Interpreter missing") if missing else meeting.get_state_display(),
    }


def free_places(meeting: Meeting, now: datetime) -> list[dict[str, Any]]:
    """Slots to come in which both, a table and an interpreter are free, cheapest first:
    what each does to the waiting of the two.
    """
    event = meeting.event
    people = (meeting.asker_id, meeting.asked_id)
    busy = _busy(event, people, meeting)
    full = _full_slots(event, meeting)
    away = set(Unavailable.objects.filter(registration__in=people, slot__event=event).values_list("slot", flat=True))
    slots = list(Slot.objects.filter(event=event))
    number = {slot.pk: index for index, slot in enumerate(slots)}
    taken = [sorted(number[pk] for pk in busy[person]) for person in people]
    waits = sum(map(_waiting, taken))
    span, rows = span_of(meeting), []
    for slot in slots:
        if slot.ends_at <= now or not span.allows(slot):
            continue
        if slot.pk == meeting.slot_id or slot.pk in away or slot.pk in full or any(
            slot.pk in busy[person] for person in people
        ):
            continue
        more = sum(_waiting(sorted([*mine, number[slot.pk]])) for mine in taken) - waits
        rows.append({"slot": slot, "when": slot_words(slot, event.zone), "cost": more, "words": _cost_words(more)})
    return sorted(rows, key=lambda row: (row["cost"], row["slot"].number))


def _busy(event: Event, people: tuple, meeting: Meeting) -> dict:
    found: dict = {person: set() for person in people}
    rows = Meeting.objects.filter(event=event, state__in=SITTING).exclude(pk=meeting.pk).values_list(
        "slot", "asker", "asked"
    )
    for slot, asker, asked in rows:
        for person in (asker, asked):
            if person in found:
                found[person].add(slot)
    return found


def _full_slots(event: Event, meeting: Meeting) -> set:
    """Where no table or no interpreter of the pair is left."""
    tables = MeetingSetup.objects.get(event=event).tables
    used: dict = defaultdict(set)
    for slot, table in Meeting.objects.filter(
        event=event, slot__isnull=False
    ).exclude(pk=meeting.pk).values_list("slot", "table"):
        used[slot].add(table)
    full = {slot for slot, taken in used.items() if len(taken) >= tables}
    if meeting.pair:
        staff = Staff(event)
        others = Slot.objects.filter(event=event).exclude(pk=meeting.slot_id)
        full |= {slot.pk for slot in others if staff.take(slot, meeting.pair) is None}
    return full


def _waiting(slots: list[int]) -> int:
    """Idle slots between the first and the last."""
    return slots[-1] - slots[0] + 1 - len(slots) if slots else 0


def _cost_words(more: int) -> str:
    if more <= 0:
        return (
            _("nobody waits longer")
            if more == 0
            else ngettext("%(count)s slot less of waiting", "%(count)s slots less of waiting", -more) % {"count": -more}
        )
    return ngettext("%(count)s slot more of waiting", "%(count)s slots more of waiting", more) % {"count": more}
