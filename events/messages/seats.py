"""To delegates about their seats; to organisers about what they must decide."""

from datetime import datetime

from django.urls import reverse

from notifications.services import say

from ..calendars import mail_entry
from ..links import pass_path
from ..models import Registration
from .people import answers_for, organisers_of, tell


def tell_delegate(
    registration: Registration, kind: str, *, now: datetime, calendar: str = "", struck: str = "", **context
) -> None:
    """Each time something happens anew. `calendar`: "in" puts the event into the person's calendar, "out" strikes it
    there.

    `struck`: what strikes out entries of their meetings as well."""
    event, user = registration.event, registration.user
    given = {
        "name": registration.name, "email": registration.email,
        "language": user.language if user else registration.reads,
    }
    entry = mail_entry(event, **given, now=now, cancelled=calendar == "out") if calendar else ""
    tell(
        registration,
        kind,
        about=registration,
        user=user,
        path=pass_path(registration),
        key=f"{kind}:{now.isoformat()}",
        calendar=entry + struck,
        now=now,
        sender=answers_for(event),
        context={"event": event, "registration": registration} | context,
    )


def applied(rows: list[Registration], *, now: datetime) -> None:
    for row in rows:
        tell_delegate(row, "applied", now=now)
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
    tell_delegate(registration, "invited", now=now)


def confirmed(registration: Registration, *, now: datetime) -> None:
    tell_delegate(registration, "confirmed", now=now, calendar="in")


def waiting(registration: Registration, *, now: datetime) -> None:
    tell_delegate(registration, "waiting", now=now)


def offered(registration: Registration, *, now: datetime) -> None:
    tell_delegate(registration, "offered", now=now)


def lapsed(registration: Registration, *, now: datetime) -> None:
    tell_delegate(registration, "lapsed", now=now)


def withdrawn(registration: Registration, *, had_seat: bool, struck: str, now: datetime) -> None:
    tell_delegate(registration, "withdrawn", now=now, calendar="out" if had_seat else "", struck=struck)


def refused(registration: Registration, *, reason: str, now: datetime) -> None:
    tell_delegate(registration, "refused", now=now, reason=reason)


def pass_renewed(registration: Registration, *, now: datetime) -> None:
    tell_delegate(registration, "pass_renewed", now=now)


def late_asked(registration: Registration, *, now: datetime) -> None:
    tell_delegate(registration, "late_asked", now=now)
    _ask_organisers([registration], "to_admit", now=now)
