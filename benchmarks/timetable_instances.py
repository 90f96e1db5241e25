"""Invented instances of the literature's kind, seeded: `python -m benchmarks.timetable_instances FOLDER [count]` writes
some.

35–80 people, 130–300 meetings, 8–22 slots, 10–21 tables, half days, forbidden and fixed slots, precedences. A hidden
plan makes the feasible ones feasible; a `spoiled` one has one thing too many and is not.
"""
import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Kind:
    """Shares of meetings or people that have the thing; `slack` is tables over what the hidden plan needs."""

    people: int
    slots: int
    tables: int
    fill: float  # share of slots × tables that is used
    sessions: float = 0.15
    forbidden: float = 0.1
    fixed: float = 0.0
    after: float = 0.0


KINDS = {
    "small": Kind(people=42, slots=8, tables=21, fill=0.78),
    "full": Kind(people=46, slots=10, tables=19, fill=0.95),
    "long": Kind(people=70, slots=22, tables=14, fill=0.5, forbidden=0.2),
    "crowd": Kind(people=78, slots=20, tables=20, fill=0.75, forbidden=0.15),
    "bound": Kind(people=60, slots=16, tables=14, fill=0.85, fixed=0.1, after=0.1),
    "loose": Kind(people=50, slots=14, tables=21, fill=0.6, sessions=0.3, forbidden=0.15, after=0.05),
}


def hidden_plan(kind: Kind, chance: random.Random) -> list[tuple[int, int, int]]:
    """(a, b, slot) of meetings between popular and less popular people, slot by slot,
    next to what they already have.
    """
    pull = [chance.paretovariate(1.3) for _ in range(kind.people)]
    busy: list[set[int]] = [set() for _ in range(kind.people)]
    room = [kind.tables] * kind.slots
    plan, met = [], set()
    wanted = int(kind.fill * kind.slots * kind.tables)
    for _ in range(wanted * 40):
        if len(plan) == wanted:
            break
        a, b = chance.choices(range(kind.people), weights=pull, k=2)
        free = [slot for slot in range(kind.slots) if room[slot] and slot not in busy[a] | busy[b]]
        if a == b or (min(a, b), max(a, b)) in met or not free:
            continue
        near = {slot: sum(min((abs(slot - own) for own in busy[p]), default=0) for p in (a, b)) for slot in free}
        slot = min(free, key=lambda s: (near[s], chance.random()))
        met.add((min(a, b), max(a, b)))
        plan.append((a, b, slot))
        room[slot] -= 1
        busy[a].add(slot)
        busy[b].add(slot)
    return plan


def invent(kind: Kind, seed: int) -> dict[str, Any]:
    """A feasible instance in the file's form."""
    chance = random.Random(seed)
    plan = hidden_plan(kind, chance)
    chance.shuffle(plan)
    morning = kind.slots // 2
    meetings = [
        {"id": number, "a": a, "b": b, "interp": None, "after": [],
         "session": ("am" if slot < morning else "pm") if chance.random() < kind.sessions else None,
         "fixed_slot": slot if chance.random() < kind.fixed else None}
        for number, (a, b, slot) in enumerate(plan)
    ]
    for number, (a, b, slot) in enumerate(plan):
        earlier = [other for other, (c, d, when) in enumerate(plan) if when < slot and {a, b} & {c, d}]
        if earlier and chance.random() < kind.after:
            meetings[number]["after"] = [chance.choice(earlier)]
    forbidden = []
    for person in range(kind.people):
        own = {slot for a, b, slot in plan if person in (a, b)}
        away = [slot for slot in range(kind.slots) if slot not in own and chance.random() < kind.forbidden]
        if chance.random() < kind.forbidden:  # leaves early, or comes late
            half = range(morning) if chance.random() < 0.5 else range(morning, kind.slots)
            away += [slot for slot in half if slot not in own]
        forbidden.append(sorted(set(away)))
    return {"name": f"invented-{seed}", "participants": kind.people, "slots": kind.slots, "tables": kind.tables,
            "morning_slots": morning, "meetings": meetings, "forbidden": forbidden}


def spoil(data: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same with one thing more each time, until nobody's own account is overdrawn yet but together it hardly fits:
    absences, half days, locks or precedences are added while each meeting and each person still has room. Often
    impossible, sometimes not.
    """
    chance = random.Random(seed)
    spoiled = json.loads(json.dumps(data))
    way = chance.choice(("absences", "sessions", "tables", "locks", "after"))
    slots, meetings = data["slots"], spoiled["meetings"]
    own = [
        sum(person in (meeting["a"], meeting["b"]) for meeting in meetings) for person in range(data["participants"])
    ]
    if way == "tables":
        spoiled["tables"] = -(-len(meetings) // slots)
    if way == "absences":
        for row, count in zip(spoiled["forbidden"], own, strict=True):
            free = sorted(set(range(slots)) - set(row))
            row[:] = sorted({
                *row, *chance.sample(free, min(len(free), max(0, len(free) - count - chance.randint(0, 2))))
            })
    for meeting in meetings:
        if way == "sessions" and chance.random() < 0.6:
            meeting["session"] = chance.choice(("am", "pm"))
        if way == "locks" and chance.random() < 0.3:
            taken = {slot for person in (meeting["a"], meeting["b"]) for slot in spoiled["forbidden"][person]}
            noon = data["morning_slots"]
            half = {None: range(slots), "am": range(noon), "pm": range(noon, slots)}[meeting["session"]]
            taken |= {
                other["fixed_slot"] for other in meetings if {other["a"], other["b"]} & {meeting["a"], meeting["b"]}
            }
            if free := [slot for slot in half if slot not in taken]:
                meeting["fixed_slot"] = chance.choice(free)
        if way == "after" and meeting["id"] and chance.random() < 0.5:
            meeting["after"] = [chance.randrange(meeting["id"])]
    return spoiled | {"name": f"{data['name']}-{way}"}


def main(folder: str, count: str = "3") -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, kind in KINDS.items():
        for seed in range(int(count)):
            data = invent(kind, seed)
            Path(folder, f"{name}-{seed}.json").write_text(json.dumps(data))
            Path(folder, f"{name}-{seed}-spoiled.json").write_text(json.dumps(spoil(data, seed)))


if __name__ == "__main__":
    main(*sys.argv[1:])
