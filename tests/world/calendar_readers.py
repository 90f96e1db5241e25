"""One calendar object as three independent libraries read it: icalendar (which wrote it), ical and vobject."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import icalendar
import vobject
from ical.calendar_stream import IcsCalendarStream


class Read(NamedTuple):
    """`status`: empty where the entry says none; `organiser` and `attendees`: (name, address)."""

    method: str
    uid: str
    sequence: int
    starts: datetime | date
    ends: datetime | date
    title: str
    status: str
    organiser: tuple[str, str]
    attendees: tuple[tuple[str, str], ...]
    text: str


def read(text: str) -> list[Read]:
    """Every entry of calendars that stand one after the other; all libraries must agree on all of it."""
    found = []
    for one in objects(text):
        by_icalendar, by_ical, by_vobject = list(_icalendar(one)), list(_ical(one)), list(_vobject(one))
        assert by_icalendar == by_ical
        assert by_icalendar == by_vobject
        found += by_icalendar
    return found


def objects(text: str) -> list[str]:
    end = "END:VCALENDAR\r\n"
    return [part + end for part in text.split(end) if part]


def _icalendar(text: str) -> Iterator[Read]:
    calendar = icalendar.Calendar.from_ical(text)
    for one in calendar.walk("VEVENT"):
        guests = one.get("ATTENDEE", [])
        yield Read(
            str(calendar["METHOD"]), str(one["UID"]), int(one["SEQUENCE"]), one.decoded("DTSTART"),
            one.decoded("DTEND"), str(one["SUMMARY"]), str(one.get("STATUS", "")), _named(one["ORGANIZER"]),
            tuple(map(_named, guests if isinstance(guests, list) else [guests])), str(one.get("DESCRIPTION", "")),
        )


def _named(value: Any) -> tuple[str, str]:
    return str(value.params["CN"]), str(value).removeprefix("mailto:")


def _ical(text: str) -> Iterator[Read]:
    stream = IcsCalendarStream.calendar_from_ics(text)
    for one in stream.events:
        people = [(guest.common_name, str(guest.uri).removeprefix("mailto:")) for guest in one.attendees]
        yield Read(
            stream.method, one.uid, one.sequence, _utc(one.dtstart), _utc(one.dtend), one.summary,
            one.status.value if one.status else "",
            (one.organizer.common_name, str(one.organizer.uri).removeprefix("mailto:")),
            tuple(people), one.description or "",
        )


def _vobject(text: str) -> Iterator[Read]:
    calendar = vobject.readOne(text)
    for one in calendar.vevent_list:
        guests = [_plain(guest) for guest in one.contents.get("attendee", [])]
        yield Read(
            calendar.method.value, one.uid.value, int(one.sequence.value), _utc(one.dtstart.value),
            _utc(one.dtend.value), one.summary.value, one.status.value if "status" in one.contents else "",
            _plain(one.organizer), tuple(guests), one.description.value if "description" in one.contents else "",
        )


def _plain(line: Any) -> tuple[str, str]:
    return line.params["CN"][0], line.value.removeprefix("mailto:")


def _utc(at: datetime | date) -> datetime | date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at
