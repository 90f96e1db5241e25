"""Invented instances whose optimum is known, seeded: `python -m benchmarks.timetable_planted FOLDER` writes them, each
with the optimum under `optimum`. Plans are drawn up first, requests after them.

`breaks`: away in the middle of their day, some people must have so many breaks; fairness then asks the others for some.
`weight`: a forum whose tables are all taken by heavy meetings, with lighter requests over; nobody waits.
"""
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

Seat = tuple[int, int, int]  # two people and their slot


def rounds(chance: random.Random, sides: tuple[list[int], list[int]], slots: list[int]) -> list[Seat]:
    """Everybody of one half meets somebody of the other half in each of the slots, never the same one twice."""
    first, second = (chance.sample(side, len(side)) for side in sides)
    return [
        (one, second[(place + turn) % len(second)], slot)
        for turn, slot in enumerate(slots) for place, one in enumerate(first)
    ]


def mixed(chance: random.Random, plan: list[Seat], times: int) -> list[Seat]:
    """Two meetings of a slot change partners: who is busy when stays, who meets whom does not."""
    plan, met = list(plan), {(a, b) for a, b, _slot in plan}
    of_slot: dict[int, list[int]] = {}
    for place, (_a, _b, slot) in enumerate(plan):
        of_slot.setdefault(slot, []).append(place)
    for _ in range(times):
        one = chance.randrange(len(plan))
        other = chance.choice(of_slot[plan[one][2]])
        (a, b, slot), (c, d, _slot) = plan[one], plan[other]
        if not {(a, d), (c, b)} & met:
            met -= {(a, b), (c, d)}
            met |= {(a, d), (c, b)}
            plan[one], plan[other] = (a, d, slot), (c, b, slot)
    return plan


def requests(chance: random.Random, plan: list[Seat]) -> list[dict[str, Any]]:
    chance.shuffle(plan)
    return [request(number, a, b) for number, (a, b, _slot) in enumerate(plan)]


def request(number: int, a: int, b: int) -> dict[str, Any]:
    return {"id": number, "a": a, "b": b, "interp": None, "session": None, "fixed_slot": None, "after": []}


def planted_breaks(seed: int, *, fairness: int | None, forced: int, groups: int = 4, half: int = 6) -> dict[str, Any]:
    """Each group is `2 * half` people of the same hours. Half of the groups are away but for single slots, so that they
    have `forced` breaks in any plan; fairness asks all others for `forced - fairness` at least, and they have no more.
    """
    chance, slots = random.Random(seed), 2 * forced + 6
    others = 0 if fairness is None else max(0, forced - fairness)
    plan: list[Seat] = []
    forbidden: list[list[int]] = []
    for group in range(groups):
        people = list(range(2 * half * group, 2 * half * (group + 1)))
        breaks = forced if group < groups // 2 else others
        begin = chance.randrange(slots - 2 * breaks)
        hours = [begin + 2 * turn for turn in range(breaks + 1)]
        plan += rounds(chance, (people[:half], people[half:]), hours)
        away = sorted(set(range(slots)) - set(hours)) if group < groups // 2 else []
        forbidden += [away] * len(people)
    tables = max(Counter(slot for *_pair, slot in plan).values())
    plan = mixed(chance, plan, 5 * len(plan))
    return {
        "name": f"planted-breaks-{seed}", "participants": len(forbidden), "slots": slots, "tables": tables,
        "morning_slots": slots // 2, "meetings": requests(chance, plan), "forbidden": forbidden, "fairness": fairness,
        "optimum": {"breaks": 2 * half * (groups // 2 * forced + (groups - groups // 2) * others)},
    }


def planted_weight(
    seed: int, *, people: int, days: int = 2, per_day: int = 16, load: int = 8, over: float = 0.0,
) -> dict[str, Any]:
    """Groups of forty meet in `load` slots in a row of each day. Where their hours fill all tables, a share of `over`
    more requests, of less weight, finds none."""
    chance, slots, half = random.Random(seed), days * per_day, 20
    plan: list[Seat] = []
    groups, hours = people // (2 * half), per_day // load
    for group in range(groups):
        own = list(range(2 * half * group, 2 * half * (group + 1)))
        times = [day * per_day + (group + day) % hours * load + turn for day in range(days) for turn in range(load)]
        plan += rounds(chance, (own[:half], own[half:]), times)
    tables = max(Counter(slot for *_pair, slot in plan).values())
    full = tables * slots == len(plan)
    meetings = requests(chance, mixed(chance, plan, 5 * len(plan)))
    for meeting in meetings:
        meeting["weight"] = chance.choice((2, 3))
    best, met = sum(meeting["weight"] for meeting in meetings), {(meeting["a"], meeting["b"]) for meeting in meetings}
    for _ in range(int(over * len(plan)) if full else 0):
        a, b = chance.sample(range(people), 2)
        if not {(a, b), (b, a)} & met:
            met.add((a, b))
            meetings.append(request(len(meetings), a, b) | {"weight": 1})
    return {
        "name": f"planted-weight-{seed}", "participants": people, "slots": slots, "days": days,
        "slots_per_day": per_day, "tables": tables, "morning_slots": slots // 2, "meetings": meetings,
        "forbidden": [[] for _ in range(people)], "interpreters": {}, "optimum": {"weight": best, "idle": 0},
    }


def side_by_side(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Forums that share tables and nothing else: each has its own people and, one after the other, its own slots."""
    empty = {"meetings": [], "forbidden": [], "participants": 0, "slots": 0, "days": 0}
    whole = parts[0] | {"name": "planted-sessions"} | empty
    slots = sum(part["slots"] for part in parts)
    for part in parts:
        people, begin, number = whole["participants"], whole["slots"], len(whole["meetings"])
        here = range(begin, begin + part["slots"])
        whole["meetings"] += [
            one | {"id": number + one["id"], "a": people + one["a"], "b": people + one["b"]} for one in part["meetings"]
        ]
        whole["forbidden"] += [[slot for slot in range(slots) if slot not in here] for _ in part["forbidden"]]
        whole["participants"] += part["participants"]
        whole["slots"] += part["slots"]
        whole["days"] += part["days"]
    whole["tables"] = max(part["tables"] for part in parts)
    whole["optimum"] = {"weight": sum(part["optimum"]["weight"] for part in parts), "idle": 0}
    return whole | {"morning_slots": slots}


def planted() -> dict[str, dict[str, Any]]:
    found = {
        f"fair-{fairness}-{seed}": planted_breaks(seed, fairness=fairness, forced=forced)
        for fairness, forced in ((0, 1), (1, 2), (3, 4), (None, 2)) for seed in range(2)
    }
    found |= {f"forum-{seed}": planted_weight(seed, people=400, over=0.2) for seed in range(2)}
    found["large"] = planted_weight(1, people=2000, per_day=20, load=10, over=0.0)
    found["sessions"] = side_by_side([planted_weight(seed, people=1000, per_day=20, load=10) for seed in range(5)])
    return found


def main(folder: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, data in planted().items():
        Path(folder, f"{name}.json").write_text(json.dumps(data))


if __name__ == "__main__":
    main(*sys.argv[1:])
