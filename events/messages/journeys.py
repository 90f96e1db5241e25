"""To travellers and hosts: that a journey takes place, what changes, that it does not. One mail a person for one act.

Hosts read who comes; a traveller reads nothing of the others, who may be of rival firms.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from companies.senders import sender_of
from core.geography import ZONE

from ..models import Delegation, Letter, Member, Stop
from .people import tell


class Host(NamedTuple):
    name: str
    email: str
    language: str
    zone: str
    name_latin: str = ""


def host_of(stop: Stop) -> Host:
    return Host(
        stop.host_person or stop.host, stop.host_email, stop.host_language,
        stop.zone or ZONE[stop.delegation.to_country], stop.host_person_latin if stop.host_person else stop.host_latin,
    )


def hosts_of(delegation: Delegation, *, also: Stop | None = None) -> list[Host]:
    """Each address once, in the order of the journey; `also`: a stop as it was before."""
    stops = [*delegation.stops.select_related("delegation"), *([also] if also else [])]
    found: dict[str, Host] = {}
    for stop in stops:
        if stop.host_email:
            found.setdefault(stop.host_email.lower(), host_of(stop))
    return list(found.values())


def journey_confirmed(delegation: Delegation, act, *, now: datetime) -> None:
    _tell(
        delegation, "journey_confirmed", act, travellers=delegation.members.travelling(),
        hosts=hosts_of(delegation), now=now,
    )


def journey_joined(member: Member, act, *, now: datetime) -> None:
    """Of a journey that was told before: what the others know already."""
    _tell(member.delegation, "journey_confirmed", act, travellers=[member], hosts=[], now=now)


def journey_left(member: Member, act, *, now: datetime) -> None:
    _tell(member.delegation, "journey_left", act, travellers=[member], hosts=[], now=now)


def journey_changed(
    delegation: Delegation,
    act,
    *,
    void: list[Letter],
    gone: Member | None = None,
    comes: Member | None = None,
    person: Member | None = None,
    before: Stop | None = None,
    after: Stop | None = None,
    now: datetime,
) -> None:
    """`gone`, `comes`, `person`: who does not travel any more, comes, or is written otherwise; `before`, `after`: a
    stop; none: the rest.

    People are the hosts' business. Travellers hear of days and stops, and whose letter of invitation is void. A plan
    nobody has heard of is told only to whom a letter was issued, and nobody hears of what is over.
    """
    if delegation.completed_at or not (delegation.is_told or void):
        return
    of_people = gone or comes or person
    theirs = [letter for letter in void if not letter.is_for_hosts]
    held = {one.pk for letter in theirs for one in letter.members.all()}
    travellers = [
        one for one in delegation.members.travelling() if one.pk in held or (delegation.is_told and not of_people)
    ]
    what = {
        "gone": gone, "comes": comes, "someone": person, "before": before,
        "after": after, "held": held, "void": bool(void),
    }
    _tell(
        delegation, "journey_changed", act, travellers=travellers,
        hosts=hosts_of(delegation, also=before), now=now, **what,
    )


def journey_cancelled(delegation: Delegation, act, *, reason: str, letters: bool, now: datetime) -> None:
    """Everybody, whether they knew of the plan or not: somebody may have told them. `letters`:
    whether some were issued.
    """
    everybody = {"travellers": delegation.members.travelling(), "hosts": hosts_of(delegation)}
    _tell(delegation, "journey_cancelled", act, **everybody, now=now, reason=reason, letters=letters)


def _tell(
    delegation: Delegation, kind: str, act, *, travellers: Iterable[Member],
    hosts: Iterable[Host], now: datetime, **context: Any,
) -> None:
    """Somebody who travels and receives hears it once, as a traveller."""
    context |= {"delegation": delegation, "stops": list(delegation.stops.all()), "key": str(act.pk)}
    travellers, told = list(travellers), set()
    for person in travellers:
        told.add(person.email.lower())
        user = person.registration.user if person.registration else None
        _say(person, kind, context | {"void": person.pk in context.get("held", ())}, now, user=user)
    people = list(delegation.members.travelling())
    for host in hosts:
        if host.email.lower() not in told:
            told.add(host.email.lower())
            own = [one for one in context["stops"] if one.host_email.lower() == host.email.lower()]
            _say(host, kind, context | {"is_host": True, "people": people, "stops": own}, now)


def _say(person, kind: str, context: dict[str, Any], now: datetime, *, user=None) -> None:
    delegation = context["delegation"]
    path = delegation.get_absolute_url() if user else ""
    tell(
        person, kind, about=delegation, user=user, path=path, key=f"{context['key']}:{person.name}", now=now,
        sender=sender_of(delegation.created_by), context=context,
    )
