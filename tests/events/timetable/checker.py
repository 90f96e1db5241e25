"""Is a timetable allowed, and what is it worth? Written from the description of the format alone; shares no code with the solver."""

from collections import Counter, defaultdict
from typing import Any


def faults(data: dict[str, Any], slot: list[int | None], table: list[int | None]) -> list[str]:
    """Every rule the plan breaks, in words; empty when it may be used."""
    meetings, found = data["meetings"], []
    if len(slot) != len(meetings) or len(table) != len(meetings):
        return ["not one slot and table per meeting"]
    place = {one["id"]: when for one, when in zip(meetings, slot, strict=True)}
    people, tables, staff = Counter(), Counter(), Counter()
    for one, when, where in zip(meetings, slot, table, strict=True):
        if (when is None) != (where is None):
            found.append(f"meeting {one['id']}: a slot without a table, or a table without a slot")
        if when is None:
            continue
        found += _alone(data, one, when, where, place)
        people[one["a"], when] += 1
        people[one["b"], when] += 1
        tables[when, where] += 1
        staff[one.get("interp"), when] += 1
    found += [f"person {who} has {count} meetings in slot {when}" for (who, when), count in people.items() if count > 1]
    found += [f"table {where} has {count} meetings in slot {when}" for (when, where), count in tables.items() if count > 1]
    for (pair, when), count in staff.items():
        if pair and count > data.get("interpreters", {}).get(pair, 0):
            found.append(f"{count} meetings need {pair} in slot {when}")
    return found


def _alone(data: dict[str, Any], one: dict, when: int, where: int, place: dict) -> list[str]:
    """What one meeting breaks by itself."""
    name, found = f"meeting {one['id']}", []
    if not 0 <= when < data["slots"] or not 0 <= where < data["tables"]:
        found.append(f"{name}: no such slot or table")
    away = [person for person in (one["a"], one["b"]) if when in data["forbidden"][person]]
    found += [f"{name}: person {person} cannot come in slot {when}" for person in away]
    if one.get("session") == "am" and when >= data["morning_slots"] or one.get("session") == "pm" and when < data["morning_slots"]:
        found.append(f"{name}: wrong half of the day")
    if one.get("fixed_slot") is not None and when != one["fixed_slot"]:
        found.append(f"{name}: moved although fixed")
    # What must come before must take place: without it there is nothing to come after.
    wrong = [earlier for earlier in one.get("after", []) if place[earlier] is None or place[earlier] >= when]
    return found + [f"{name}: not after meeting {earlier}" for earlier in wrong]


def weight(data: dict[str, Any], slot: list[int | None]) -> int:
    return sum(one.get("weight", 1) for one, when in zip(data["meetings"], slot, strict=True) if when is not None)


def placed(slot: list[int | None]) -> int:
    return sum(when is not None for when in slot)


def gaps(data: dict[str, Any], slot: list[int | None], *, by_day: bool) -> tuple[int, int]:
    """(breaks, idle slots): runs of idle slots strictly between two meetings of a person, and how many slots these are."""
    taken: dict[tuple, list[int]] = defaultdict(list)
    per_day = data.get("slots_per_day") or data["slots"]
    for one, when in zip(data["meetings"], slot, strict=True):
        if when is not None:
            for person in (one["a"], one["b"]):
                taken[person, when // per_day if by_day else 0].append(when)
    breaks = idle = 0
    for slots in taken.values():
        for before, after in zip(sorted(slots), sorted(slots)[1:], strict=False):
            breaks += after - before > 1
            idle += after - before - 1
    return breaks, idle
