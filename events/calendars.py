"""Events and meetings as calendar entries: what goes with mails, what feeds hold."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from core.i18n import in_city, say_clock, say_day, speaking

from .models import Event, Session
from .rules.ical import Entry, Guest, feed, invitation

STRUCK_OUT = ("cancelled", "postponed")
REMINDS = timedelta(days=1)  # whoever has a seat


def entry_of(event: Event, language: str, *, changes: int = 0, reminds: timedelta | None = None) -> Entry:
    """In the reader's language; cancelled when it does not take place at its time.

    `changes`: how often the person's own entry changed, on top of the event's. Both only grow, so does their sum.
    `reminds`: in calendars of those who come.
    """
    with speaking(language):
        place = ", ".join(filter(None, [event.venue, event.address])) or event.online_link
        days = _days(event)
        starts, ends = (days[0], days[1]) if days else (event.starts_at, event.ends_at)
        return Entry(
            uid=event.uid,
            sequence=event.sequence + changes,
            starts_at=starts,
            ends_at=ends,
            title=titled(event, str(event)),
            place=place,
            text="\n\n".join(filter(None, [_hours(event) if days else "", event.online_link, str(event.summaries)])),
            link=settings.PORTAL_URL + event.get_absolute_url(),
            organiser=organiser_of(event),
            cancelled=event.state in STRUCK_OUT,
            reminds=reminds,
        )


def organiser_of(event: Event) -> Guest:
    """By the name that the reader of now knows; answers of calendars go to the office."""
    return Guest(event.organiser, settings.SUPPORT_ADDRESS)


def titled(event: Event, title: str) -> str:
    """So that nobody takes the date for valid, in calendars that do not know struck out entries either."""
    if event.state == "postponed":
        return _("Postponed: %(title)s") % {"title": title}
    return _("Cancelled: %(title)s") % {"title": title} if event.state == "cancelled" else title


def _days(event: Event) -> tuple[date, date] | None:
    """The first day, and the one after the last, where several days have a programme that says the hours."""
    zone = ZoneInfo(event.zone)
    first = event.starts_at.astimezone(zone).date()
    last = (event.ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    return (first, last + timedelta(days=1)) if first < last and event.sessions.all() else None


def _hours(event: Event) -> str:
    """From when to when the programme goes, a line a day, on the clock of the place."""
    zone = ZoneInfo(event.zone)

    def day_of(session: Session) -> date:
        return session.starts_at.astimezone(zone).date()

    lines = []
    for day, sessions in groupby(sorted(event.sessions.all(), key=day_of), key=day_of):
        rows = list(sessions)
        begin, end = min(one.starts_at for one in rows), max(one.ends_at for one in rows)
        clocks = f"{say_clock(begin, event.zone)}–{say_clock(end, event.zone)}"
        lines.append(f"{say_day(day)} {in_city(clocks, event.zone)}")
    return "\n".join(lines)


def mail_entry(
    event: Event, *, name: str, email: str, language: str, now: datetime, changes: int = 0, leaves: bool = False
) -> str:
    """`leaves`: for this person only, who does not come any more."""
    entry = entry_of(event, language, changes=changes, reminds=None if leaves else REMINDS)
    return invitation(entry, Guest(name, email), leaves=leaves, stamp=now)


def feed_of(
    events: list[Event], language: str, name: Any, *, own: Mapping | None = None, others: Iterable[Entry] = (),
    now: datetime,
) -> str:
    """`name`: put into the language here. `own`: how often the person's own entry of an event changed, by the event's
    key. `others`: what follows the person's seats."""
    changes = own or {}
    entries = [
        entry_of(event, language, changes=changes.get(event.pk, 0), reminds=REMINDS if event.pk in changes else None)
        for event in events
    ]
    with speaking(language):
        return feed([*entries, *others], str(name), stamp=now)
