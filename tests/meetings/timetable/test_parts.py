"""A large forum is cut where nothing is shared that could be short; its parts are searched in processes, joined and
checked."""
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.timetable_planted import planted_weight, side_by_side
from meetings.timetable import parts, read_instance, searches, sharing, solve
from meetings.timetable.measures import gaps, is_valid, weight_of

from . import checker
from .invented import instance, instances, valid_plans

TINY = settings(derandomize=True, max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def small_is_large(monkeypatch):
    monkeypatch.setattr(parts, "LARGE", 1)
    monkeypatch.setattr(parts, "LEAST", 1)


def cut(data):
    return sorted(part.tolist() for part in parts.parts(read_instance(data)))


def test_people_tables_interpreters_and_precedences_hold_a_forum_together(small_is_large):
    pairs = [(0, 1), (1, 2), (3, 4), (5, 6)]
    apart = instance(7, 4, 4, pairs, fairness=None)
    assert cut(apart) == [[0, 1], [2], [3]]
    assert cut(apart | {"tables": 2}) == [[0, 1, 2, 3]], "three could stand in a slot with two tables"
    assert cut(apart | {"fairness": 2}) == [[0, 1, 2, 3]], "everybody is compared with everybody"
    spoken = apart | {"interpreters": {"ja-ru": 1}, "meetings": [dict(one) for one in apart["meetings"]]}
    spoken["meetings"][2]["interp"] = spoken["meetings"][3]["interp"] = "ja-ru"
    assert cut(spoken) == [[0, 1], [2, 3]]
    spoken["meetings"][2]["after"] = [0]
    assert cut(spoken) == [[0, 1, 2, 3]]


def test_a_forum_that_is_not_large_stays_whole():
    assert cut(instance(4, 2, 2, [(0, 1), (2, 3)], fairness=None)) == [[0, 1]]


@TINY
@given(instances(weighted=True, most=4))
def test_the_best_of_the_parts_are_the_best_of_the_whole(data):
    """Whatever is chosen of the parts' plans keeps all rules, and is worth as much as the best of the whole."""
    ready = read_instance(data)
    label, plans = parts.pieces(ready), [np.array([-1 if s is None else s for s in p]) for p in valid_plans(data)]
    if not plans:
        return
    joined = np.full(ready.meetings, -1)
    for piece in range(label.max() + 1):
        own = label == piece
        joined[own] = max(plans, key=lambda plan, own=own: ready.weight[own & (plan >= 0)].sum())[own]
    assert is_valid(ready, joined)
    assert weight_of(ready, joined) == max(weight_of(ready, plan) for plan in plans)


def two_forums():
    return side_by_side([planted_weight(seed, people=80, per_day=8, load=4) for seed in range(2)])


def test_two_forums_are_solved_by_processes_and_joined(small_is_large):
    data = two_forums()
    ready = read_instance(data)
    assert len(parts.parts(ready)) == 2
    found = solve(ready, seconds=25)
    plan, table = ([None if one < 0 else int(one) for one in row] for row in (found.slot, found.table))
    assert checker.broken_rules(data, plan, table) == []
    assert (found.weight, found.weight_bound, found.proven) == (data["optimum"]["weight"],) * 2 + (True,)
    assert found.faults == ()


def test_a_process_that_fails_leaves_the_rest_to_the_others(small_is_large, monkeypatch, caplog):
    monkeypatch.setattr(sharing, "COMMAND", [sys.executable, "-c", "import sys; sys.exit(7)"])
    called = []
    annealing = searches.annealing
    monkeypatch.setattr(searches, "annealing", lambda race, seed: called.append(seed) or annealing(race, seed))
    data = two_forums()
    found = solve(read_instance(data), seconds=4)
    assert {fault.lane for fault in found.faults} == {"in_parts"}
    assert called, "the whole is searched here then"
    assert found.weight >= 0.99 * data["optimum"]["weight"]
    caplog.clear()


def test_a_part_that_is_no_plan_does_not_count(small_is_large, monkeypatch, caplog):
    lie = "print('{\"part\": 0, \"slot\": ' + str([0] * 320) + '}'); print('{\"finished\": true}')"
    monkeypatch.setattr(sharing, "COMMAND", [sys.executable, "-c", "import sys; sys.stdin.buffer.peek();" + lie])
    found = solve(ready := read_instance(two_forums()), seconds=2)
    assert {fault.kind for fault in found.faults} == {"WrongPlan"}
    assert is_valid(ready, found.slot)
    assert gaps(ready, found.slot)[1].sum() == found.idle
    caplog.clear()
