"""Calendar entries (RFC 5545, 5546) through the icalendar library, which escapes what strangers type; times in UTC.
Pure functions.
"""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, vCalAddress, vText
from icalendar import Event as Component

PRODUCT = "-//Minamin//Partner portal//EN"


class Guest(NamedTuple):
    name: str
    email: str


class Entry(NamedTuple):
    """One entry; its `uid` stays, its `sequence` grows, `cancelled` strikes it out for everybody.

    Days instead of moments make it one of whole days; the last one is the day after.
    """

    uid: str
    sequence: int
    starts_at: datetime | date
    ends_at: datetime | date
    title: str
    place: str
    text: str
    link: str
    organiser: Guest
    cancelled: bool = False
    reminds: timedelta | None = None  # how long before it begins the calendar says so


def feed(entries: list[Entry], name: str, *, stamp: datetime) -> str:
    """A calendar to subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_component(entry, stamp))
    return _text(calendar)


def invitation(entry: Entry, guest: Guest, *, leaves: bool = False, stamp: datetime) -> str:
    """For a mail: METHOD REQUEST, or CANCEL when the entry is cancelled or this guest leaves.

    Of a guest who leaves it says no STATUS: the event goes on for the others (RFC 5546, 3.2.5).
    """
    gone = entry.cancelled or leaves
    calendar = _calendar("CANCEL" if gone else "REQUEST")
    component = _component(entry, stamp)
    if leaves and not entry.cancelled:
        del component["status"]
    attendee = _address(guest)
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION" if gone else "ACCEPTED")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    component.add("attendee", attendee)
    calendar.add_component(component)
    return _text(calendar)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _component(entry: Entry, stamp: datetime) -> Component:
    component = Component()
    component.add("uid", entry.uid)
    component.add("sequence", entry.sequence)
    component.add("dtstamp", stamp.astimezone(UTC))
    component.add("dtstart", _when(entry.starts_at))
    component.add("dtend", _when(entry.ends_at))
    component.add("summary", _line(entry.title))
    component.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    component.add("organizer", _address(entry.organiser))
    for name, value in (("location", _line(entry.place)), ("description", entry.text), ("url", entry.link)):
        if value:
            component.add(name, value)
    if entry.reminds and not entry.cancelled:
        component.add_component(_alarm(entry.title, entry.reminds))
    return component


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(title))
    alarm.add("trigger", -before)
    return alarm


def _when(at: datetime | date) -> datetime | date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def _address(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.email}")
    address.params["CN"] = vText(_line(guest.name).replace('"', "'"))
    return address


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(calendar: Calendar) -> str:
    return calendar.to_ical().decode()
