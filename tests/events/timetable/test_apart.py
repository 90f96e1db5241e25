"""The solver in a child process: the same answers, and a child that dies harms nobody."""
import time

import pytest

from benchmarks.timetable_instances import KINDS, invent
from events.timetable import TimetableRefused
from events.timetable.apart import SolverDied, solve_apart

from .invented import instance


def test_a_plan_comes_back_with_reports_on_the_way():
    told = []
    solution = solve_apart(invent(KINDS["small"], seed=1), seconds=2.5, progress=lambda *figures: told.append(figures))
    assert solution.placed == len(solution.slot) and solution.table.min() >= 0
    assert told[0][4] == "first" and told[-1][4] == "done" and told[-1][2] == solution.breaks


def test_a_refusal_comes_back_with_its_conflicts():
    solution = solve_apart(instance(4, 2, 2, [(0, 1), (0, 2), (0, 3)]), seconds=2)
    assert solution.conflicts[0].people == (0,) and solution.conflicts[0].slots == (0, 1)
    with pytest.raises(TimetableRefused):
        solve_apart(instance(2, 0, 1, [(0, 1)]), seconds=2)


def test_a_stop_is_passed_on():
    begin = time.perf_counter()
    solution = solve_apart(invent(KINDS["crowd"], seed=1), seconds=40, should_stop=lambda: time.perf_counter() - begin > 2)
    assert solution.placed and time.perf_counter() - begin < 15


def test_a_child_without_memory_dies_alone():
    with pytest.raises(SolverDied):
        solve_apart(invent(KINDS["small"], seed=1), seconds=5, megabytes=150)
