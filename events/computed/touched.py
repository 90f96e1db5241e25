"""Everyone a cancellation, postponement or move touches: each person once, with all that they are at the event."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..models import Contributor, Event, Member, Registration, Stop
from ..states import LIVE, PRESENT

CONTACT = ("name", "name_latin", "email", "phone", "language", "zone")
SECOND = ("second_name", "second_name_latin", "second_email", "second_phone")


class Touched(NamedTuple):
    """`roles`: 'registration:confirmed', 'contributor:interpreter', 'journey:member', 'journey:host',
    … the weightiest first.
    """

    key: str
    roles: tuple[str, ...]
    person: dict[str, Any]


def touched_by(event: Event) -> list[Touched]:
    """Seats first, then who contributes, travels and receives; a person is found by their seat, otherwise by their
    address. Two who share a mailbox are two.
    """
    found: dict[str, Touched] = {}
    for role, person in _everybody(event):
        key = _key(person, found)
        known = found.get(key)
        if known is None:
            found[key] = Touched(key, (role,), person)
        elif role not in known.roles:
            found[key] = Touched(
                key, (*known.roles, role), person | {name: value for name, value in known.person.items() if value}
            )
    return list(found.values())


def _key(person: dict, found: dict[str, Touched]) -> str:
    """The address; for the second person of a mailbox with their name."""
    address = person["email"].strip().lower()
    own = f"{address} {person['name'].lower()}"[:254]
    known = found.get(address)
    if own in found or (known and person.get("registration_id") and _are_two(person, known.person)):
        return own
    return address


def _are_two(person: dict, known: dict) -> bool:
    """Two seats under two names."""
    seats = {person["registration_id"], known.get("registration_id")} - {None}
    return len(seats) > 1 and person["name"].lower() != known["name"].lower()


def _everybody(event: Event) -> Iterable[tuple[str, dict]]:
    for row in event.registrations.filter(state__in=[*LIVE, "substituted"]).order_by("registered_at", "pk"):
        yield _registration_role(row), _contact(row, *SECOND) | {
            "registration_id": row.pk, "user_id": row.user_id, "country": row.country
        }
    for row in event.contributors.filter(released_at=None):
        yield f"contributor:{row.role}", _contact(row) | {"contributor_id": row.pk}
    travelling = {"delegation__event": event, "delegation__state__in": ("planned", "confirmed", "under_way")}
    for row in Member.objects.filter(left_at=None, **travelling):
        yield "journey:member", _contact(row, *SECOND) | {"registration_id": row.registration_id}
    for row in Stop.objects.filter(**travelling).exclude(host_email="").select_related("delegation"):
        yield "journey:host", _host(row)


def _registration_role(row: Registration) -> str:
    return "registration:late_admitted" if row.waived_deadline and row.state in PRESENT else f"registration:{row.state}"


def _contact(row: Registration | Contributor | Member, *more: str) -> dict:
    return {name: getattr(row, name) for name in (*CONTACT, *more)}


def _host(stop: Stop) -> dict:
    return {
        "name": stop.host_person or stop.host,
        "name_latin": stop.host_person_latin if stop.host_person else stop.host_latin,
        "email": stop.host_email,
        "phone": stop.host_phone,
        "language": stop.host_language,
        "zone": stop.zone,
        "country": stop.delegation.to_country,
    }


def digest_of(event: Event, people: list[Touched], kind: str) -> str:
    """What a preview showed: confirming quotes it, and is refused when somebody came or went meanwhile."""
    facts = [
        kind, event.state, event.sequence, event.starts_at.isoformat(), sorted((one.key, one.roles) for one in people)
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
