"""The exact searches: each alone finds the fewest breaks, and one that fails leaves the race to the others."""
import json
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from pysat.examples.rc2 import RC2

from meetings.timetable import proving, read_instance, solve
from meetings.timetable.breaks import everybody_with, others_begin, somebody_without
from meetings.timetable.clauses import Clauses
from meetings.timetable.exact import answer
from meetings.timetable.forced import breaks_range
from meetings.timetable.goals import BREAKS
from meetings.timetable.impossible import narrowed
from meetings.timetable.race import Fault, Race, WrongPlan

from . import checker
from .invented import instance, instances, valid_plans

TINY = settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Two meetings of one person far apart: a break that nobody can avoid, and somebody who has none.
HELD = instance(4, 4, 2, [(0, 1), (0, 2), (2, 3)])
HELD["meetings"][0]["fixed_slot"], HELD["meetings"][1]["fixed_slot"] = 0, 3


def fewest(data):
    """By trying everything: breaks of fair plans in which somebody has none, and of all fair plans; None: no plan."""
    plans = [checker.breaks(data, plan) for plan in valid_plans(data, all_placed=True, fair=True)]
    kinds = [sum(one) for one in plans if min(one) == 0 or data["fairness"] is None], [sum(one) for one in plans]
    return [min(sums, default=None) for sums in kinds]


def minimised(model):
    found = []
    known = answer(model, seconds=10, found=found.append, bound=lambda _value: None)
    assert known is not None
    return found[-1] if known else None


@TINY
@given(instances(weighted=False))
def test_clauses_know_the_fewest_breaks_where_somebody_has_none(data):
    read = read_instance(data)
    if not narrowed(read).any(axis=1).all():
        return
    clauses = Clauses(read)
    with RC2(clauses.formula, solver="glucose4") as proof:
        model = proof.compute()
        assert (None if model is None else proof.cost) == fewest(data)[0]
    if model is not None:
        plan = clauses.plan(model).tolist()
        assert sum(checker.breaks(data, plan)) == fewest(data)[0]


@TINY
@given(instances(weighted=False))
def test_both_kinds_of_fair_plans_together_are_all_of_them(data):
    read = read_instance(data)
    if not narrowed(read).any(axis=1).all():
        return
    plans = [minimised(somebody_without(read))]
    if others_begin(read):
        plans.append(minimised(everybody_with(read)))
    sums = [sum(checker.breaks(data, plan.tolist())) for plan in plans if plan is not None]
    assert min(sums, default=None) == fewest(data)[1]


@pytest.mark.parametrize("fairness, apart", [(0, None), (1, 1), (None, 1)])
def test_a_break_that_nobody_can_avoid_is_unfair_only_where_none_is_allowed(fairness, apart):
    solution = solve(read_instance(HELD | {"fairness": fairness}), seconds=10)
    assert solution.proven
    assert solution.infeasible == (apart is None)
    if apart is None:
        assert "differ by 0 at most" in solution.reason
        assert (solution.conflicts[0].people, solution.conflicts[0].meetings) == ((0,), (0, 1)), "whose locks force it"
    else:
        assert checker.apart(HELD, solution.slot.tolist()) == apart


@TINY
@given(instances(weighted=False))
def test_nobody_can_have_fewer_or_more_breaks_than_is_said(data):
    read = read_instance(data)
    for plan in valid_plans(data | {"fairness": None}, all_placed=True):
        for person, count in enumerate(checker.breaks(data, plan)):
            few, many = breaks_range(read, person)
            assert few <= count <= many


def test_where_everybody_must_wait_it_is_fair_to_wait_alike():
    data = instance(4, 3, 2, [(0, 1), (1, 0), (2, 3), (3, 2)], fairness=0, forbidden=[[1], [], [1], []])
    solution = solve(read_instance(data), seconds=10)
    assert (solution.breaks, solution.proven) == (4, True)


def lane(words, status=0):
    """A process in the place of MaxSAT that says these words."""
    said = f"import sys; sys.stdin.buffer.peek(); sys.stdout.write({words!r}); sys.exit({status})"
    return [sys.executable, "-c", said]


def allotted():
    return [sys.executable, "-c", "import resource as r; r.setrlimit(r.RLIMIT_AS, (1 << 28,) * 2); bytearray(1 << 29)"]


@pytest.mark.parametrize("command, fault", [
    (lane("", 3), "LaneEnded"),
    (allotted(), "LaneEnded"),
    (lane("{not JSON"), "JSONDecodeError"),
    (lane(json.dumps({"slot": [0, 0, 0]})), "WrongPlan"),
    (lane(json.dumps({"slot": [9, 9, 9]})), "WrongPlan"),
    (lane(json.dumps({"slot": [0]})), "WrongPlan"),
], ids=["crash", "memory", "nonsense", "clash", "no such slot", "too short"])
def test_a_lane_that_fails_is_named_and_the_others_go_on(command, fault, monkeypatch, caplog):
    monkeypatch.setattr(proving, "COMMAND", command)
    race = race_of(HELD)
    with pytest.raises((ValueError, RuntimeError)) as caught:
        proving.by_clauses(race, 0)
    assert type(caught.value).__name__ == fault
    solution = in_a_race(monkeypatch)
    assert (solution.breaks, solution.proven) == (1, True)
    assert solution.faults == (Fault("by_clauses", fault),)
    caplog.clear()


def race_of(data):
    read = read_instance(data)
    return Race(read, BREAKS, np.array([0, 3, 2], np.int32), 5)


def in_a_race(monkeypatch):
    """The other lane waits until this one has had its say."""
    cores = proving.by_cores

    def later(race, seed):
        while not race.faults and race.elapsed() < 8:
            race.stopped.wait(0.02)
        cores(race, seed)

    monkeypatch.setattr(proving, "ALONE", 0)
    monkeypatch.setattr("meetings.timetable.searches.by_cores", later)
    monkeypatch.setattr("meetings.timetable.searches.behind", lambda *_: None)
    return solve(read_instance(HELD), seconds=10, start=np.array([0, 3, -1], np.int32))


def test_a_lane_that_hangs_is_ended_with_the_race(monkeypatch):
    monkeypatch.setattr(proving, "COMMAND", [sys.executable, "-c", "import time; time.sleep(60)"])
    race = race_of(HELD)
    race.claim((0, 0, 0))
    race.seconds = 0.5
    assert list(proving.told(race)) == []
    assert race.elapsed() < 5


def test_a_bound_that_a_plan_contradicts_is_refused_and_reported(caplog):
    race = race_of(HELD)
    race.claim((0, 0, 2))
    assert race.faults == [Fault("bound", "disputed")]
    assert race.floor == (0, 0, 0), "none of the bounds is believed any more"
    race.claim((0, 0, 1))
    assert race.floor == (0, 0, 0)
    assert "2) was claimed where a plan has (0, 0, 1)" in caplog.text


def test_a_plan_is_checked_before_it_counts():
    race = race_of(HELD)
    for wrong in ([0, 3, 3], [0, 3], [0, 3, 4], [1, 3, 0]):
        with pytest.raises(WrongPlan):
            race.offer(np.array(wrong, np.int32))
    assert race.plan.tolist() == [0, 3, 2]
