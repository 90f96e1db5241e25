"""From meetings in the database through the child process to a timetable, with the real solver."""

import pytest
from django.urls import reverse

from meetings import services
from meetings.models import Meeting, TimetableRun
from meetings.solver.door import Impossible, SolverStumbled, environment, search

from .meeting_build import accepted, delegates, interpreter, with_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(make_event, sato, tanaka, hokuriku, aigul, altai, now):
    """Three people a side who all meet each other: nine meetings, five slots, two tables, two interpreters."""
    event = with_meetings(make_event(20), by=sato, now=now, slots=5)
    for email in ("li@example.kz", "kim@example.kz"):
        interpreter(event, by=sato, now=now, email=email)
    japan, kazakh = delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=3)
    for one in japan:
        for other in kazakh:
            accepted(one, other, now=now)
    return event


def test_the_real_solver_places_everybody(fair, sato, now, monkeypatch):
    run = services.request_run(fair, seconds=20, keep_moves_few=False, by=sato, now=now)
    assert services.work_on_runs() == 1
    run.refresh_from_db()
    assert run.state == "finished", run.error
    assert (run.progress["placed"], run.progress["weight"], run.progress["bound"]) == (9, 18, 18)
    assert services.apply_run(run, by=sato, now=now)["placed"] == 9
    rows = list(Meeting.objects.filter(event=fair, state="scheduled").values_list("slot", "table", "interpreter"))
    assert len({(slot, table) for slot, table, _who in rows}) == 9
    assert len({(slot, who) for slot, _table, who in rows}) == 9


def test_the_wish_for_fair_waiting_reaches_the_solver_and_the_page(fair, sato, as_, now):
    office = as_(sato)
    given = {"seconds": "20", "fairness": "1"}
    page = office.post(reverse("meetings:run_request", args=[fair.pk]), given).url
    services.work_on_runs()
    run = TimetableRun.objects.get()
    assert (run.fairness, run.given["fairness"]) == (1, 1)
    assert run.progress["apart"] <= 1
    assert "Nobody waits in more than one gap more than anybody else" in office.get(page).content.decode()


def test_when_something_changes_few_meetings_move(fair, sato, now):
    for keep in (False, True):
        run = services.request_run(fair, seconds=20, keep_moves_few=keep, by=sato, now=now)
        services.work_on_runs()
        run.refresh_from_db()
        if not keep:
            services.apply_run(run, by=sato, now=now)
            placed = Meeting.objects.filter(event=fair, state="scheduled").with_people().first()
            services.set_absences(placed.asker, slots=[placed.slot_id], by=None, now=now)
    assert run.state == "finished"
    assert run.progress["moved"] <= 3
    assert run.progress["placed"] == 9
    assert 0 < run.progress["told"] <= 6
    for name, other in run.others.items():
        assert other["progress"]["idle"] < run.progress["idle"], name
        assert other["progress"]["moved"] >= run.progress["moved"], name


def test_who_would_stay_without_a_meeting_may_have_one_at_a_price():
    """One table, two slots: the meetings that are wished most are of the same three people."""
    instance = {
        "participants": 4, "slots": 2, "days": 1, "slots_per_day": 2, "morning_slots": 1, "tables": 1,
        "forbidden": [[]] * 4, "interpreters": {},
        "meetings": [{"id": n, "a": a, "b": b, "weight": w} for n, (a, b, w) in enumerate(
            [(0, 1, 3), (0, 2, 3), (1, 3, 2)]
        )],
    }
    found = search(instance, seconds=5, start=None, keep=lambda *_: True)
    assert (found.progress["weight"], found.progress["alone"], found.progress["least_alone"]) == (6, 1, 1)
    assert found.variants["everyone"]["progress"]["weight"] == 5
    assert "alone" not in found.variants["everyone"]["progress"]


def test_a_contradiction_of_the_real_solver_is_shown_in_words(fair, sato, as_, now):
    first, second = Meeting.objects.filter(event=fair)[:2]
    for one, other in ((first, second), (second, first)):
        Meeting.objects.filter(pk=one.pk).update(after=other)
    run = services.request_run(fair, seconds=1, keep_moves_few=False, by=sato, now=now)
    services.work_on_runs()
    run.refresh_from_db()
    page = as_(sato).get(run.get_absolute_url()).content.decode()
    assert run.state == "infeasible"
    assert run.conflicts[0]["text"] not in page
    assert all(one.asker.name in page and one.get_absolute_url() in page for one in (first, second))


def test_a_contradiction_and_a_crash_are_told_apart():
    instance = {
        "participants": 2, "slots": 1, "days": 1, "slots_per_day": 1, "morning_slots": 1, "tables": 1,
        "sides": ["A", "B"], "country": ["JP", "KZ"],
        "languages": [["ja"], ["ru"]], "interpreters": {}, "forbidden": [[], []],
        "meetings": [
            {"id": number, "a": 0, "b": 1, "weight": 2, "interp": None, "session": None, "fixed_slot": 0, "after": []}
            for number in range(2)
        ],
    }
    with pytest.raises(Impossible) as impossible:
        search(instance, seconds=1, start=None, keep=lambda _progress, _plan: True)
    assert [one["people"] for one in impossible.value.conflicts[:2]] == [
        [0], [1]
    ], "of each person, not of the first alone"
    with pytest.raises(SolverStumbled, match="Traceback"):
        search(instance | {"meetings": []}, seconds=1, start={"slot": ["nonsense"]}, keep=lambda _progress, _plan: True)


def test_compiled_code_is_kept_among_the_portals_data_unless_another_place_is_named(settings, monkeypatch, tmp_path):
    settings.PORTAL_DATA = tmp_path
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    assert environment()["NUMBA_CACHE_DIR"] == str(tmp_path / "numba")
    monkeypatch.setenv("NUMBA_CACHE_DIR", "/elsewhere")
    assert environment()["NUMBA_CACHE_DIR"] == "/elsewhere"
