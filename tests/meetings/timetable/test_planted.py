"""Instances with a known optimum: the hidden plan is what it is said to be, and the solver finds the same."""
import pytest

from benchmarks.timetable_planted import planted_breaks, planted_weight, side_by_side
from meetings.timetable import read_instance, solve


@pytest.mark.parametrize("fairness, forced, breaks", [(0, 1, 16), (1, 2, 24), (3, 4, 40), (None, 2, 16)])
def test_the_fewest_breaks_are_those_that_were_planted(fairness, forced, breaks):
    data = planted_breaks(1, fairness=fairness, forced=forced, groups=2, half=4)
    assert data["optimum"]["breaks"] == breaks
    found = solve(read_instance(data), seconds=40)
    assert (found.breaks, found.proven) == (breaks, True)


def test_the_most_weight_is_what_was_planted_and_lighter_requests_find_no_table():
    data = planted_weight(3, people=80, per_day=8, load=4, over=0.2)
    assert len(data["meetings"]) > data["tables"] * data["slots"]
    found = solve(read_instance(data), seconds=15)
    assert found.weight == found.weight_bound == data["optimum"]["weight"]


def test_forums_side_by_side_have_their_own_people_and_slots():
    parts = [planted_weight(seed, people=40, per_day=4, load=2) for seed in range(2)]
    data = side_by_side(parts)
    read = read_instance(data)
    assert (read.meetings, read.slots) == (2 * len(parts[0]["meetings"]), 16)
    assert not read.domain[: len(parts[0]["meetings"]), 8:].any()
