"""An event's meetings as the plain instance the solver reads (docs/timetable.md), with the way back from indices to rows."""

from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from ..models import Contributor, Event, Meeting, MeetingSetup, Slot, Unavailable
from ..states import PLANNABLE, SITTING


class Facts(NamedTuple):
    """`times`: slot of each index, None where a shorter day has no slot."""

    instance: dict[str, Any]
    people: list[UUID]
    rows: list[UUID]
    times: list[UUID | None]


def facts_of(event: Event, *, with_previous: bool) -> Facts:
    """Everything that decides about a plan, read at one moment."""
    meetings = list(Meeting.objects.filter(event=event, state__in=PLANNABLE).with_people().order_by("requested_at", "pk"))
    people = {row.pk: row for one in meetings for row in (one.asker, one.asked)}
    ids = sorted(people, key=str)
    grid, per_day = _grid(event)
    place = {pk: index for index, pk in enumerate(grid) if pk}
    number = {pk: index for index, pk in enumerate(ids)}
    instance = {
        "name": str(event.pk),
        "participants": len(ids),
        "slots": len(grid),
        "days": len(grid) // per_day if per_day else 0,
        "slots_per_day": per_day,
        "morning_slots": _morning(event, per_day, len(grid)),
        "tables": MeetingSetup.objects.get(event=event).tables,
        "sides": ["A" if people[pk].country == "JP" else "B" for pk in ids],
        "country": [people[pk].country for pk in ids],
        "languages": [sorted(people[pk].languages) for pk in ids],
        "interpreters": _interpreters(event),
        "forbidden": _forbidden(event, ids, grid, place),
        "meetings": _meetings(meetings, number, place, one_day=per_day == len(grid)),
    }
    if with_previous:
        instance["previous"] = [place.get(one.slot_id) if one.state in SITTING else None for one in meetings]
    return Facts(instance, ids, [one.pk for one in meetings], grid)


def _grid(event: Event) -> tuple[list[UUID | None], int]:
    """Slots day by day; shorter days are filled up with None, so that every day has as many."""
    days: dict = defaultdict(list)
    for slot in event.slots.order_by("starts_at"):
        days[slot.starts_at.astimezone(ZoneInfo(event.zone)).date()].append(slot.pk)
    per_day = max(map(len, days.values()), default=0)
    grid: list[UUID | None] = []
    for day in sorted(days):
        grid += days[day] + [None] * (per_day - len(days[day]))
    return grid, per_day


def _morning(event: Event, per_day: int, total: int) -> int:
    """How many slots of a single day lie before noon there; of several days the wish cannot be told apart, so all count."""
    if per_day != total:
        return total
    zone = ZoneInfo(event.zone)
    return sum(slot.starts_at.astimezone(zone).hour < 12 for slot in event.slots.all())


def _interpreters(event: Event) -> dict[str, int]:
    """Per pair how many are there in every slot; each counts for the first of their pairs, so that a plan can always be staffed."""
    people = Contributor.objects.filter(event=event, role="interpreter", released_at=None).exclude(pairs=[])
    away: dict = defaultdict(lambda: defaultdict(int))
    pairs = {one.pk: one.pairs[0] for one in people}
    for slot, person in Unavailable.objects.filter(interpreter__in=pairs).values_list("slot", "interpreter"):
        away[pairs[person]][slot] += 1
    counts: dict[str, int] = defaultdict(int)
    for pair in pairs.values():
        counts[pair] += 1
    return {pair: count - max(away[pair].values(), default=0) for pair, count in counts.items()}


def _forbidden(event: Event, ids: list[UUID], grid: list, place: dict) -> list[list[int]]:
    nowhere = [index for index, pk in enumerate(grid) if pk is None]
    found: dict = defaultdict(set)
    for slot, person in Unavailable.objects.filter(slot__event=event, registration__in=ids).values_list("slot", "registration"):
        found[person].add(place[slot])
    return [sorted({*nowhere, *found[pk]}) for pk in ids]


def _meetings(meetings: list[Meeting], number: dict, place: dict, *, one_day: bool) -> list[dict[str, Any]]:
    known = {one.pk: index for index, one in enumerate(meetings)}
    return [
        {
            "id": index,
            "a": number[one.asker_id],
            "b": number[one.asked_id],
            "weight": one.weight,
            "interp": one.pair or None,
            "session": one.part or None if one_day else None,
            "fixed_slot": place.get(one.slot_id) if one.is_fixed else None,
            "after": [known[one.after_id]] if one.after_id in known else [],
        }
        for index, one in enumerate(meetings)
    ]


def slots_by_id(event: Event) -> dict[UUID, Slot]:
    return {slot.pk: slot for slot in event.slots.all()}
