from datetime import datetime

from django.urls import reverse

from notifications.services import say

from ..models import Delegation, Registration, Substitution
from .people import answers_for, partners_for
from .seats import tell_delegate


def consent_asked(substitution: Substitution, *, now: datetime) -> None:
    path = reverse("events:substitution", args=[substitution.pk])
    for person in partners_for(substitution.original):
        if person.pk != substitution.asked_by_id:
            say(
                person,
                "events/consent_asked",
                about=substitution,
                path=path,
                now=now,
                sender=answers_for(substitution.original.event),
                context={
                    "event": substitution.original.event, "substitution": substitution,
                    "original": substitution.original,
                },
            )


def substitute_in_place(substitution: Substitution, *, journeys: list[Delegation], struck: str, now: datetime) -> None:
    """The substitute gets the seat with its calendar entry, the original hears who represents them. `struck`:
    entries of meetings.
    """
    original, substitute = substitution.original, substitution.substitute
    tell_delegate(substitute, "substitute_comes", now=now, calendar="in", original=original, journeys=journeys)
    tell_delegate(original, "substitute_in_place", now=now, calendar="out", struck=struck, substitute=substitute)


def substitute_refused(substitution: Substitution, *, reason: str, now: datetime) -> None:
    tell_delegate(substitution.original, "substitute_refused", now=now, reason=reason, substitution=substitution)


def original_returned(
    original: Registration, holder: Registration, *, journeys: list[Delegation], struck: str, now: datetime
) -> None:
    tell_delegate(original, "original_returned", now=now, calendar="in", holder=holder, journeys=journeys)
    tell_delegate(holder, "seat_given_back", now=now, calendar="out", struck=struck, original=original)
