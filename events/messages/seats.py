"""To delegates about their seats; to organisers about what they must decide."""

from datetime import datetime

from django.urls import reverse

from notifications.services import say

from ..calendars import mail_entry
from ..links import pass_path
from ..models import Delegation, Event, Registration
from .people import answers_for, organisers_of, tell

FIELDS_TOLD = (
    "name", "name_latin", "position", "email", "phone", "second_name", "second_name_latin", "second_email",
    "second_phone",
)


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
    if calendar:
        given |= {"changes": _one_more(registration), "leaves": calendar == "out"}
    entry = mail_entry(event, **given, now=now) if calendar else ""
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


def _one_more(registration: Registration) -> int:
    """How often their entry changed before: 0 for the first one that is sent."""
    before = registration.entries_sent
    Registration.objects.filter(pk=registration.pk).update(entries_sent=before + 1)
    registration.entries_sent = before + 1
    return before


def applied(rows: list[Registration], *, by, now: datetime) -> None:
    """To each of them; to whoever entered others as well. Their organiser is asked to decide."""
    for row in rows:
        tell_delegate(row, "applied", now=now)
    if all(row.user_id != by.pk for row in rows):
        event = rows[0].event
        say(
            by, "events/applied_for_others", about=rows[0], path=event.get_absolute_url(), key=now.isoformat(), now=now,
            context={"event": event, "rows": rows, "by": rows[0].answer_by}, sender=answers_for(event),
        )
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
            context={"event": event, "rows": rows, "count": len(rows), "by": rows[0].answer_by},
        )


def decisions_late(event: Event, rows: list[Registration], *, now: datetime) -> int:
    """To its organisers, once for the newest day that has passed; returns how many were told."""
    newest = max(row.answer_by for row in rows)
    said = [
        say(
            person, "events/decisions_late", about=event, path=reverse("events:desk", args=[event.pk]),
            key=newest.isoformat(), now=now, context={"event": event, "rows": rows, "count": len(rows)},
        )
        for person in organisers_of(event)
    ]
    return len([one for one in said if one])


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


def corrected(
    registration: Registration, was: Registration, changed: set[str], *,
    entries: str, struck: str, journeys: list[Delegation], now: datetime,
) -> None:
    """To the delegate, what stands there now. `was`: the row as it was before, whose address is told when it changes.

    `entries`: their meetings, for their calendar; `struck`: the same, to strike them out at the former address."""
    named = [Registration._meta.get_field(name) for name in FIELDS_TOLD if name in changed]
    tell_delegate(
        registration, "details_corrected", now=now, struck=entries,
        calendar="in" if registration.holds_seat and changed & {"name", "email"} else "",
        details=[
            (field.verbose_name, registration if field.name == "name" else getattr(registration, field.name))
            for field in named
        ],
        renewed="email" in changed, journeys=journeys,
    )
    if "email" in changed:
        was.user = None
        _tell_former_address(was, changes=registration.entry_changes, struck=struck, now=now)


def _tell_former_address(was: Registration, *, changes: int, struck: str, now: datetime) -> None:
    """Without a way to the pass: it may be a stranger's."""
    given = {"name": was.name, "email": was.email, "language": was.reads}
    tell(
        was, "address_replaced", about=was.event, path=was.event.get_absolute_url(),
        key=f"{was.pk}:{now.isoformat()}", now=now, sender=answers_for(was.event),
        calendar=mail_entry(was.event, **given, now=now, changes=changes, leaves=True) + struck
        if was.holds_seat
        else "",
        context={"event": was.event},
    )


def late_asked(registration: Registration, *, now: datetime) -> None:
    tell_delegate(registration, "late_asked", now=now)
    _ask_organisers([registration], "to_admit", now=now)
