"""Tiny instances for Hypothesis, and the best that trying everything finds."""
from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import strategies as st

from . import checker

PAIRS = ("ja-ru", "ja-uz")


def request(number: int, a: int, b: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "a": a, "b": b, "interp": None, "session": None, "fixed_slot": None, "after": []} | more


def instance(participants: int, slots: int, tables: int, pairs: list[tuple[int, int]], **more: Any) -> dict[str, Any]:
    meetings = [request(number, a, b) for number, (a, b) in enumerate(pairs)]
    return {"participants": participants, "slots": slots, "tables": tables,
            "morning_slots": slots // 2, "meetings": meetings,
            "forbidden": [[] for _ in range(participants)], "interpreters": {}} | more


@st.composite
def instances(draw: st.DrawFn, *, weighted: bool, told: bool = False, most: int = 5) -> dict[str, Any]:
    people, slots = draw(st.integers(2, 5)), draw(st.integers(1, 4))
    couples = [(a, b) for a in range(people) for b in range(a)]
    data = instance(
        people, slots, draw(st.integers(1, 3)), draw(st.lists(st.sampled_from(couples), min_size=1, max_size=most))
    )
    data["forbidden"] = [draw(st.lists(st.integers(0, slots - 1), max_size=1)) for _ in range(people)]
    data["interpreters"] = {
        "ja-ru": draw(st.integers(0, 2)), "ja-uz": draw(st.lists(st.integers(0, 2), min_size=slots, max_size=slots))
    }
    for meeting in data["meetings"]:
        meeting["session"] = draw(st.sampled_from([None, None, None, "am", "pm"]))
        meeting["interp"] = draw(st.sampled_from([None, None, *PAIRS]))
        if draw(st.integers(0, 9)) == 0:
            meeting["fixed_slot"] = draw(st.integers(0, slots - 1))
        if meeting["id"] and draw(st.integers(0, 4)) == 0:
            meeting["after"] = [draw(st.integers(0, meeting["id"] - 1))]
        if weighted:
            meeting["weight"] = draw(st.integers(1, 3))
            meeting["wished_slot"] = draw(st.sampled_from([None, None, *range(slots)]))
            meeting["barred"] = draw(st.lists(st.integers(0, slots - 1), max_size=1))
    if weighted and slots % 2 == 0 and draw(st.booleans()):
        data |= {"days": 2, "slots_per_day": slots // 2}
    if not weighted:
        data["fairness"] = draw(st.sampled_from([0, 1, 2, 3, None]))
    if told:
        data["previous"] = [draw(st.sampled_from([None, *range(slots)])) for _ in data["meetings"]]
    return data


def valid_plans(data: dict[str, Any], **rules: bool) -> Iterator[checker.Plan]:
    """Every plan that keeps all rules; tables are numbered slot by slot, which is possible where there are enough."""
    for plan in product([None, *range(data["slots"])], repeat=len(data["meetings"])):
        seats = [None if when is None else plan[:place].count(when) for place, when in enumerate(plan)]
        if not checker.broken_rules(data, list(plan), seats, **rules):
            yield list(plan)
