"""An event's meetings as the plain instance the solver reads (docs/timetable.md),
with the way back from indices to rows.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from events.models import Contributor, Event

from ..models import Meeting, MeetingSetup, Slot, Unavailable
from ..rules.workday import part_of
from ..states import SITTING


class Facts(NamedTuple):
    """`times`: slot of each index, None where a shorter day has no slot."""

    instance: dict[str, Any]
    people: list[UUID]
    rows: list[UUID]
    times: list[UUID | None]


class Grid:
    """Slots day by day on the clock of the place;
    shorter days are filled up with None, so that every day has as many.
    """

    def __init__(self, event: Event, now: datetime):
        zone, days = ZoneInfo(event.zone), defaultdict(list)
        for slot in Slot.objects.filter(event=event).order_by("starts_at"):
            days[slot.starts_at.astimezone(zone).date()].append(slot)
        self.per_day = max(map(len, days.values()), default=0)
        self.slots: list[Slot | None] = []
        for day in sorted(days):
            self.slots += days[day] + [None] * (self.per_day - len(days[day]))
        self.place = {slot.pk: index for index, slot in enumerate(self.slots) if slot}
        self.closed = {index for index, slot in enumerate(self.slots) if slot is None or slot.starts_at <= now}

    def open_place(self, pk: UUID | None) -> int | None:
        """The index of a slot that is still to come."""
        found = self.place.get(pk)
        return None if found in self.closed else found


def facts_of(event: Event, *, with_previous: bool, only_add: bool = False, now: datetime) -> Facts:
    """Everything that decides about a plan, read at one moment. What has begun is left as it is; `only_add`: so is
    whatever sits.
    """
    meetings = list(Meeting.objects.filter(event=event).to_plan(now).with_people().order_by("requested_at", "pk"))
    kept = {one.pk for one in meetings if one.is_fixed or (only_add and one.state in SITTING)}
    people = {row.pk: row for one in meetings for row in (one.asker, one.asked)}
    ids = sorted(people, key=str)
    grid = Grid(event, now)
    counted = _counted(event)
    instance = {
        "name": str(event.pk),
        "participants": len(ids),
        "slots": len(grid.slots),
        "days": len(grid.slots) // grid.per_day if grid.per_day else 0,
        "slots_per_day": grid.per_day,
        "tables": MeetingSetup.objects.get(event=event).tables,
        "sides": ["A" if people[pk].country == "JP" else "B" for pk in ids],
        "country": [people[pk].country for pk in ids],
        "languages": [sorted(people[pk].languages) for pk in ids],
        "interpreters": _interpreters(counted, grid, meetings, kept),
        "forbidden": _forbidden(event, ids, grid),
        "meetings": _meetings(meetings, {pk: index for index, pk in enumerate(ids)}, grid, counted, kept),
    }
    if with_previous and not only_add:
        instance["previous"] = [grid.place.get(one.slot_id) if one.state in SITTING else None for one in meetings]
        instance["previous_tables"] = [one.table - 1 if one.state in SITTING else None for one in meetings]
    return Facts(instance, ids, [one.pk for one in meetings], [slot.pk if slot else None for slot in grid.slots])


def _counted(event: Event) -> dict[UUID, str]:
    """For which pair each interpreter counts: the first of theirs, so that a plan can always be staffed."""
    people = Contributor.objects.filter(event=event, role="interpreter", released_at=None).exclude(pairs=[])
    return {one.pk: one.pairs[0] for one in people}


def _interpreters(
    counted: dict[UUID, str], grid: Grid, meetings: list[Meeting], kept: set[UUID]
) -> dict[str, list[int]]:
    """Per pair how many are there in each slot."""
    pairs = list(counted.values())
    counts = {pair: [pairs.count(pair)] * len(grid.slots) for pair in pairs}
    gone = list(Unavailable.objects.filter(interpreter__in=counted).values_list("slot", "interpreter"))
    gone += [
        (one.slot_id, one.interpreter_id)
        for one in meetings if _is_lent(one, counted, kept) and one.interpreter_id in counted
    ]
    for slot, person in gone:
        counts[counted[person]][grid.place[slot]] -= 1
    return counts


def _is_lent(meeting: Meeting, counted: dict[UUID, str], kept: set[UUID]) -> bool:
    """It stays with an interpreter who counts for another pair."""
    return bool(meeting.pk in kept and meeting.interpreter_id and counted.get(meeting.interpreter_id) != meeting.pair)


def _forbidden(event: Event, ids: list[UUID], grid: Grid) -> list[list[int]]:
    found: dict = defaultdict(set)
    for slot, person in Unavailable.objects.filter(
        slot__event=event, registration__in=ids
    ).values_list("slot", "registration"):
        found[person].add(grid.place[slot])
    return [sorted(grid.closed | found[pk]) for pk in ids]


def _meetings(
    meetings: list[Meeting], number: dict[UUID, int], grid: Grid, counted: dict[UUID, str],
    kept: set[UUID],
) -> list[dict[str, Any]]:
    known = {one.pk: index for index, one in enumerate(meetings)}
    return [
        {
            "id": index,
            "a": number[one.asker_id],
            "b": number[one.asked_id],
            "weight": one.weight,
            "interp": None if _is_lent(one, counted, kept) else one.pair or None,
            "barred": [
                index for index, slot in enumerate(grid.slots) if slot and not (one.pk in kept or suits(one, slot))
            ],
            "wished_slot": grid.open_place(one.wished_slot_id),
            "fixed_slot": grid.place.get(one.slot_id) if one.pk in kept else None,
            "after": [known[one.after_id]] if one.after_id in known else [],
        }
        for index, one in enumerate(meetings)
    ]


def suits(meeting: Meeting, slot: Slot) -> bool:
    """The wished half of the day, on the clock of the place;
    a place fixed by hand and a time agreed on later go before that wish.
    """
    if not meeting.part or meeting.is_fixed or slot.pk == meeting.wished_slot_id:
        return True
    return part_of(slot.starts_at, meeting.event.zone) == meeting.part


def slots_by_id(event: Event) -> dict[UUID, Slot]:
    return {slot.pk: slot for slot in Slot.objects.filter(event=event)}
