"""An event's meetings as the plain instance the solver reads (docs/timetable.md), with the way back from indices to rows."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from ..enums import DayPart
from ..models import Contributor, Event, Meeting, MeetingSetup, Slot, Unavailable
from ..rules.workday import part_of
from ..states import SITTING


class Facts(NamedTuple):
    """`times`: slot of each index, None where a shorter day has no slot."""

    instance: dict[str, Any]
    people: list[UUID]
    rows: list[UUID]
    times: list[UUID | None]


class Grid:
    """Slots day by day on the clock of the place; shorter days are filled up with None, so that every day has as many."""

    def __init__(self, event: Event, now: datetime):
        zone, days = ZoneInfo(event.zone), defaultdict(list)
        for slot in event.slots.order_by("starts_at"):
            days[slot.starts_at.astimezone(zone).date()].append(slot)
        self.per_day = max(map(len, days.values()), default=0)
        self.slots: list[Slot | None] = []
        for day in sorted(days):
            self.slots += days[day] + [None] * (self.per_day - len(days[day]))
        self.place = {slot.pk: index for index, slot in enumerate(self.slots) if slot}
        self.closed = {index for index, slot in enumerate(self.slots) if slot is None or slot.starts_at <= now}
        mornings = {index for index, slot in enumerate(self.slots) if slot and part_of(slot.starts_at, event.zone) == DayPart.MORNING}
        self.other_half = {DayPart.MORNING: set(self.place.values()) - mornings, DayPart.AFTERNOON: mornings}

    def open_place(self, pk: UUID | None) -> int | None:
        """The index of a slot that is still to come."""
        found = self.place.get(pk)
        return None if found in self.closed else found


def facts_of(event: Event, *, with_previous: bool, now: datetime) -> Facts:
    """Everything that decides about a plan, read at one moment. What has begun is left as it is."""
    meetings = list(Meeting.objects.filter(event=event).to_plan(now).with_people().order_by("requested_at", "pk"))
    people = {row.pk: row for one in meetings for row in (one.asker, one.asked)}
    ids = sorted(people, key=str)
    grid = Grid(event, now)
    interpreters = _interpreters(event, now)
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
        "interpreters": interpreters,
        "forbidden": _forbidden(event, ids, grid),
        "meetings": _meetings(meetings, {pk: index for index, pk in enumerate(ids)}, grid, _beyond(meetings, interpreters)),
    }
    if with_previous:
        instance["previous"] = [grid.place.get(one.slot_id) if one.state in SITTING else None for one in meetings]
    return Facts(instance, ids, [one.pk for one in meetings], [slot.pk if slot else None for slot in grid.slots])


def _interpreters(event: Event, now: datetime) -> dict[str, int]:
    """Per pair how many are there in every slot to come; each counts for the first of their pairs, so that a plan can always be staffed."""
    people = Contributor.objects.filter(event=event, role="interpreter", released_at=None).exclude(pairs=[])
    away: dict = defaultdict(lambda: defaultdict(int))
    pairs = {one.pk: one.pairs[0] for one in people}
    coming = Unavailable.objects.filter(interpreter__in=pairs, slot__starts_at__gt=now)
    for slot, person in coming.values_list("slot", "interpreter"):
        away[pairs[person]][slot] += 1
    counts: dict[str, int] = defaultdict(int)
    for pair in pairs.values():
        counts[pair] += 1
    return {pair: count - max(away[pair].values(), default=0) for pair, count in counts.items()}


def _beyond(meetings: list[Meeting], interpreters: dict[str, int]) -> set[UUID]:
    """Fixed by hand with an interpreter who is not counted, being away in another slot or counted for another pair."""
    fixed: Counter = Counter()
    found = set()
    for one in meetings:
        if one.is_fixed and one.pair:
            fixed[one.slot_id, one.pair] += 1
            if fixed[one.slot_id, one.pair] > interpreters.get(one.pair, 0):
                found.add(one.pk)
    return found


def _forbidden(event: Event, ids: list[UUID], grid: Grid) -> list[list[int]]:
    found: dict = defaultdict(set)
    for slot, person in Unavailable.objects.filter(slot__event=event, registration__in=ids).values_list("slot", "registration"):
        found[person].add(grid.place[slot])
    return [sorted(grid.closed | found[pk]) for pk in ids]


def _meetings(meetings: list[Meeting], number: dict[UUID, int], grid: Grid, beyond: set[UUID]) -> list[dict[str, Any]]:
    known = {one.pk: index for index, one in enumerate(meetings)}
    return [
        {
            "id": index,
            "a": number[one.asker_id],
            "b": number[one.asked_id],
            "weight": one.weight,
            "interp": None if one.pk in beyond else one.pair or None,
            "barred": _barred(one, grid),
            "wished_slot": grid.open_place(one.wished_slot_id),
            "fixed_slot": grid.place.get(one.slot_id) if one.is_fixed else None,
            "after": [known[one.after_id]] if one.after_id in known else [],
        }
        for index, one in enumerate(meetings)
    ]


def _barred(meeting: Meeting, grid: Grid) -> list[int]:
    """The half of each day that was not wished; a place fixed by hand and a time agreed on later go before that wish."""
    if meeting.is_fixed or not meeting.part:
        return []
    return sorted(grid.other_half[meeting.part] - {grid.place.get(meeting.wished_slot_id)})


def slots_by_id(event: Event) -> dict[UUID, Slot]:
    return {slot.pk: slot for slot in event.slots.all()}
