"""The job that computes a timetable: one at a time, resumed after a crash, stopped;
applied whole, noticing what changed.
"""

from datetime import timedelta

import pytest

from core.errors import TransitionNotAllowed
from core.models import Activity
from events import services as event_services
from events.errors import NotTheOrganiser
from events.models import Registration
from meetings import services
from meetings.errors import NothingToPlan, PlanOutdated, RunIsOn
from meetings.models import Meeting, Seating, Slot, TimetableRun
from meetings.services import planning as timetabling
from meetings.services.plan_facts import facts_of
from meetings.solver.door import Found, Impossible
from notifications.models import Message

from .meeting_build import accepted, delegates, fresh, interpreter, with_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(make_event, sato, now):
    event = with_meetings(make_event(20), by=sato, now=now)
    interpreter(event, by=sato, now=now)
    return event


@pytest.fixture
def meetings(fair, tanaka, hokuriku, aigul, altai, now) -> list[Meeting]:
    """Two people a side, who all meet each other; asked for one after the other, which is their order in a plan."""
    japan, kazakh = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)
    pairs = [(one, other) for one in japan for other in kazakh]
    return [accepted(*pair, now=now - timedelta(minutes=9 - number)) for number, pair in enumerate(pairs)]


@pytest.fixture
def plans(monkeypatch):
    """plans([slot, …], [table, …]): what the solver will find; `seen` keeps how it was asked."""
    seen = []

    def will_find(*found, progress=None):
        answers = list(found)

        def search(instance, *, seconds, start, keep):
            seen.append((instance, seconds, start))
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            if isinstance(answer, Exception):
                raise answer
            keep({"elapsed": 3, "weight": 1}, answer)
            return Found(answer, {}, progress or {"elapsed": 9, "weight": 8, "bound": 8, "placed": 4, "idle": 0})

        monkeypatch.setattr(timetabling, "search", search)
        return seen

    return will_find


def plan(slots, tables=None) -> dict:
    return {"slot": slots, "table": tables or [None if slot is None else 0 for slot in slots]}


def computed(fair, sato, now, **more) -> TimetableRun:
    run = services.request_run(fair, seconds=10, keep_moves_few=False, by=sato, now=now, **more)
    assert services.work_on_runs() == 1
    run.refresh_from_db()
    return run


def slots_of(meetings) -> list:
    return [one.slot.number if one.slot else None for one in map(fresh, meetings)]


def test_the_instance_says_what_the_solver_must_know(fair, meetings, now):
    instance = facts_of(fair, with_previous=False, now=now).instance
    assert (
        instance["participants"], instance["slots"], instance["tables"], instance["interpreters"]
    ) == (4, 4, 2, {"ja-ru": [1, 1, 1, 1]})
    assert sorted(instance["sides"]) == ["A", "A", "B", "B"]
    assert {one["interp"] for one in instance["meetings"]} == {"ja-ru"}
    assert instance["days"] * instance["slots_per_day"] == 4
    assert instance["forbidden"] == [[], [], [], []]
    away = meetings[0].asker
    services.set_absences(away, slots=[Slot.objects.get(event=fair, number=3).pk], by=None, now=now)
    assert [3] in facts_of(fair, with_previous=True, now=now).instance["forbidden"]


def test_a_plan_is_computed_and_applied_and_everybody_gets_one_mail(fair, meetings, plans, sato, dana, now):
    plans(plan([0, 1, 2, 3]))
    with pytest.raises(NotTheOrganiser):
        services.request_run(fair, seconds=10, keep_moves_few=False, by=dana, now=now)
    run = computed(fair, sato, now)
    assert (run.state, run.progress["placed"]) == ("finished", 4)
    assert slots_of(meetings) == [None] * 4
    result = services.apply_run(run, by=sato, now=now)
    assert result == {"placed": 4, "changed": 4, "left_out": 0}
    assert slots_of(meetings) == [0, 1, 2, 3]
    assert Seating.objects.count() == 8
    assert Message.objects.filter(kind="meetings/agenda_ready").count() == 4
    with pytest.raises(TransitionNotAllowed):
        services.apply_run(run, by=sato, now=now)


def test_filling_empty_slots_moves_nobody(fair, meetings, plans, sato, now):
    """Not even where the plan would have it otherwise; only who gets a meeting is told."""
    for one, number in ((meetings[0], 0), (meetings[3], 1)):
        services.place_meeting(
            one, slot=Slot.objects.get(event=fair, number=number), fix=False, by=sato, now=now
        )
    seen = plans(plan([2, 3, 3, 0]))
    run = computed(fair, sato, now, only_add=True)
    assert [one["fixed_slot"] for one in seen[0][0]["meetings"]] == [0, None, None, 1]
    services.apply_run(run, despite=True, by=sato, now=now)
    assert [slots_of(meetings)[place] for place in (0, 3)] == [0, 1]
    assert 3 in slots_of(meetings)


def test_without_a_meeting_to_add_nothing_is_computed(fair, meetings, plans, sato, now):
    plans(plan([0, 1, 2, 3]))
    services.apply_run(computed(fair, sato, now), by=sato, now=now)
    with pytest.raises(NothingToPlan):
        services.request_run(fair, seconds=10, keep_moves_few=False, only_add=True, by=sato, now=now)


def test_meetings_may_swap_places_and_fixed_ones_stay(fair, meetings, plans, sato, now):
    plans(plan([0, 1, 2, 3]))
    services.apply_run(computed(fair, sato, now), by=sato, now=now)
    plans(plan([3, 1, 2, 0]))
    result = services.apply_run(computed(fair, sato, now), by=sato, now=now)
    assert slots_of(meetings) == [3, 1, 2, 0]
    assert result["changed"] == 2
    Meeting.objects.filter(pk=meetings[0].pk).update(is_fixed=True)
    plans(plan([3, None, 2, 0]))
    services.apply_run(computed(fair, sato, now), by=sato, now=now)
    assert slots_of(meetings) == [3, None, 2, 0]
    assert fresh(meetings[1]).state == "displaced"


def test_a_plan_seats_the_others_around_a_fixed_table(fair, meetings, plans, sato, now):
    """The solver knows that a meeting is fixed in its slot, not at which table."""
    interpreter(fair, by=sato, now=now, email="kim@example.kz")
    services.place_meeting(meetings[0], slot=Slot.objects.get(event=fair, number=0), by=sato, now=now)
    plans(plan([0, 1, 2, 0], [1, 0, 0, 0]))
    services.apply_run(computed(fair, sato, now), by=sato, now=now)
    assert slots_of(meetings) == [0, 1, 2, 0]
    assert [fresh(one).table for one in (meetings[0], meetings[3])] == [1, 2]


def test_what_changed_since_is_named_and_the_rest_can_be_applied(fair, meetings, plans, sato, tanaka, now):
    plans(plan([0, 1, 2, 3]))
    run = computed(fair, sato, now)
    gone = Registration.objects.with_people().get(pk=meetings[0].asker_id)
    event_services.withdraw_registration(gone, by=tanaka, now=now)
    with pytest.raises(PlanOutdated) as outdated:
        services.apply_run(run, by=sato, now=now)
    assert len(outdated.value.changed) == 2
    assert all(gone.name in words for words in outdated.value.changed)
    assert services.apply_run(run, despite=True, by=sato, now=now)["placed"] == 2
    assert slots_of(meetings) == [None, None, 2, 3]


def test_one_run_at_a_time_and_nothing_to_plan(fair, meetings, plans, sato, make_event, now):
    services.request_run(fair, seconds=10, keep_moves_few=False, by=sato, now=now)
    with pytest.raises(RunIsOn):
        services.request_run(fair, seconds=10, keep_moves_few=False, by=sato, now=now)
    empty = with_meetings(make_event(3), by=sato, now=now)
    with pytest.raises(NothingToPlan):
        services.request_run(empty, seconds=10, keep_moves_few=False, by=sato, now=now)


def test_a_crash_goes_on_from_the_last_plan_and_after_three_the_plan_is_kept(
    fair, meetings, plans, sato, now, monkeypatch
):
    run = services.request_run(fair, seconds=10, keep_moves_few=False, by=sato, now=now)
    seen = []

    def crashing(instance, *, seconds, start, keep):
        seen.append(start)
        keep({"elapsed": 2, "weight": 4}, plan([0, 1, None, None]))
        raise MemoryError

    monkeypatch.setattr(timetabling, "search", crashing)
    services.work_on_runs()
    run.refresh_from_db()
    assert seen == [None, plan([0, 1, None, None]), plan([0, 1, None, None])]
    assert (run.state, run.attempts) == ("failed", 3)
    services.apply_run(run, by=sato, now=now)
    assert slots_of(meetings) == [0, 1, None, None], "the last plan stays and can be applied"


def test_stopping_ends_the_search_with_the_best_so_far(fair, meetings, plans, sato, now, monkeypatch):
    run = services.request_run(fair, seconds=10, keep_moves_few=False, by=sato, now=now)
    services.stop_run(run, by=sato, now=now)
    answers = []

    def search(instance, *, seconds, start, keep):
        answers.append(keep({"elapsed": 1}, plan([0, None, None, None])))
        return Found(plan([0, None, None, None]), {}, {"elapsed": 1})

    monkeypatch.setattr(timetabling, "search", search)
    services.work_on_runs()
    assert answers == [False]
    assert TimetableRun.objects.get().state == "finished"


def test_contradictions_are_kept_as_they_were_found(fair, meetings, plans, sato, now):
    found = [
        {"kind": "person", "text": f"person {one} has too many", "people": [one], "meetings": [0], "slots": [0]}
        for one in (0, 1)
    ]
    plans(Impossible(found))
    run = computed(fair, sato, now)
    assert (run.state, run.conflicts) == ("infeasible", found)


def test_a_plan_passes_by_what_has_been_fixed_or_ruled_out_since(fair, meetings, plans, sato, now):
    plans(plan([0, 1, 2, 3]))
    run = computed(fair, sato, now)
    # takes the only interpreter there
    services.place_meeting(meetings[3], slot=Slot.objects.get(event=fair, number=0), by=sato, now=now)
    services.set_absences(meetings[1].asker, slots=[Slot.objects.get(event=fair, number=1).pk], by=None, now=now)
    with pytest.raises(PlanOutdated) as outdated:
        services.apply_run(run, by=sato, now=now)
    assert set(outdated.value.changed) == {str(meetings[index]) for index in (1, 3)}
    assert services.apply_run(run, despite=True, by=sato, now=now) == {"placed": 2, "changed": 1, "left_out": 2}
    assert slots_of(meetings) == [None, None, 2, 0]
    assert TimetableRun.objects.get().left_out == {str(meetings[0].pk): "interpreter", str(meetings[1].pk): "changed"}


def test_what_has_no_place_in_the_plan_or_came_after_it_is_left_out(fair, meetings, plans, sato, now):
    plans(plan([0, None, 2, 3]))
    run = computed(fair, sato, now)
    Meeting.objects.filter(pk=meetings[3].pk).update(state="declined")
    late = services.arrange_meeting(fair, one=meetings[3].asker, other=meetings[3].asked, by=sato, now=now)
    assert services.apply_run(run, despite=True, by=sato, now=now)["left_out"] == 2
    assert TimetableRun.objects.get().left_out == {str(meetings[1].pk): "no_place", str(late.pk): "changed"}


def test_a_plan_for_more_tables_than_are_left_is_outdated(fair, meetings, plans, sato, now):
    interpreter(fair, by=sato, now=now, email="kim@example.kz")
    plans(plan([0, 1, 2, 0], [1, 0, 1, 0]))
    run = computed(fair, sato, now)
    with_meetings(fair, by=sato, now=now, tables=1)
    with pytest.raises(PlanOutdated) as outdated:
        services.apply_run(run, by=sato, now=now)
    assert outdated.value.changed == [str(meetings[0])], "the third one simply sits at the other table"
    services.apply_run(run, despite=True, by=sato, now=now)
    assert slots_of(meetings) == [None, 1, 2, 0]
    assert {fresh(one).table for one in meetings[1:]} == {1}


def test_a_plan_passes_by_meetings_that_are_over(fair, meetings, plans, sato, now):
    services.place_meeting(meetings[0], slot=Slot.objects.get(event=fair, number=0), fix=False, by=sato, now=now)
    plans(plan([3, 0, 2, 1]))
    run = computed(fair, sato, now)
    services.hold_meeting(fresh(meetings[0]), by=sato, now=Slot.objects.get(event=fair, number=0).starts_at)
    with pytest.raises(PlanOutdated) as outdated:
        services.apply_run(run, by=sato, now=now)
    assert set(outdated.value.changed) == {str(meetings[0]), str(meetings[1])}
    services.apply_run(run, despite=True, by=sato, now=now)
    assert slots_of(meetings) == [0, None, 2, 1]
    assert fresh(meetings[0]).state == "held"


def test_the_plan_that_was_chosen_stands_in_the_log(fair, meetings, sato, now, monkeypatch):
    """None of the others by a name that the run does not have."""
    others = {"between": plan([1, None, None, None]) | {"progress": {"moved": 1}}}
    found = Found(plan([0, None, None, None]), others, {"elapsed": 1})
    monkeypatch.setattr(timetabling, "search", lambda *_args, **_more: found)
    run = computed(fair, sato, now)
    with pytest.raises(TransitionNotAllowed):
        services.apply_run(run, plan="waiting", by=sato, now=now)
    services.apply_run(run, plan="between", by=sato, now=now)
    assert slots_of(meetings)[0] == 1
    act = Activity.objects.get(verb="meetings.timetablerun.apply")
    assert (act.data["plan"], act.data["plans"]) == ("between", 2)


def test_a_run_from_when_there_was_one_other_plan_can_still_be_applied(fair, meetings, plans, sato, now):
    plans(plan([0, None, None, None]))
    run = computed(fair, sato, now)
    TimetableRun.objects.update(variant=plan([1, None, None, None]) | {"progress": {}})
    run.refresh_from_db()
    services.apply_run(run, plan="waiting", by=sato, now=now)
    assert slots_of(meetings)[0] == 1


def test_the_solver_is_told_of_tables_and_of_everybody(fair, meetings, plans, sato, now):
    seen = plans(plan([0, 1, None, None]))
    services.apply_run(computed(fair, sato, now), by=sato, now=now)
    services.request_run(fair, seconds=10, keep_moves_few=True, everybody=True, by=sato, now=now)
    services.work_on_runs()
    given = seen[-1][0]
    assert given["everybody"] is True
    assert given["previous_tables"] == [0, 0, None, None]
