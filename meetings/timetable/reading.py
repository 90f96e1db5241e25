"""An instance from its JSON form (docs/timetable.md), or every problem of it in words."""
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

import numpy as np

from .conflict import Conflict, TimetableRefused, spelled
from .instance import NONE, Instance
from .shape import is_count, shape_problems, size_problems

FAIRNESS = 2  # where the file of the literature's kind says nothing (d of Bofill et al., JAIR 74)
SESSIONS = {"am": 0, "pm": 1, None: NONE}
# The occupied slots of one person and day are the bits of one signed machine word.
LONGEST_DAY = 62


def read_instance(data: Mapping[str, Any], name: str = "") -> Instance:
    """Raises `TimetableRefused` with all problems of form, so that they can be mended in one go."""
    for look in (shape_problems, size_problems, index_problems):
        if problems := list(look(data)):
            raise TimetableRefused(problems)
    instance = built(data, name or str(data.get("name", "")))
    if problems := list(order_problems(instance)):
        raise TimetableRefused(problems)
    return instance


def days_of(data: Mapping[str, Any]) -> np.ndarray:
    """Day of each slot; a file without days has one."""
    slots, per_day = data["slots"], data.get("slots_per_day") if data.get("days") else None
    return np.arange(slots) // per_day if is_count(per_day) and per_day else np.zeros(slots, np.int64)


def index_problems(data: Mapping[str, Any]) -> Iterator[Conflict]:
    people, slots, meetings = data["participants"], data["slots"], data["meetings"]
    if np.bincount(days_of(data)).max(initial=0) > LONGEST_DAY:
        yield Conflict("form", f"a day has more than {LONGEST_DAY} slots")
    if len(data["forbidden"]) > people:
        yield Conflict("form", f"'forbidden' has {len(data['forbidden'])} rows for {people} participants")
    for person, row in enumerate(data["forbidden"]):
        if wrong := [slot for slot in row if not is_count(slot) or slot >= slots]:
            yield Conflict(
                "form", f"person {person} is forbidden in unknown slots {wrong} (there are {slots})", (person,)
            )
    for pair, count in (data.get("interpreters") or {}).items():
        if not is_count(count) and not (isinstance(count, list) and len(count) == slots and all(map(is_count, count))):
            yield Conflict(
                "form",
                f"interpreters of {pair} must be a whole number, 0 or more, or one for each slot, and are {count!r}",
            )
    previous = data.get("previous")
    if previous is not None and len(previous) != len(meetings):
        yield Conflict("form", f"'previous' has {len(previous)} entries for {len(meetings)} meetings")
    for place, slot in enumerate(previous or ()):
        if slot is not None and not (is_count(slot) and slot < slots):
            yield Conflict("form", f"'previous[{place}]' names unknown slot {slot!r} (there are {slots})")
    ids = [meeting.get("id", place) for place, meeting in enumerate(meetings)]
    if len(set(ids)) < len(ids):
        yield Conflict("form", "two meetings have the same id")
    known = set(ids)
    for meeting, own in zip(meetings, ids, strict=True):
        yield from meeting_problems(meeting, own, known, people, slots)


def meeting_problems(meeting: Mapping[str, Any], own: Any, ids: set, people: int, slots: int) -> Iterator[Conflict]:
    sides: tuple[Any, Any] = meeting.get("a"), meeting.get("b")
    for person in sides:
        if not is_count(person) or person >= people:
            yield Conflict("form", f"meeting {own}: unknown person {person!r} (there are {people})")
    if sides[0] == sides[1]:
        yield Conflict("form", f"meeting {own}: person {sides[0]} cannot meet themselves")
    if meeting.get("session") not in SESSIONS:
        yield Conflict("form", f"meeting {own}: session {meeting['session']!r} is none of am, pm, null")
    fixed, weight = meeting.get("fixed_slot"), meeting.get("weight", 1)
    if fixed is not None and not (is_count(fixed) and fixed < slots):
        yield Conflict("form", f"meeting {own}: fixed in unknown slot {fixed!r} (there are {slots})")
    if not is_count(weight) or not 1 <= weight <= 1000:
        yield Conflict("form", f"meeting {own}: weight {weight!r} is not between 1 and 1000")
    wished, barred = meeting.get("wished_slot"), meeting.get("barred") or ()
    if wrong := [
        slot for slot in [*barred, *([] if wished is None else [wished])] if not is_count(slot) or slot >= slots
    ]:
        yield Conflict("form", f"meeting {own}: unknown slots {wrong} are wished or barred (there are {slots})")
    if unknown := [other for other in meeting.get("after") or () if other not in ids]:
        yield Conflict("form", f"meeting {own}: comes after unknown meetings {unknown}")


def built(data: Mapping[str, Any], name: str) -> Instance:
    meetings, slots = data["meetings"], data["slots"]
    place = {meeting.get("id", number): number for number, meeting in enumerate(meetings)}
    counts = dict(data.get("interpreters") or {})
    for meeting in meetings:
        if meeting.get("interp") is not None:
            counts.setdefault(meeting["interp"], 0)  # a pair nobody was hired for
    pairs = {pair: number for number, pair in enumerate(counts)}
    forbidden = np.zeros((data["participants"], slots), bool)
    for person, row in enumerate(data["forbidden"]):
        forbidden[person, row] = True
    order = [
        (place[earlier], number) for number, meeting in enumerate(meetings) for earlier in meeting.get("after") or ()
    ]
    previous = data.get("previous")
    barred = np.zeros((len(meetings), slots), bool)
    for number, meeting in enumerate(meetings):
        barred[number, meeting.get("barred") or []] = True

    weighted = any("weight" in meeting for meeting in meetings) or bool(data.get("sides") or data.get("days"))

    def column(values: list) -> np.ndarray:
        return np.array([NONE if value is None else value for value in values], np.int32)

    return Instance(
        name=name, participants=data["participants"], tables=data["tables"],
        morning_slots=slots if data.get("morning_slots") is None else data["morning_slots"], day=days_of(data),
        a=column([meeting["a"] for meeting in meetings]), b=column([meeting["b"] for meeting in meetings]),
        weight=column([meeting.get("weight", 1) for meeting in meetings]),
        session=column([SESSIONS[meeting.get("session")] for meeting in meetings]),
        fixed=column([meeting.get("fixed_slot") for meeting in meetings]),
        interp=column([pairs.get(meeting.get("interp")) for meeting in meetings]),
        interpreters=np.array(
            [np.broadcast_to(count, slots) for count in counts.values()], np.int32
        ).reshape(-1, slots),
        pairs=tuple(pairs),
        order=np.array(order, np.int32).reshape(-1, 2), forbidden=forbidden, barred=barred,
        wished=column([meeting.get("wished_slot") for meeting in meetings]),
        previous=None if previous is None else column(previous),
        fairness=data.get("fairness", None if weighted else FAIRNESS), weighted=weighted,
        everybody=bool(data.get("everybody")),
    )


def order_problems(instance: Instance) -> Iterator[Conflict]:
    waits: dict[int, set[int]] = {}
    for earlier, later in instance.order.tolist():
        waits.setdefault(later, set()).add(earlier)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        circle = error.args[1]
        people = sorted({int(person) for meeting in circle for person in (instance.a[meeting], instance.b[meeting])})
        yield Conflict("cycle", f"meetings {' → '.join(map(str, circle))} each come before the next, in a circle "
                       f"({spelled('person', people)})", tuple(people), tuple(sorted(set(circle))))
