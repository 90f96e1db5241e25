"""Mails to delegates and travellers that did not arrive, with their second contacts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from companies.pages.addressees import line
from core.names import shown
from notifications.pages import Addressee, missed_mails

from ..messages.people import partners_for
from ..models import Delegation, Event, Registration, Substitution
from ..models.registrations import Person


def as_addressees(people: Iterable[Person]) -> dict[str, Addressee]:
    """By the address that is written to, which is the account's where there is one."""
    found = {}
    for one in people:
        user = getattr(one, "user", None)
        second = line(str(shown(one.second_name, one.second_name_latin)), one.second_phone, one.second_email)
        found[(user.email if user and user.is_active else one.email).lower()] = Addressee(
            one, one.phone, second, one.second_email
        )
    return found


def missed_at_event(event: Event, *, reader, now: datetime) -> list[dict[str, Any]]:
    rows = list(event.registrations.select_related("user"))
    return missed_mails(rows, lambda: as_addressees(rows), reader=reader, now=now)


def missed_of_seat(registration: Registration, *, reader, now: datetime) -> list[dict[str, Any]]:
    return missed_mails([registration], lambda: as_addressees([registration]), reader=reader, now=now)


def missed_of_substitution(row: Substitution, *, reader, now: datetime) -> list[dict[str, Any]]:
    """To whoever is to consent."""

    def people() -> dict[str, Addressee]:
        return {one.email.lower(): Addressee(one, one.phone) for one in partners_for(row.original)}

    return missed_mails([row], people, reader=reader, now=now)


def missed_of_delegation(delegation: Delegation, *, reader, now: datetime) -> list[dict[str, Any]]:
    """To travellers and hosts; of a host only the telephone is known."""
    return missed_mails([delegation], lambda: _people_of(delegation), reader=reader, now=now)


def _people_of(delegation: Delegation) -> dict[str, Addressee]:
    members = delegation.members.filter(left_at=None).select_related("registration__user")
    people = as_addressees(members)
    for one in members:
        if one.registration and (user := one.registration.account):
            people[user.email.lower()] = people[one.email.lower()]
    hosts = {
        stop.host_email.lower(): Addressee(stop.host_shown or stop.host_email, stop.host_phone)
        for stop in delegation.stops.all() if stop.host_email
    }
    return hosts | people
