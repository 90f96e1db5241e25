"""What a change of a journey sets off: letters that are no longer true end, travellers and hosts are told;
the substitute travels.
"""

from datetime import datetime

from core.activity import record
from core.lifecycle import lock

from .. import messages
from ..models import Delegation, Member, Registration
from ..states import TRAVELLING
from .letters import void_letters

OF_THE_SEAT = (
    "name name_latin email phone language zone organisation organisation_latin position second_name "
    "second_name_latin second_email second_phone"
).split()
ON_PAPERS = {"name", "name_latin", "organisation", "organisation_latin", "position"}


def follow(delegation: Delegation, act, *, now: datetime, **what) -> None:
    """After an act on a journey whose row is held. `what`: see messages.journey_changed."""
    fresh = Delegation.objects.get(pk=delegation.pk)
    messages.journey_changed(fresh, act, void=void_letters(fresh, now=now), now=now, **what)


def _journeys_of(registration: Registration):
    rows = registration.journeys.filter(left_at=None, delegation__state__in=TRAVELLING)
    return rows.select_related("delegation__chamber", "delegation__event").order_by("delegation")


def leave_journeys(registration: Registration, *, by, now: datetime) -> None:
    for member in _journeys_of(registration):
        lock(member.delegation)
        follow(member.delegation, leave(member, by=by, now=now), gone=member, now=now)


def leave(member: Member, *, by, now: datetime):
    member.left_at = now
    member.save(update_fields=["left_at"])
    return record(member, "leave", by=by, now=now)


def correct_journeys(
    registration: Registration, was: Registration, changed: set[str], *, by, now: datetime
) -> list[Delegation]:
    """The traveller is put right where they stood as on the seat; letters that say otherwise end."""
    found = []
    for member in _journeys_of(registration):
        lock(member.delegation)
        columns = {name for name in changed & set(OF_THE_SEAT) if getattr(member, name) == getattr(was, name)}
        if not columns:
            continue
        for name in columns:
            setattr(member, name, getattr(registration, name))
        member.save(update_fields=columns)
        act = record(member, "edit", by=by, now=now)
        if columns & ON_PAPERS:
            follow(member.delegation, act, person=member, now=now)
        found.append(member.delegation)
    return found


def hand_over_journeys(old: Registration, new: Registration, *, by, now: datetime) -> list[Delegation]:
    """Same delegations, same place in them; the hosts hear who comes instead. Returns those that are no mere plans."""
    members = list(_journeys_of(old))
    for member in members:
        lock(member.delegation)
        leave(member, by=by, now=now)
        fresh = Member.objects.create(
            delegation=member.delegation,
            registration=new,
            is_head=member.is_head,
            added_at=now,
            **{name: getattr(new, name) for name in OF_THE_SEAT},
        )
        follow(member.delegation, record(fresh, "join", by=by, now=now), gone=member, comes=fresh, now=now)
    return [member.delegation for member in members if member.delegation.is_told]
