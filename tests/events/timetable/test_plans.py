"""Plans of the solver on instances of every shape, looked at by the independent checker."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.timetable import TimetableRefused, read_instance, solve

from . import checker

DEVELOPMENT = Path(__file__).resolve().parents[4] / "shared" / "data" / "timetable_dev"


def plan_of(solution) -> tuple[list, list]:
    return [[None if value < 0 else int(value) for value in values] for values in (solution.slot, solution.table)]


@st.composite
def small(draw):
    """Up to six people and eight meetings with every kind of wish."""
    left, right, slots = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 5))
    people = left + right
    pairs = draw(st.lists(st.tuples(st.integers(0, left - 1), st.integers(left, people - 1)), min_size=1, max_size=8, unique=True))
    meetings = [
        {
            "id": number, "a": a, "b": b, "weight": draw(st.integers(1, 3)), "interp": draw(st.sampled_from([None, None, "ja-ru"])),
            "session": draw(st.sampled_from([None, None, None, "am", "pm"])), "fixed_slot": None,
            "after": draw(st.lists(st.integers(0, number - 1), max_size=1)) if number else [],
        }
        for number, (a, b) in enumerate(pairs)
    ]
    return {
        "participants": people, "slots": slots, "days": 1, "slots_per_day": slots, "morning_slots": (slots + 1) // 2,
        "tables": draw(st.integers(1, 3)), "sides": ["A"] * left + ["B"] * right, "country": ["JP"] * left + ["KZ"] * right,
        "languages": [["ja"]] * left + [["ru"]] * right, "interpreters": {"ja-ru": draw(st.integers(0, 2))},
        "forbidden": [draw(st.lists(st.integers(0, slots - 1), max_size=2, unique=True)) for _person in range(people)], "meetings": meetings,
    }


def best_weight(data: dict) -> int:
    """By trying everything, one meeting after the other."""
    plan: list = [None] * len(data["meetings"])

    def best(number: int) -> int:
        if number == len(plan):
            tables = [None if when is None else sum(other == when for other in plan[:place]) for place, when in enumerate(plan)]
            return -1 if checker.faults(data, plan, tables) else checker.weight(data, plan)
        found = -1
        for when in (None, *range(data["slots"])):
            plan[number] = when
            found = max(found, best(number + 1)) if _may_go_on(data, plan, number) else found
        plan[number] = None
        return found

    return best(0)


def _may_go_on(data: dict, plan: list, number: int) -> bool:
    rest = {**data, "meetings": data["meetings"][: number + 1]}
    tables = [None if when is None else sum(other == when for other in plan[:place]) for place, when in enumerate(plan[: number + 1])]
    return not checker.faults(rest, plan[: number + 1], tables)


@given(small())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_small_plan_is_allowed_and_as_good_as_trying_everything(data):
    if len(data["meetings"]) * data["slots"] > 20:
        data["meetings"] = data["meetings"][:4]
    solution = solve(read_instance(data), seconds=1.0, objective="weight")
    assert checker.faults(data, *plan_of(solution)) == []
    assert solution.weight == checker.weight(data, plan_of(solution)[0]) == best_weight(data) <= solution.weight_bound


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the development instances are not here")
@pytest.mark.parametrize("name", ["visit20x60-s1", "deleg60x120-s1"])
def test_a_plan_of_a_development_instance_is_allowed_and_near_its_bound(name):
    data = json.loads((DEVELOPMENT / f"{name}.json").read_text())
    solution = solve(read_instance(data), seconds=5.0)
    slot, table = plan_of(solution)
    assert checker.faults(data, slot, table) == []
    assert (solution.weight, solution.placed) == (checker.weight(data, slot), checker.placed(slot))
    assert (solution.breaks, solution.idle) == checker.gaps(data, slot, by_day=True) or (solution.idle == checker.gaps(data, slot, by_day=True)[1])
    assert solution.weight >= 0.99 * solution.weight_bound


@pytest.mark.parametrize("change, words", [
    ({"slots": 0, "forbidden": [[], []], "morning_slots": 0}, ""), ({"tables": 0}, ""), ({"forbidden": [[0, 1], []]}, ""),
])
def test_what_cannot_be_is_refused_or_left_empty_at_once(change, words):
    data = {
        "participants": 2, "slots": 2, "days": 1, "slots_per_day": 2, "morning_slots": 1, "tables": 1, "sides": ["A", "B"],
        "country": ["JP", "KZ"], "languages": [["ja"], ["ru"]], "interpreters": {}, "forbidden": [[], []],
        "meetings": [{"id": 0, "a": 0, "b": 1, "weight": 2, "interp": None, "session": None, "fixed_slot": None, "after": []}],
    } | change
    try:
        solution = solve(read_instance(data), seconds=1.0, objective="weight")
    except TimetableRefused as refused:
        assert refused.conflicts
    else:
        assert solution.seconds < 5 and solution.placed == 0


def test_a_circle_of_meetings_is_named():
    meetings = [
        {"id": number, "a": number, "b": 3, "weight": 1, "interp": None, "session": None, "fixed_slot": None, "after": [(number + 1) % 3]}
        for number in range(3)
    ]
    data = {
        "participants": 4, "slots": 9, "days": 1, "slots_per_day": 9, "morning_slots": 5, "tables": 9, "sides": ["A"] * 3 + ["B"],
        "country": ["JP"] * 3 + ["KZ"], "languages": [["en"]] * 4, "interpreters": {}, "forbidden": [[]] * 4, "meetings": meetings,
    }
    with pytest.raises(TimetableRefused) as refused:
        read_instance(data)
    assert set(refused.value.conflicts[0].meetings) == {0, 1, 2}


def test_a_plan_begins_where_an_earlier_one_ended():
    data = json.loads(json.dumps({
        "participants": 2, "slots": 2, "days": 1, "slots_per_day": 2, "morning_slots": 1, "tables": 1, "sides": ["A", "B"], "country": ["JP", "KZ"],
        "languages": [["ja"], ["ru"]], "interpreters": {}, "forbidden": [[], []],
        "meetings": [{"id": 0, "a": 0, "b": 1, "weight": 2, "interp": None, "session": None, "fixed_slot": None, "after": []}],
    }))
    solution = solve(read_instance(data), seconds=1.0, objective="weight", start=np.array([1], np.int32))
    assert solution.placed == 1
