"""When and where meetings can be: slots and tables of an event, and who cannot come when.
What loses its place is never silent.
"""

from datetime import datetime, timedelta
from itertools import pairwise, starmap

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock
from events.errors import NotTheOrganiser
from events.models import Contributor, Event, Registration
from events.permissions import can_act_for, can_run, is_themselves

from ..errors import MeetingTimesOverlap, MeetingTimesWrong
from ..models import Meeting, MeetingSetup, Slot, Unavailable
from ..querysets import MeetingQuerySet
from ..states import SITTING
from .placing import displace, one_by_one, replace_interpreter

MOST_SLOTS = 200
Block = tuple[datetime, datetime]


def slots_between(blocks: list[Block], minutes: int, pause: int) -> list[Block]:
    """Whole slots that fit into the blocks (mornings, afternoons), with `pause` minutes between them."""
    found = []
    for begin, end in sorted(blocks):
        start = begin
        while start + timedelta(minutes=minutes) <= end:
            found.append((start, start + timedelta(minutes=minutes)))
            start += timedelta(minutes=minutes + pause)
    return found


def overlap(one: Block, other: Block) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@transaction.atomic
def set_up_meetings(
    event: Event, *, tables: int, most_per_person: int, hold_hours: int,
    blocks: list[Block], minutes: int, pause: int, by, now: datetime,
) -> MeetingSetup:
    """Slots that stay at their time keep their meetings;
    meetings of slots and tables that go are displaced and told.
    """
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    times = slots_between(blocks, minutes, pause)
    if not 1 <= len(times) <= MOST_SLOTS or times[0][0] < locked.starts_at or times[-1][1] > locked.ends_at:
        raise MeetingTimesWrong
    if any(starmap(overlap, pairwise(sorted(times)))):
        raise MeetingTimesOverlap
    given = {"tables": tables, "most_per_person": most_per_person, "hold_hours": hold_hours}
    setup, _created = MeetingSetup.objects.update_or_create(event=event, defaults=given)
    try:
        with transaction.atomic():
            slots = _renew_slots(event, times, by, now)
    except IntegrityError as refused:
        raise MeetingTimesOverlap from refused
    crowded = Meeting.objects.filter(event=event, state__in=SITTING, table__gt=tables).with_people()
    displace(list(crowded), by=by, now=now)
    record(event, "set_up_meetings", by=by, now=now, data={"slots": slots, "tables": tables})
    return setup


def _renew_slots(event: Event, times: list[Block], by, now: datetime) -> int:
    """A slot in which people met stays; times that overlap it are left out. Returns how many slots can be used."""
    kept = {(slot.starts_at, slot.ends_at): slot for slot in Slot.objects.filter(event=event)}
    gone = [slot.pk for time, slot in kept.items() if time not in set(times)]
    displace(list(Meeting.objects.filter(slot__in=gone, state__in=SITTING).with_people()), by=by, now=now)
    used = set(Meeting.objects.filter(slot__in=gone).values_list("slot", flat=True))
    Slot.objects.filter(event=event, pk__in=set(gone) - used).delete()
    for slot in Slot.objects.filter(event=event):  # out of the way of the new numbers
        Slot.objects.filter(pk=slot.pk).update(number=slot.number + 10_000)
    held = list(Slot.objects.filter(event=event, pk__in=used).values_list("starts_at", "ends_at"))
    beside = {time for time in times if not any(overlap(time, other) for other in held)}
    for number, (starts_at, ends_at) in enumerate(sorted({*beside, *held})):
        Slot.objects.update_or_create(event=event, starts_at=starts_at, ends_at=ends_at, defaults={"number": number})
    return len(beside)


@transaction.atomic
def set_absences(person: Registration | Contributor, *, slots: list, by, now: datetime) -> None:
    """The slots in which a delegate or interpreter cannot come;
    a meeting placed there is displaced, or gets another interpreter.
    """
    if isinstance(person, Registration):
        permit(by, can_act_for, person)
    else:
        permit(by, can_run, person.event)
    event = lock(person.event)
    mine = {"registration": person} if isinstance(person, Registration) else {"interpreter": person}
    Unavailable.objects.filter(**mine).delete()
    rows = Slot.objects.filter(event=event, pk__in=slots)
    Unavailable.objects.bulk_create(Unavailable(slot=slot, **mine) for slot in rows)
    sitting = Meeting.objects.filter(event=event, slot__in=rows, state__in=SITTING).with_people()
    if isinstance(person, Registration):
        displace(list(sitting.of(person)), by=by, now=now)
    else:
        _relieve(person, sitting, by, now)
    record(person, "set_absences", by=by, now=now, data={"slots": len(rows)})


@transaction.atomic
def set_listed(person: Registration, *, listed: bool, by, now: datetime) -> None:
    """Whether other delegates see this person and may ask for a meeting. Nobody else may say yes for them."""
    permit(by, can_act_for, person)
    if listed:
        permit(by, is_themselves, person)
    person.is_listed = listed
    person.save(update_fields=["is_listed"])
    record(person, "list" if listed else "unlist", by=by, now=now)


@transaction.atomic
def set_interpreter(person: Contributor, *, pairs: list[str], slots: list, by, now: datetime) -> None:
    """Between which languages, and when not."""
    if not can_run(by, lock(person.event)):
        raise NotTheOrganiser
    person.pairs = pairs
    person.save(update_fields=["pairs"])
    set_absences(person, slots=slots, by=by, now=now)
    foreign = Meeting.objects.filter(state__in=SITTING).exclude(pair__in=pairs).with_people()
    _relieve(person, foreign, by, now)


def _relieve(person: Contributor, meetings: MeetingQuerySet, by, now: datetime) -> None:
    for meeting in one_by_one(meetings.filter(interpreter=person)):
        replace_interpreter(meeting, by=by, now=now)
