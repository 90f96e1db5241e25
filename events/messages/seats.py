"""To delegates about their seats; to organisers about what they must decide."""

from datetime import datetime

from django.urls import reverse

from notifications.services import say

from ..calendars import mail_entry
from ..links import pass_path
from ..models import Registration
from .people import organisers_of, tell


def _tell(registration: Registration, kind: str, *, now: datetime, calendar: bool = False, **context) -> None:
    """Each time something happens anew; `calendar`: with the entry for the calendar."""
    event, user = registration.event, registration.user
    language = user.language if user else registration.language
    entry = mail_entry(event, name=registration.name, email=registration.email, language=language, now=now) if calendar else ""
    tell(
        registration,
        kind,
        about=registration,
        user=user,
        path=pass_path(registration),
        key=now.isoformat(),
        calendar=entry,
        now=now,
        context={"event": event, "registration": registration} | context,
    )


def applied(rows: list[Registration], *, now: datetime) -> None:
    for row in rows:
        _tell(row, "applied", now=now)
    _ask_organisers(rows, "to_approve", now=now)


def _ask_organisers(rows: list[Registration], kind: str, *, now: datetime) -> None:
    event = rows[0].event
    for person in organisers_of(event):
        say(
            person,
            f"events/{kind}",
            about=rows[0],
            path=reverse("events:desk", args=[event.pk]),
            key=now.isoformat(),
            now=now,
            context={"event": event, "rows": rows, "count": len(rows)},
        )


def invited(registration: Registration, *, now: datetime) -> None:
    _tell(registration, "invited", now=now)


def confirmed(registration: Registration, *, now: datetime) -> None:
    _tell(registration, "confirmed", now=now, calendar=True)


def waiting(registration: Registration, *, now: datetime) -> None:
    _tell(registration, "waiting", now=now)


def offered(registration: Registration, *, now: datetime) -> None:
    _tell(registration, "offered", now=now)


def lapsed(registration: Registration, *, now: datetime) -> None:
    _tell(registration, "lapsed", now=now)


def withdrawn(registration: Registration, *, now: datetime) -> None:
    _tell(registration, "withdrawn", now=now)


def refused(registration: Registration, *, reason: str, now: datetime) -> None:
    _tell(registration, "refused", now=now, reason=reason)


def late_asked(registration: Registration, *, now: datetime) -> None:
    _tell(registration, "late_asked", now=now)
    _ask_organisers([registration], "to_admit", now=now)
