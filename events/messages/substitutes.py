from datetime import datetime

from django.urls import reverse

from notifications.services import say

from ..calendars import mail_entry
from ..links import pass_path
from ..models import Registration, Substitution
from .people import partners_for, tell


def _tell(registration: Registration, kind: str, *, now: datetime, calendar: bool = False, **context) -> None:
    event, user = registration.event, registration.user
    language = user.language if user else registration.language
    entry = mail_entry(event, name=registration.name, email=registration.email, language=language, now=now) if calendar else ""
    tell(
        registration,
        kind,
        about=registration,
        user=user,
        path=pass_path(registration),
        key=f"{kind}:{now.isoformat()}",
        calendar=entry,
        now=now,
        context={"event": event, "registration": registration} | context,
    )


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
                context={"event": substitution.original.event, "substitution": substitution, "original": substitution.original},
            )


def substitute_in_place(substitution: Substitution, *, now: datetime) -> None:
    """The substitute gets the seat with its calendar entry, the original hears who represents them."""
    original, substitute = substitution.original, substitution.substitute
    _tell(substitute, "substitute_comes", now=now, calendar=True, original=original)
    _tell(original, "substitute_in_place", now=now, substitute=substitute)


def substitute_refused(substitution: Substitution, *, reason: str, now: datetime) -> None:
    _tell(substitution.original, "substitute_refused", now=now, reason=reason, name=substitution.person["name"])


def original_returned(original: Registration, holder: Registration, *, now: datetime) -> None:
    _tell(original, "original_returned", now=now, calendar=True, holder=holder)
    _tell(holder, "seat_given_back", now=now, original=original)
