from datetime import datetime

from notifications.services import say

from ..models import Event, Support
from .people import organisers_of, other_side_of


def announced(event: Event, *, now: datetime) -> None:
    for person in other_side_of(event):
        say(person, "events/announced", about=event, path=event.get_absolute_url(), now=now, context={"event": event})


def supported(support: Support, *, now: datetime) -> None:
    event = support.event
    for person in organisers_of(event):
        say(
            person, "events/supported", about=support, path=event.get_absolute_url(), now=now,
            context={"event": event, "support": support},
        )
