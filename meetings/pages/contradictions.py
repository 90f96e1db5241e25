"""What contradicts itself in a timetable, as sentences:
people by name, times on the reader's clock and the clock of the place.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Registration
from events.pages.display import when

from ..models import Meeting, Slot, TimetableRun
from .meetings import pair_words, title_of

MOST = 6  # names or times in a sentence, and links below it
LONGEST_DAY = 62  # slots; meetings.timetable.reading says so, whose libraries are too heavy for a web process

SENTENCES = {
    "form": _(
        "The portal has put the facts of the timetable together wrongly: please tell the administrator, the log says "
        "more."
    ),
    "form, day": _(
        "A day has %(slots)s slots for meetings, but at most %(longest)s can be planned: make the slots or the pauses "
        "longer."
    ),
    "no_slots": _("There are no times for meetings: set up slots first."),
    "no_tables": _("There are no tables for meetings: set up tables first."),
    "cycle": _("The meetings of these people are each to come after another one of them, in a circle: %(people)s."),
    "locks": _("More than one meeting of the same person is fixed at the same time: %(people)s, %(times)s."),
    "locks, order": _(
        "The meeting %(last)s is to come after %(first)s, but they are fixed at %(late)s and at %(early)s."
    ),
    "forerunners": _(
        "Meetings are fixed at times before which those that must come earlier find no room: %(people)s, %(times)s."
    ),
    "nowhere": _("The meeting %(first)s has no possible time: at each of them one of the two is away."),
    "nowhere, half": _(
        "The meeting %(first)s has no possible time: in the wished half of the day one of the two is always away."
    ),
    "nowhere, fixed": _("The meeting %(first)s is fixed at a time at which it cannot take place: %(times)s."),
    "nowhere, away": _(
        "The meeting %(first)s is fixed at %(fixed)s, but at this time these people are away: %(away)s."
    ),
    "nowhere, interpreter": _(
        "The meeting %(first)s has no possible time: no interpreter for %(languages)s is there when both are."
    ),
    "chain": _(
        "The meetings of %(people)s are to come one after another, but there are too few times for it: %(times)s."
    ),
    "person": _("More meetings (%(count)s) than times in which they can take place (%(room)s): %(people)s, %(times)s."),
    "tables": _(
        "The meetings (%(count)s) of %(people)s can only take place at %(times)s, but the tables have room for "
        "%(tables)s."
    ),
    "interpreters": _(
        "The meetings (%(count)s) of %(people)s can only take place at %(times)s, but the interpreters for "
        "%(languages)s have room for %(interpreters)s."
    ),
    "together": _(
        "The meetings of %(people)s cannot all take place with the times, tables and interpreters there are: %(times)s."
    ),
    "fairness": _("All meetings can take place, but not without somebody having three breaks more than somebody else."),
}
UNKNOWN = _("No timetable is possible under the present conditions; see the log for details.")


def contradictions(run: TimetableRun) -> list[dict[str, Any]]:
    """Each as a sentence, with links to its meetings."""
    case = Case(run)
    return [{"text": sentence(case, one), "meetings": case.links(one["meetings"])} for one in run.conflicts]


class Case:
    """A run's indices turned back into people, meetings and times, as they are now."""

    def __init__(self, run: TimetableRun):
        rows = {one.pk: one for one in Meeting.objects.filter(pk__in=run.rows).with_people()}
        self.given, self.zone, self.times = run.given, run.event.zone, run.times
        self.asked = self.given.get("meetings", [])
        self.meetings = [rows[pk] for pk in run.rows]
        self.slots = {str(slot.pk): slot for slot in Slot.objects.filter(event=run.event)}
        self.people: dict[int, Registration] = {}
        for data, one in zip(self.asked, self.meetings, strict=True):
            self.people |= {data["a"]: one.asker, data["b"]: one.asked}

    def names(self, people: list[int]) -> str:
        return listed([f"{self.people[one]}, {self.people[one].comes_from}" for one in people])

    def clocks(self, slots: list[int]) -> str:
        """Slots that have gone since are not named."""
        return listed([
            when(self.slots[pk].starts_at, self.zone)
            for pk in (self.times[index] for index in slots) if pk in self.slots
        ])

    def away(self, meeting: int, slot: int) -> list[int]:
        return [
            person
            for person in (self.asked[meeting]["a"], self.asked[meeting]["b"])
            if slot in self.given["forbidden"][person]
        ]

    def interpreters(self, pair: str, slot: int) -> int:
        counts = self.given["interpreters"].get(pair)
        return counts[slot] if counts else 0

    def is_without_interpreter(self, meeting: int) -> bool:
        """There are slots in which both could come, and an interpreter in none of them."""
        data = self.asked[meeting]
        both = [
            slot for slot in range(self.given["slots"]) if slot not in data["barred"] and not self.away(meeting, slot)
        ]
        return bool(data["interp"] and both) and not any(self.interpreters(data["interp"], slot) for slot in both)

    def links(self, meetings: list[int]) -> list[dict[str, str]]:
        return [
            {"url": one.get_absolute_url(), "title": title_of(one)}
            for one in (self.meetings[index] for index in meetings[:MOST])
        ]


def listed(words: list[str]) -> str:
    shown, more = "; ".join(words[:MOST]), len(words) - MOST
    if more <= 0:
        return shown or "–"
    return ngettext(
        "%(words)s and %(count)s more", "%(words)s and %(count)s more", more
    ) % {"words": shown, "count": more}


def sentence(case: Case, conflict: dict[str, Any]) -> str:
    """`conflict`: {"kind", "text", "people", "meetings", "slots"} with indices of the run's instance;
    its English text is for the log.
    """
    slots, given = conflict["slots"], case.given
    facts = {
        "people": case.names(conflict["people"]),
        "times": case.clocks(slots),
        "early": case.clocks(slots[:1]),
        "late": case.clocks(slots[-1:]),
        "count": len(conflict["meetings"]),
        "room": len(slots),
        "tables": given.get("tables", 0) * len(slots),
        "slots": given.get("slots_per_day", 0),
        "longest": LONGEST_DAY,
    }
    if conflict["meetings"]:
        facts |= _of_meetings(case, conflict["meetings"], slots)
    return SENTENCES.get(_variant(case, conflict), UNKNOWN) % facts


def _of_meetings(case: Case, meetings: list[int], slots: list[int]) -> dict[str, Any]:
    data, pair = case.asked[meetings[0]], case.asked[meetings[0]]["interp"] or ""
    fixed = [data["fixed_slot"]] if data["fixed_slot"] is not None else []
    return {
        "first": title_of(case.meetings[meetings[0]]),
        "last": title_of(case.meetings[meetings[-1]]),
        "fixed": case.clocks(fixed),
        "away": case.names([person for slot in fixed for person in case.away(meetings[0], slot)]),
        "languages": pair_words(pair),
        "interpreters": sum(case.interpreters(pair, slot) for slot in slots),
    }


def _variant(case: Case, conflict: dict[str, Any]) -> str:
    """Which of a kind's sentences it is."""
    kind = conflict["kind"]
    if kind == "form":
        return "form, day" if case.given.get("slots_per_day", 0) > LONGEST_DAY else "form"
    if kind == "locks":
        return "locks" if len(conflict["people"]) == 1 else "locks, order"
    return f"nowhere{_hindrance(case, conflict['meetings'][0])}" if kind == "nowhere" else kind


def _hindrance(case: Case, meeting: int) -> str:
    data = case.asked[meeting]
    if case.is_without_interpreter(meeting):
        return ", interpreter"
    if data["fixed_slot"] is not None:
        return ", away" if case.away(meeting, data["fixed_slot"]) else ", fixed"
    return ", half" if data["barred"] else ""
