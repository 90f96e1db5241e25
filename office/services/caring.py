"""Who looks after a row of the list, and until when it rests. Colleagues may press at the same moment."""
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from core.activity import record
from core.days import local_day
from core.errors import permit
from core.lifecycle import lock
from core.reasons import required_reason

from ..errors import DayWrong, NotOfTheHouse, TakenAlready, WaitsNoMore
from ..models import Care
from ..permissions import can_see_work, house_of, people_of_house, waits_for

LONGEST = timedelta(days=90)


class Row(NamedTuple):
    """A row of the list as an address names it."""

    kind: str
    item: UUID


@transaction.atomic
def take(row: Row, *, by, now: datetime) -> None:
    """Raises TakenAlready where a colleague was faster."""
    care = _care_of(row, by, now)
    if care.person_id and care.person_id != by.pk and care.person.is_active:
        raise TakenAlready
    look_after(care, by, "take", by=by, now=now)


@transaction.atomic
def give(row: Row, *, to, instead_of: UUID | None, by, now: datetime) -> None:
    """`instead_of`: who looked after it when the page was shown. Raises TakenAlready, NotOfTheHouse."""
    permit(by, can_see_work)
    if not people_of_house(by).filter(pk=to.pk).exists():
        raise NotOfTheHouse
    care = _care_of(row, by, now)
    if care.person_id != instead_of:
        raise TakenAlready
    look_after(care, to, "give", by=by, now=now)


@transaction.atomic
def release(row: Row, *, by, now: datetime) -> None:
    """Whoever of the house: who fell ill cannot give it back."""
    care = _care_of(row, by, now)
    if care.person_id:
        look_after(care, None, "release", by=by, now=now)


@transaction.atomic
def rest(row: Row, *, until: date, reason: str, by, now: datetime) -> None:
    """Out of the list until the morning of that day where `by` is."""
    permit(by, can_see_work)
    today = local_day(now, by.time_zone)
    if not today < until <= today + LONGEST:
        raise DayWrong
    why = required_reason(reason)
    care = _care_of(row, by, now)
    care.rests_until = datetime.combine(until, time(), tzinfo=ZoneInfo(by.time_zone))
    care.save(update_fields=["rests_until"])
    record(care, "rest", by=by, now=now, reason=why, data={"on": until.isoformat()})


@transaction.atomic
def wake(row: Row, *, by, now: datetime) -> None:
    care = _care_of(row, by, now)
    if care.rests_until:
        care.rests_until = None
        care.save(update_fields=["rests_until"])
        record(care, "wake", by=by, now=now)


def _care_of(row: Row, by, now: datetime) -> Care:
    """Locked until the transaction ends. Raises WaitsNoMore."""
    permit(by, can_see_work)
    if not waits_for(by, row.kind, row.item, now):
        raise WaitsNoMore
    return care_at(row, by)


def care_at(row: Row, by) -> Care:
    """Made where there is none; locked until the transaction ends."""
    of_house = {"kind": row.kind, "item": row.item, "chamber_id": house_of(by)}
    Care.objects.bulk_create([Care(**of_house)], ignore_conflicts=True)
    return lock(Care.objects.get(**of_house))


def look_after(care: Care, person, act: str, *, by, now: datetime) -> None:
    care.person = person
    care.save(update_fields=["person"])
    record(care, act, by=by, now=now, data={"to": str(person.pk)} if person else {})
