"""Plans keep every rule and are the best there is, compared with trying everything;
all judged by the independent checker.
"""
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.timetable_instances import KINDS, invent
from meetings.timetable import Solution, for_everybody, read_instance, replan, searches, solve, solving
from meetings.timetable.annealing import cycles
from meetings.timetable.bound import least_alone
from meetings.timetable.goals import BREAKS
from meetings.timetable.greedy import first_plan
from meetings.timetable.solution import solution_of

from . import checker
from .invented import instance, instances, valid_plans

FOLDERS = [
    folder / "data/timetable_dev"
    for folder in (*Path(__file__).resolve().parents, *(p / "shared" for p in Path(__file__).resolve().parents))
]
FILES = sorted(path for folder in FOLDERS if folder.is_dir() for path in folder.glob("*.json"))
TINY = settings(derandomize=True, max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def listed(numbers: np.ndarray) -> list[int | None]:
    return [None if number < 0 else int(number) for number in numbers]


def check(data: dict[str, Any], solution: Solution, **rules: bool) -> checker.Plan:
    """The plan, once the checker found nothing wrong with it and the same figures."""
    plan = listed(solution.slot)
    assert checker.broken_rules(data, plan, listed(solution.table), **rules) == []
    assert (solution.weight, solution.idle, solution.breaks) == (
        checker.weight(data, plan), checker.idle(data, plan), sum(checker.breaks(data, plan))
    )
    assert solution.idle <= checker.idle_or_away(data, plan)
    assert solution.weight <= solution.weight_bound
    return plan


BESIDE = FILES or [pytest.param(None, marks=pytest.mark.skip(reason="no development files beside the project"))]


@pytest.mark.parametrize("path", BESIDE, ids=lambda path: path.stem if path else "none")
def test_development_files_reach_the_weight_bound(path):
    data = json.loads(path.read_text())
    solution = solve(read_instance(data), seconds=2.5)
    plan = check(data, solution)
    assert solution.weight >= 0.999 * solution.weight_bound
    if "previous" in data:
        assert solution.moved == checker.moved(data, plan) <= 0.05 * len(plan)


@pytest.mark.parametrize("name", KINDS)
def test_invented_files_of_the_literature_are_placed_fairly(name):
    data = invent(KINDS[name], seed=7)
    check(data, solve(read_instance(data), seconds=4), all_placed=True, fair=True)


@TINY
@given(instances(weighted=True))
def test_weight_and_idle_slots_are_the_best_there_are(data):
    solution = solve(read_instance(data), seconds=10)
    plans = list(valid_plans(data))
    assert solution.infeasible == (plans == [])
    if plans:
        found = check(data, solution)
        best = min((-checker.weight(data, plan), checker.unmet(data, plan), checker.idle(data, plan)) for plan in plans)
        assert (-solution.weight, checker.unmet(data, found), solution.idle) == best
        assert solution.proven
        assert solution.weight_bound == solution.weight
        assert solution.seconds < 10


@TINY
@given(instances(weighted=False))
def test_breaks_are_the_fewest_there_are(data):
    solution = solve(read_instance(data), seconds=2)
    plans = list(valid_plans(data, all_placed=True, fair=True))
    assert solution.infeasible == (plans == [])
    if plans:
        check(data, solution, all_placed=True, fair=True)
        assert solution.breaks == min(sum(checker.breaks(data, plan)) for plan in plans)
        assert solution.proven


@TINY
@given(instances(weighted=True, told=True, most=4))
def test_as_few_meetings_are_moved_as_can_be(data):
    steady, between, waiting = replan(read_instance(data), seconds=10)
    plans = list(valid_plans(data))
    assert steady.infeasible == (plans == [])
    if plans:
        found = check(data, steady)
        check(data, waiting)
        check(data, between)
        best = min(
            (-checker.weight(data, plan), checker.moved(data, plan), checker.unmet(data, plan)) for plan in plans
        )
        assert (-steady.weight, steady.moved, checker.unmet(data, found)) == best
        assert waiting.weight == between.weight == steady.weight
        assert waiting.idle <= between.idle <= steady.idle
        assert steady.moved <= between.moved
        heaviest = [plan for plan in plans if checker.weight(data, plan) == steady.weight]
        assert waiting.idle == min(checker.idle(data, plan) for plan in heaviest)

        def both(plan):
            return checker.idle(data, plan) + checker.moved(data, plan) + checker.unmet(data, plan)

        assert both(listed(between.slot)) == min(map(both, heaviest)), "what moves saves a slot of waiting"


def test_the_same_seed_gives_the_same_plans():
    read = read_instance(invent(KINDS["bound"], seed=3))

    def run(seed: int) -> list[int]:
        search = cycles(read, BREAKS, first_plan(read), seed=seed)
        return next(search).tolist()

    assert run(5) == run(5) != run(6)


def test_progress_is_told_and_a_stop_is_heard():
    told, begin = [], time.perf_counter()
    read = read_instance(invent(KINDS["crowd"], seed=1))
    solution = solve(
        read, seconds=30, progress=lambda *figures: told.append(figures),
        should_stop=lambda: time.perf_counter() - begin > 2.5,
    )
    assert time.perf_counter() - begin < 6
    assert solution.placed == read.meetings
    assert [figures[4] for figures in told][:2] == ["first", "search"]
    assert told[-1][4] == "done"
    assert told[-1][2] <= told[0][2]
    assert told[-1][2:4] == (solution.breaks, solution.idle)
    assert told[0][1] <= told[-1][1] <= solution.breaks, "the bound of breaks rises"


def test_a_search_goes_on_from_an_earlier_plan():
    data = invent(KINDS["full"], seed=2)
    read = read_instance(data)
    earlier = solve(read, seconds=3)
    again = solve(read, seconds=0.3, start=earlier.slot, tables=earlier.table)
    check(data, again, all_placed=True, fair=True)
    assert again.breaks <= earlier.breaks
    if (again.slot == earlier.slot).all():
        assert (again.table == earlier.table).all()


def test_people_keep_their_tables_where_they_can():
    data = instance(4, 3, 2, [(0, 1), (0, 2), (0, 3)])
    solution = solve(read_instance(data), seconds=0.3)
    assert len(set(solution.table.tolist())) == 1


def test_a_search_that_fails_leaves_the_race_to_the_other(monkeypatch, caplog):
    def fail(*_args):
        raise MemoryError("no room")

    data = instance(6, 3, 2, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
    for lane in ("by_cores", "by_clauses"):
        monkeypatch.setattr(searches, lane, fail)
    check(data, solve(read_instance(data), seconds=1, objective="breaks"), all_placed=True)
    monkeypatch.setattr(searches, "annealing", fail)
    data = instance(4, 6, 1, [(0, 1), (1, 2), (2, 3), (0, 3), (0, 2)], forbidden=[[1], [3], [2, 4], [0]])
    with pytest.raises(MemoryError):
        solve(read_instance(data), seconds=1, objective="weight")
    assert "no room" in caplog.text
    caplog.clear()


def test_a_locked_meeting_brings_along_what_comes_before_it():
    data = instance(3, 3, 1, [(0, 1), (0, 2), (1, 2)])
    for meeting, weight in zip(data["meetings"], (3, 1, 1), strict=True):
        meeting["weight"] = weight
    data["meetings"][2] |= {"fixed_slot": 1, "after": [1]}
    plan = check(data, solve(read_instance(data), seconds=10))
    assert plan == [2, 0, 1]


def test_an_interpreter_who_is_away_for_a_slot_serves_all_others():
    data = instance(4, 3, 2, [(0, 1), (0, 2), (3, 1)], interpreters={"ja-ru": [1, 0, 1]})
    for meeting in data["meetings"]:
        meeting |= {"interp": "ja-ru", "weight": 2}
    solution = solve(read_instance(data), seconds=10)
    assert solution.placed == 2
    assert solution.proven
    assert set(check(data, solution)) == {0, 2, None}


def test_nobody_waits_while_they_are_away():
    """Person 0 is away at noon: both their meetings around it wait for nobody, where 1 and 2 may come then only."""
    data = instance(3, 3, 1, [(0, 1), (0, 2)], forbidden=[[1], [1, 2], [0, 1]])
    for meeting in data["meetings"]:
        meeting["weight"] = 2
    solution = solve(read_instance(data), seconds=10)
    plan = check(data, solution)
    assert (plan, solution.idle, checker.idle_or_away(data, plan)) == ([0, 2], 0, 1)


@TINY
@given(instances(weighted=True))
def test_where_everybody_is_to_meet_somebody_as_few_as_can_be_stay_without(data):
    solution = solve(read_instance(data | {"everybody": True}), seconds=10)
    plans = list(valid_plans(data))
    if plans:
        check(data, solution)
        best = min((checker.alone(data, plan), -checker.weight(data, plan)) for plan in plans)
        assert (solution.alone, -solution.weight) == best
        assert solution.proven


@TINY
@given(instances(weighted=True))
def test_the_least_who_stay_without_a_meeting_at_full_weight_are_not_overstated(data):
    ready, plans = read_instance(data), list(valid_plans(data))
    if plans:
        most = max(checker.weight(data, plan) for plan in plans)
        best = min(checker.alone(data, plan) for plan in plans if checker.weight(data, plan) == most)
        assert least_alone(ready, most) <= best


def test_a_meeting_for_everybody_costs_what_is_said():
    """One table and two slots: the heavy meetings are of the same three people; one of them asks a fourth."""
    data = instance(4, 2, 1, [(0, 1), (0, 2), (1, 3)])
    for meeting, weight in zip(data["meetings"], (3, 3, 2), strict=True):
        meeting["weight"] = weight
    ready = read_instance(data)
    heavy = solve(ready, seconds=10)
    assert (heavy.weight, heavy.alone, least_alone(ready, heavy.weight)) == (6, 1, 1)
    everyone = for_everybody(ready, heavy, seconds=10)
    check(data, everyone)
    assert (everyone.weight, everyone.alone, everyone.proven) == (5, 0, True)


def test_what_the_second_search_finds_may_be_the_first_answer_too(monkeypatch):
    """In little time the plan that waits less may hold more weight."""
    read = read_instance(instance(2, 2, 1, [(0, 1)], previous=[None]))
    poor, rich = (solution_of(read, np.array([slot], np.int32), bound=1) for slot in (-1, 0))
    for found in ((poor, poor, rich), (poor, rich, poor), (rich, poor, poor)):
        left = iter(found)
        monkeypatch.setattr(solving, "reach", lambda *_args, left=left, **_more: next(left))
        assert all(one is rich for one in replan(read, seconds=1))
