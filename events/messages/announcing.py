from datetime import datetime

from companies.senders import sender_of
from notifications.services import say

from ..models import Event, Support
from .people import answers_for, organisers_of, other_side_of


def announced(event: Event, *, now: datetime) -> None:
    for person in other_side_of(event):
        say(
            person, "events/announced", about=event, path=event.get_absolute_url(), now=now,
            sender=answers_for(event), context={"event": event},
        )


def support_withdrawn(support: Support, *, by, now: datetime) -> None:
    """To the organisers and to whoever gave it, but not to the one who took it back."""
    people = {person.pk: person for person in [*organisers_of(support.event), support.given_by] if person}
    context = {"event": support.event, "support": support}
    for person in people.values():
        if person.pk != by.pk:
            path = support.event.get_absolute_url()
            say(
                person, "events/support_withdrawn", about=support, path=path, now=now,
                sender=sender_of(by), context=context,
            )


def supported(support: Support, *, now: datetime) -> None:
    event = support.event
    for person in organisers_of(event):
        say(
            person, "events/supported", about=support, path=event.get_absolute_url(), now=now,
            sender=sender_of(support.given_by), context={"event": event, "support": support},
        )
