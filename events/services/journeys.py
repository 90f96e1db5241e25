"""What a change of a delegate means for the journeys they are part of: the substitute travels, letters are written anew."""

from datetime import datetime

from core.activity import record

from .. import messages
from ..models import Member, Registration
from ..states import TRAVELLING


def _journeys_of(registration: Registration):
    rows = registration.journeys.filter(left_at=None, delegation__state__in=TRAVELLING)
    return rows.select_related("delegation__chamber", "delegation__event")


def leave_journeys(registration: Registration, *, by, now: datetime) -> None:
    for member in _journeys_of(registration):
        leave(member, by=by, now=now)
        messages.journey_changed(member.delegation, gone=member, comes=None, now=now)


def leave(member: Member, *, by, now: datetime) -> None:
    member.left_at = now
    member.save(update_fields=["left_at"])
    record(member, "leave", by=by, now=now)
    member.delegation.letters.filter(replaced_at=None).update(replaced_at=now)


def hand_over_journeys(old: Registration, new: Registration, *, by, now: datetime) -> None:
    """Same delegations, same place in them; the hosts hear who comes instead."""
    for member in _journeys_of(old):
        leave(member, by=by, now=now)
        fresh = join(
            member.delegation,
            registration=new,
            is_head=member.is_head,
            by=by,
            now=now,
            name=new.name,
            email=new.email,
            phone=new.phone,
            language=new.language,
            zone=new.zone,
            organisation=new.organisation,
            position=new.position,
            second_name=new.second_name,
            second_email=new.second_email,
            second_phone=new.second_phone,
        )
        messages.journey_changed(member.delegation, gone=member, comes=fresh, now=now)


def join(delegation, *, by, now: datetime, **person) -> Member:
    member = Member.objects.create(delegation=delegation, added_at=now, **person)
    record(member, "join", by=by, now=now)
    delegation.letters.filter(replaced_at=None).update(replaced_at=now)
    return member
