"""A stop is heard within 0.3 seconds in every phase (a busy machine is given a second): each phase is made to last."""
import time

import numpy as np
import pytest

from benchmarks.timetable_planted import planted_weight
from meetings.timetable import read_instance, required, searches, solve, solving
from meetings.timetable.greedy import first_plan

from .invented import instance

LONG, HEARD = 3600.0, 1.0  # the threads that last end with the process


@pytest.fixture
def stopped():
    """stopped(data): the answer to a stop asked half a second after the start, and how long it took to be heard."""
    def ask(data, after=0.5, **more):
        ready, begin = read_instance(data), time.perf_counter()
        found = solve(ready, seconds=30, should_stop=lambda: time.perf_counter() - begin > after, **more)
        return found, time.perf_counter() - begin - after

    return ask


def lasting(*_args, **_more):
    time.sleep(LONG)


SMALL = instance(4, 6, 1, [(0, 1), (1, 2), (2, 3), (0, 3), (0, 2)], forbidden=[[1], [3], [2, 4], [0]])


@pytest.mark.parametrize("place, name", [
    ("meetings.timetable.solving", "counted_out"),
    ("meetings.timetable.solving", "searching"),
    ("meetings.timetable.searches", "bounds"),
    ("meetings.timetable.searches", "annealing"),
    ("meetings.timetable.searches", "choosing"),
], ids=["counting", "loading", "bound", "annealing", "mending and proving"])
def test_a_stop_is_heard_while_meetings_are_chosen(place, name, stopped, monkeypatch):
    monkeypatch.setattr(f"{place}.{name}", lasting)
    if name != "annealing":  # which would have found the best before
        monkeypatch.setattr(searches, "annealing", lasting)
    found, heard = stopped(SMALL, objective="weight")
    assert heard < HEARD
    assert found.placed > 0


@pytest.mark.parametrize("name", ["by_cores", "by_clauses", "behind"])
def test_a_stop_is_heard_while_all_are_placed(name, stopped, monkeypatch):
    for lane in ("by_cores", "by_clauses", "behind"):
        monkeypatch.setattr(searches, lane, lasting)
    monkeypatch.setattr(searches, name, getattr(searches, name))
    _found, heard = stopped(SMALL, objective="breaks")
    assert heard < HEARD


def test_a_stop_is_heard_in_the_first_plan_and_what_stands_is_the_answer():
    ready, asked = read_instance(planted_weight(1, people=400)), []
    whole = (first_plan(ready) >= 0).sum()
    part = first_plan(ready, over=lambda: bool(asked.append(1)) or len(asked) > 5)
    assert 0 < (part >= 0).sum() < whole


def test_a_stop_is_heard_while_locked_meetings_look_for_room(stopped, monkeypatch):
    """No plan is known then: that is said rather than an empty plan given."""
    monkeypatch.setattr(solving, "first_plan", lambda ready, *_: np.full(ready.meetings, -1))
    monkeypatch.setattr(required, "grounded", lasting)
    data = instance(3, 3, 1, [(0, 1), (0, 2)])
    data["meetings"][0]["fixed_slot"] = 1
    begin = time.perf_counter()
    with pytest.raises(TimeoutError, match="stopped before there was a plan"):
        stopped(data, objective="weight")
    assert time.perf_counter() - begin < 0.5 + HEARD


def test_locked_meetings_take_place_however_early_the_stop(stopped):
    data = planted_weight(1, people=400)
    data["meetings"][-1]["fixed_slot"] = 3
    found, _heard = stopped(data, after=0)
    assert found.slot[-1] == 3
    assert 0 < found.placed < len(data["meetings"])
