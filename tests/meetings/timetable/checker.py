"""What a timetable must keep to, written from the file's description alone:
it reads the JSON form and shares nothing with the solver.
"""
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

Plan = list[int | None]


def broken_rules(
    data: dict[str, Any], slot: Plan, table: Plan, *, all_placed: bool = False, fair: bool = False
) -> list[str]:
    """Every hard rule that the plan breaks, in words; an empty list is a valid plan."""
    wrong: list[str] = []
    meetings = data["meetings"]
    if not len(meetings) == len(slot) == len(table):
        return ["lengths differ"]
    seats: Counter = Counter()
    busy: Counter = Counter()
    speech: Counter = Counter()
    for meeting, when, where in zip(meetings, slot, table, strict=True):
        own = meeting["id"]
        if (when is None) != (where is None):
            wrong.append(f"{own}: a slot without a table, or a table without a slot")
        if when is None:
            wrong += [f"{own} is left out"] * (all_placed or meeting.get("fixed_slot") is not None)
            continue
        wrong += own_rules(data, meeting, when, where)
        seats[when, where] += 1
        busy[when, meeting["a"]] += 1
        busy[when, meeting["b"]] += 1
        if meeting["interp"] is not None:
            speech[when, meeting["interp"]] += 1
    wrong += [f"table {where} in slot {when} taken twice" for (when, where), count in seats.items() if count > 1]
    wrong += [f"person {who} in slot {when} booked twice" for (when, who), count in busy.items() if count > 1]
    wrong += [
        f"{pair} in slot {when}: {count}" for (when, pair), count in speech.items() if count > there(data, pair, when)
    ]
    wrong += order_rules(meetings, slot)
    allowed = data.get("fairness", 2)
    if fair and allowed is not None and apart(data, slot) > allowed:
        wrong.append(f"breaks differ by more than {allowed}")
    return wrong


def there(data: dict[str, Any], pair: str, slot: int) -> int:
    """Interpreters of a pair in a slot: one number for all slots, or one each."""
    count = data["interpreters"].get(pair, 0)
    return count[slot] if isinstance(count, list) else count


def own_rules(data: dict[str, Any], meeting: dict[str, Any], when: int, where: int) -> list[str]:
    own, wrong = meeting["id"], []
    if not 0 <= when < data["slots"] or not 0 <= where < data["tables"]:
        wrong.append(f"{own}: no such slot or table")
    if any(when in data["forbidden"][person] for person in (meeting["a"], meeting["b"])):
        wrong.append(f"{own}: somebody is away in slot {when}")
    if meeting["session"] is not None and (meeting["session"] == "am") != (when < data["morning_slots"]):
        wrong.append(f"{own}: wrong half of the day")
    if when in meeting.get("barred", []):
        wrong.append(f"{own}: barred from slot {when}")
    if meeting["fixed_slot"] not in (None, when):
        wrong.append(f"{own}: not in its locked slot")
    return wrong


def order_rules(meetings: list[dict[str, Any]], slot: Plan) -> list[str]:
    when = {meeting["id"]: chosen for meeting, chosen in zip(meetings, slot, strict=True)}
    return [
        f"{meeting['id']} is not after {earlier}" for meeting in meetings for earlier in meeting["after"]
        if when[meeting["id"]] is not None and (when[earlier] is None or when[earlier] >= when[meeting["id"]])
    ]


def occupied(data: dict[str, Any], slot: Plan) -> dict[tuple[int, int], list[int]]:
    """(person, day) → sorted slots."""
    per_day = data["slots_per_day"] if data.get("days") else data["slots"]
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for meeting, when in zip(data["meetings"], slot, strict=True):
        if when is not None:
            found[meeting["a"], when // per_day].add(when)
            found[meeting["b"], when // per_day].add(when)
    return {key: sorted(slots) for key, slots in found.items()}


def breaks(data: dict[str, Any], slot: Plan) -> list[int]:
    counts = [0] * data["participants"]
    for (person, _day), slots in occupied(data, slot).items():
        counts[person] += sum(later > earlier + 1 for earlier, later in pairwise(slots))
    return counts


def apart(data: dict[str, Any], slot: Plan) -> int:
    """How many breaks lie between the person with most of them and the one with fewest."""
    return max(breaks(data, slot)) - min(breaks(data, slot))


def idle(data: dict[str, Any], slot: Plan) -> int:
    """Waiting: slots between two meetings of a day without one, as long as the person is there."""
    found = 0
    for (person, _day), slots in occupied(data, slot).items():
        between = set(range(slots[0], slots[-1])) - set(slots)
        found += len(between - set(data["forbidden"][person]))
    return found


def idle_or_away(data: dict[str, Any], slot: Plan) -> int:
    """The same with slots in which the person is away."""
    return sum(slots[-1] - slots[0] + 1 - len(slots) for slots in occupied(data, slot).values())


def weight(data: dict[str, Any], slot: Plan) -> int:
    return sum(
        meeting.get("weight", 1) for meeting, when in zip(data["meetings"], slot, strict=True) if when is not None
    )


def moved(data: dict[str, Any], slot: Plan) -> int:
    return sum(told is not None and told != when for told, when in zip(data["previous"], slot, strict=True))


def unmet(data: dict[str, Any], slot: Plan) -> int:
    """Wishes of meetings that nobody was told of."""
    told = data.get("previous") or [None] * len(slot)
    return sum(
        meeting.get("wished_slot") is not None and before is None and when != meeting["wished_slot"]
        for meeting, when, before in zip(data["meetings"], slot, told, strict=True)
    )


def alone(data: dict[str, Any], slot: Plan) -> int:
    """People without a meeting, of those whose request could stand somewhere as far as itself and its people go."""
    could, has = set(), set()
    for meeting, when in zip(data["meetings"], slot, strict=True):
        people = {meeting["a"], meeting["b"]}
        pair, locked = meeting["interp"], meeting["fixed_slot"]
        slots = range(data["slots"]) if locked is None else [locked]
        if any(not own_rules(data, meeting, one, 0) and (pair is None or there(data, pair, one)) for one in slots):
            could |= people
        if when is not None:
            has |= people
    return len(could - has)
