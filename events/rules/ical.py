"""Calendar entries (RFC 5545) through the icalendar library, which escapes what strangers type; times in UTC.
Pure functions.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Component

PRODUCT = "-//Minamin//Partner portal//EN"


class Entry(NamedTuple):
    """One entry; its `uid` stays, its `sequence` grows, `cancelled` strikes it out."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    text: str
    link: str
    cancelled: bool = False


class Guest(NamedTuple):
    name: str
    email: str


def feed(entries: list[Entry], name: str, *, stamp: datetime) -> str:
    """A calendar to subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_component(entry, stamp))
    return _text(calendar)


def invitation(entry: Entry, guest: Guest, organiser: Guest, *, stamp: datetime) -> str:
    """For a mail: METHOD REQUEST, or CANCEL when the entry is cancelled."""
    calendar = _calendar("CANCEL" if entry.cancelled else "REQUEST")
    component = _component(entry, stamp)
    component.add("organizer", _address(organiser))
    attendee = _address(guest)
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION" if entry.cancelled else "ACCEPTED")
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
    component.add("dtstart", entry.starts_at.astimezone(UTC))
    component.add("dtend", entry.ends_at.astimezone(UTC))
    component.add("summary", _line(entry.title))
    component.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for name, value in (("location", _line(entry.place)), ("description", entry.text), ("url", entry.link)):
        if value:
            component.add(name, value)
    return component


def _address(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.email}")
    address.params["CN"] = vText(_line(guest.name).replace('"', "'"))
    return address


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(calendar: Calendar) -> str:
    return calendar.to_ical().decode()
