"""Events and meetings as calendar entries: what goes with mails, what feeds hold."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from core.i18n import speaking

from .models import Event
from .rules.ical import Entry, Guest, feed, invitation

STRUCK_OUT = ("cancelled", "postponed")


def entry_of(event: Event, language: str) -> Entry:
    """In the reader's language; cancelled when it does not take place at its time."""
    with speaking(language):
        place = ", ".join(filter(None, [event.venue, event.address])) or event.online_link
        return Entry(
            uid=event.uid,
            sequence=event.sequence,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            title=str(event),
            place=place,
            text=event.online_link,
            link=settings.PORTAL_URL + event.get_absolute_url(),
            cancelled=event.state in STRUCK_OUT,
        )


def mail_entry(event: Event, *, name: str, email: str, language: str, now: datetime, cancelled: bool = False) -> str:
    """`cancelled`: for this person only, who does not come any more."""
    organiser = Guest(settings.PORTAL_NAME, settings.SUPPORT_ADDRESS)
    entry = entry_of(event, language)
    return invitation(entry._replace(cancelled=entry.cancelled or cancelled), Guest(name, email), organiser, stamp=now)


def feed_of(events: list[Event], language: str, name: str, *, others: Iterable[Entry] = (), now: datetime) -> str:
    """`others`: what follows the person's seats."""
    return feed([*(entry_of(event, language) for event in events), *others], name, stamp=now)
