"""To the hosts of a delegation: who comes instead, and that the letter will be written anew."""

from datetime import datetime
from typing import NamedTuple

from core.geography import ZONE

from ..models import Delegation, Member
from .people import tell


class Host(NamedTuple):
    name: str
    email: str
    language: str
    zone: str


def hosts_of(delegation: Delegation) -> list[Host]:
    """Each address once, in the order of the journey."""
    rows = delegation.stops.exclude(host_email="")
    zone = ZONE[delegation.to_country]
    found = {
        stop.host_email.lower(): Host(stop.host_person or stop.host, stop.host_email, stop.host_language, stop.zone or zone)
        for stop in rows
    }
    return list(found.values())


def journey_changed(delegation: Delegation, *, gone: Member | None, comes: Member | None, now: datetime) -> None:
    for host in hosts_of(delegation):
        tell(
            host,
            "journey_changed",
            about=delegation,
            path="",
            key=f"{now.isoformat()}:{getattr(gone, 'pk', '')}",
            now=now,
            context={"delegation": delegation, "gone": gone, "comes": comes},
        )


def journey_cancelled(delegation: Delegation, *, reason: str, now: datetime) -> None:
    """Travellers and hosts; somebody who is both hears it once."""
    travellers = list(delegation.members.filter(left_at=None).select_related("registration__user"))
    told = {person.email.lower() for person in travellers}
    for person in travellers:
        user = person.registration.user if person.registration else None
        _cancelled(delegation, person, reason, now, user=user, path=delegation.get_absolute_url() if user else "")
    for host in hosts_of(delegation):
        if host.email.lower() not in told:
            _cancelled(delegation, host, reason, now)


def _cancelled(delegation: Delegation, person, reason: str, now: datetime, *, user=None, path: str = "") -> None:
    tell(
        person,
        "journey_cancelled",
        about=delegation,
        user=user,
        path=path,
        key="cancelled",
        now=now,
        context={"delegation": delegation, "reason": reason},
    )
