"""What cannot be planned is refused at once, and says who and when."""
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.timetable_instances import KINDS, invent
from meetings.timetable import TimetableRefused, read_instance, required, solve
from meetings.timetable.conflict import spelled
from meetings.timetable.required import grounded

from .invented import instance


def refusal(data, **options):
    solution = solve(read_instance(data), seconds=10, **options)
    assert solution.infeasible
    assert solution.placed == 0
    assert solution.reason
    assert solution.seconds < 5
    return solution.conflicts[0]


@pytest.mark.parametrize("change, words", [
    ({"slots": 0}, "0 slots"),
    ({"tables": 0}, "0 tables"),
    ({"tables": -1}, "'tables' must be"),
    ({"slots": "8"}, "'slots' must be"),
    ({"slots": 63}, "more than 62"),
    ({"slots": 10**9}, "'slots' must be"),
    ({"meetings": [None]}, "'meetings[0]' must be a mapping"),
    ({"forbidden": [[], 3, []]}, "'forbidden[1]' must be a list"),
    ({"sides": ["A"]}, "'sides' must be a list with one entry for each of 3"),
    ({"days": 2, "slots_per_day": 3}, "2 × 3, but there are 4 slots"),
    ({"fairness": "much"}, "'fairness' must be"),
    ({"previous": {}}, "'previous' must be a list"),
    ({"forbidden": [[9], [], []]}, "person 0 is forbidden in unknown slots [9]"),
    ({"forbidden": [[]] * 4}, "4 rows for 3"),
    ({"previous": [1]}, "1 entries for 2 meetings"),
    ({"previous": [1, 8]}, "unknown slot 8"),
    ({"interpreters": {"ja-ru": -2}}, "interpreters of ja-ru"),
    ({"interpreters": {"ja-ru": [1, 1, 1]}}, "interpreters of ja-ru"),
])
def test_files_of_a_wrong_form_are_refused(change, words):
    with pytest.raises(TimetableRefused) as caught:
        read_instance(instance(3, 4, 2, [(0, 1), (1, 2)]) | change)
    assert words in str(caught.value)


@pytest.mark.parametrize("change, words", [
    ({"a": 3}, "unknown person 3"),
    ({"a": 2, "b": 2}, "cannot meet themselves"),
    ({"session": "noon"}, "none of am, pm"),
    ({"fixed_slot": 4}, "unknown slot 4"),
    ({"weight": 0}, "weight 0"),
    ({"after": [7]}, "unknown meetings [7]"),
    ({"id": 0}, "same id"),
    ({"id": [1]}, "'meetings[1].id' must be"),
    ({"after": 5}, "'meetings[1].after' must be a list"),
    ({"after": [0, {}]}, "'meetings[1].after[1]' must be"),
    ({"session": []}, "'meetings[1].session' must be"),
    ({"interp": 4}, "'meetings[1].interp' must be"),
    ({"barred": 1}, "'meetings[1].barred' must be"),
])
def test_meetings_of_a_wrong_form_are_refused(change, words):
    data = instance(3, 4, 2, [(0, 1), (1, 2)])
    data["meetings"][1] |= change
    with pytest.raises(TimetableRefused, match=re.escape(words)):
        read_instance(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**12) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=4,
)


@st.composite
def damaged(draw):
    """An instance in which one value, at any depth, is another one or missing."""
    data = instance(3, 4, 2, [(0, 1), (1, 2)], previous=[1, None], days=2, slots_per_day=2, sides=["A", "B", "A"])
    data["interpreters"], data["meetings"][1]["after"] = {"ja-ru": [1, 1, 1, 1]}, [0]
    data["meetings"][0] |= {"weight": 2, "barred": [3], "wished_slot": 1}
    box = data
    for _ in range(draw(st.integers(0, 3))):
        inner = [value for value in (box.values() if isinstance(box, dict) else box) if isinstance(value, dict | list)]
        box = draw(st.sampled_from(inner)) if inner else box
    places = list(box) if isinstance(box, dict) else list(range(len(box)))
    if places:
        box[draw(st.sampled_from(places))] = draw(JSON)
    return data


@settings(derandomize=True, max_examples=300, deadline=None)
@given(damaged() | JSON)
def test_whatever_is_given_is_read_or_refused_in_words(data):
    with suppress(TimetableRefused):
        assert read_instance(data).slots > 0


def test_a_circle_of_precedences_is_named():
    data = instance(4, 4, 2, [(0, 1), (1, 2), (2, 3)])
    for meeting, earlier in zip(data["meetings"], (2, 0, 1), strict=True):
        meeting["after"] = [earlier]
    with pytest.raises(TimetableRefused) as caught:
        read_instance(data)
    assert caught.value.conflicts[0].kind == "cycle"
    assert caught.value.conflicts[0].meetings == (0, 1, 2)


def test_two_locked_meetings_of_one_person_are_refused_for_either_objective():
    data = instance(3, 4, 2, [(0, 1), (1, 2)])
    for meeting in data["meetings"]:
        meeting["fixed_slot"] = 2
    for objective in ("weight", "breaks"):
        conflict = refusal(data, objective=objective)
        assert (conflict.kind, conflict.people, conflict.meetings, conflict.slots) == ("locks", (1,), (0, 1), (2,))


def test_a_meeting_locked_where_somebody_is_away_is_refused():
    data = instance(3, 4, 2, [(0, 1)], forbidden=[[], [3], []])
    data["meetings"][0]["fixed_slot"] = 3
    conflict = refusal(data, objective="weight")
    assert conflict.kind == "nowhere"
    assert conflict.people == (0, 1)
    assert 3 in conflict.slots


def test_a_person_with_more_meetings_than_slots_is_named():
    conflict = refusal(instance(5, 4, 3, [(0, 1), (0, 2), (0, 3), (0, 4)], forbidden=[[1], [], [], [], []]))
    assert (conflict.kind, conflict.people, conflict.slots) == ("person", (0,), (0, 2, 3))


def test_too_few_tables_are_named():
    conflict = refusal(instance(6, 2, 1, [(0, 1), (2, 3), (4, 5)]))
    assert (conflict.kind, conflict.people, conflict.slots) == ("tables", (0, 1, 2, 3, 4, 5), (0, 1))


def test_a_chain_longer_than_the_slots_is_named():
    data = instance(6, 2, 3, [(0, 1), (2, 3), (4, 5)])
    data["meetings"][1]["after"], data["meetings"][2]["after"] = [0], [1]
    conflict = refusal(data)
    assert conflict.kind == "chain"
    assert conflict.people == (0, 1, 2, 3, 4, 5)
    assert "0 before 1 before 2" in conflict.text


def test_a_chain_names_no_more_than_it_needs_with_direction_and_half_of_the_day():
    data = instance(8, 4, 4, [(0, 1), (2, 3), (4, 5), (6, 7)])
    data["meetings"][0]["after"] = [1]
    data["meetings"][1] |= {"session": "pm", "after": [3]}
    data["meetings"][0]["session"] = "am"
    data["meetings"][2]["after"] = [0]
    solution = solve(read_instance(data), seconds=10)
    assert [one.meetings for one in solution.conflicts] == [(1, 0)]
    assert "1 (in the afternoon) before 0 (in the morning)" in solution.reason


def test_everybody_away_is_said_once():
    solution = solve(read_instance(instance(3, 2, 2, [(0, 1), (1, 2)], forbidden=[[0, 1]] * 3)), seconds=10)
    assert [one.kind for one in solution.conflicts] == ["nobody_there"]


def test_together_names_the_meetings_of_the_core_alone():
    """Three people who all meet each other in two slots; each of them has others to meet too."""
    data = instance(9, 3, 4, [(0, 1), (1, 2), (0, 2), (0, 3), (4, 5)], forbidden=[[2], [2], [2], *[[]] * 6])
    data["meetings"][3]["session"] = None
    data["forbidden"][0] = []
    data["meetings"][0]["barred"] = data["meetings"][2]["barred"] = [2]
    assert solve(read_instance(data), seconds=20).conflicts[0].meetings == (0, 1, 2)


def test_a_triangle_in_two_slots_is_proven_impossible_and_explained():
    """Nobody is overbooked and no table is short; three people still need three slots to meet each other."""
    conflict = refusal(instance(6, 2, 3, [(0, 1), (1, 2), (0, 2), (3, 4)]))
    assert (conflict.kind, conflict.people, conflict.meetings, conflict.slots) == (
        "together", (0, 1, 2), (0, 1, 2), (0, 1)
    )


def test_somebody_who_is_always_away_is_refused_only_where_all_must_meet():
    data = instance(3, 3, 2, [(0, 1), (1, 2)], forbidden=[[0, 1, 2], [], []])
    assert refusal(data).people == (0, 1)
    solution = solve(read_instance(data), seconds=1, objective="weight")
    assert (solution.placed, solution.weight_bound, solution.proven) == (1, 1, True)


def test_five_thousand_requests_for_one_table_take_as_many_as_fit():
    pairs = [(number % 100, 100 + (number * 7 + number // 100) % 100) for number in range(5000)]
    data = instance(200, 16, 1, pairs)
    assert "tables" in {conflict.kind for conflict in solve(read_instance(data), seconds=5).conflicts}
    solution = solve(read_instance(data), seconds=1, objective="weight")
    assert (solution.placed, solution.weight_bound, solution.proven) == (16, 16, True)


def test_an_invented_file_with_one_table_too_few_is_refused():
    data = invent(KINDS["small"], seed=5)
    data["tables"] = (len(data["meetings"]) - 1) // data["slots"]
    assert refusal(data).kind == "tables"


def test_an_empty_wish_list_gives_an_empty_plan():
    solution = solve(read_instance(instance(3, 4, 2, [])), seconds=2)
    assert (solution.placed, solution.infeasible, solution.proven) == (0, False, True)


def test_numbers_are_spelled_in_runs():
    assert [spelled("person", row) for row in ([], [4], [3, 1, 2, 7, 8])] == [
        "no people", "person 4", "people 1–3, 7, 8"
    ]


def test_a_locked_meeting_without_room_for_what_comes_before_it_is_refused():
    data = instance(4, 3, 1, [(0, 1), (2, 3), (0, 2)])
    data["meetings"][0]["weight"] = 1
    data["meetings"][1] |= {"fixed_slot": 1, "after": [0]}
    data["meetings"][2] |= {"fixed_slot": 0}
    conflict = refusal(data, objective="weight")
    assert (conflict.kind, conflict.meetings, conflict.people) == ("forerunners", (0, 1), (0, 1, 2, 3))


def test_what_cannot_be_decided_in_time_is_not_called_impossible(monkeypatch):
    """A long search in which locked meetings have room, but nobody found it in time."""
    data = instance(3, 3, 1, [(0, 1), (0, 2), (1, 2)])
    data["meetings"][2] |= {"fixed_slot": 1, "after": [1]}
    ready = read_instance(data)
    assert grounded(ready, seconds=0.001).tolist() == [-1, 0, 1], "there is always time for a small one"
    monkeypatch.setattr(required, "answer", lambda _model, **given: None)
    with pytest.raises(TimeoutError):
        grounded(ready, seconds=1)


def test_of_locked_meetings_only_those_without_room_are_named(monkeypatch):
    data = instance(6, 3, 2, [(0, 1), (2, 3), (0, 2), (4, 5), (4, 3)])
    data["meetings"][1] |= {"fixed_slot": 1, "after": [0]}
    data["meetings"][2] |= {"fixed_slot": 0}
    data["meetings"][4] |= {"fixed_slot": 2, "after": [3]}
    ready = read_instance(data)
    assert grounded(ready, seconds=1).meetings == (0, 1)
    monkeypatch.setattr(required, "EXPLAINING", 0)
    assert grounded(ready, seconds=1).meetings == (0, 1, 3, 4)


def test_slots_that_are_not_there_cannot_be_wished_or_barred():
    data = instance(2, 2, 1, [(0, 1)])
    data["meetings"][0] |= {"wished_slot": 2, "barred": [-1]}
    with pytest.raises(TimetableRefused, match=r"meeting 0: unknown slots \[-1, 2\]"):
        read_instance(data)
