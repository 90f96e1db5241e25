"""A contradiction the solver found, in words: which people, which meetings, which times."""

from typing import Any

from django.utils.translation import gettext_noop as _

from core.text import Phrase

from ..models import Meeting, Slot, TimetableRun

MOST = 8


def why_impossible(run: TimetableRun, conflict: dict[str, Any]) -> Phrase:
    """`conflict`: {"kind", "text", "people", "meetings", "slots"} with indices of the run's instance."""
    meetings = {one.pk: one for one in Meeting.objects.filter(pk__in=run.rows).with_people()}
    rows = [meetings[run.rows[index]] for index in conflict["meetings"][:MOST] if run.rows[index] in meetings]
    people = {person.name for one in rows for person in (one.asker, one.asked)} if rows else _people(run, conflict, meetings)
    times = Slot.objects.filter(pk__in=[run.times[index] for index in conflict["slots"] if run.times[index]]).order_by("number")
    clocks = ", ".join(f"{slot.starts_at:%Y-%m-%d %H:%M} UTC" for slot in times[:MOST])
    words = _("No timetable is possible: %(text)s. People: %(people)s. Times: %(times)s.")
    return Phrase(words, {"text": conflict["text"], "people": ", ".join(sorted(people)[:MOST]) or "–", "times": clocks or "–"})


def _people(run: TimetableRun, conflict: dict[str, Any], meetings: dict) -> set[str]:
    """People by index, found through their meetings."""
    names: set[str] = set()
    for index, data in enumerate(run.given["meetings"]):
        one = meetings.get(run.rows[index])
        for key, person in (("a", one and one.asker), ("b", one and one.asked)):
            if person and data[key] in conflict["people"]:
                names.add(person.name)
    return names
