"""The organiser's pages of meetings: setup, grid, one meeting, interpreters, sheets, computed timetables;
and who is turned away.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import services as event_services
from events.models import Event
from meetings import services
from meetings.models import Meeting, MeetingSetup, Slot, TimetableRun, Unavailable
from meetings.services import planning as timetabling
from meetings.solver.door import Found
from meetings.views import grid as grid_views
from tests.events.conftest import seat

from .meeting_build import accepted, delegates, fresh, interpreter, placed, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
SETUP = {
    "begin_0_0": "09:00", "end_0_0": "10:00", "begin_0_1": "10:30", "end_0_1": "12:00", "minutes": "25", "pause": "5",
    "tables": "3", "most_per_person": "4", "hold_hours": "48",
}
OF_EVENT = ["grid", "meeting_setup", "meeting_arrange", "sheets", "interpreters"]
POSTED = ["meeting_place", "meeting_hold", "run_stop", "run_apply"]
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def fair(make_event, sato, now) -> Event:
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def li(fair, sato, now):
    return interpreter(fair, by=sato, now=now)


@pytest.fixture
def sides(fair, li, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=3)


@pytest.fixture
def waiting(sides, now) -> Meeting:
    return accepted(sides[0][0], sides[1][0], now=now)


@pytest.fixture
def sitting(waiting, sato, now) -> Meeting:
    return placed(waiting, 0, by=sato, now=now)


@pytest.fixture
def office(as_, sato) -> Client:
    return as_(sato)


@pytest.fixture
def run(fair, waiting, sato, now) -> TimetableRun:
    return services.request_run(fair, seconds=10, keep_moves_few=False, by=sato, now=now)


@pytest.fixture
def computed(run, monkeypatch) -> TimetableRun:
    """Finds slot 1 at table 2, and as a second plan slot 2."""
    progress = {"elapsed": 5, "weight": 3, "bound": 4, "placed": 1, "idle": 0}
    second = {"slot": [2], "table": [0], "progress": progress | {"moved": 1}}
    monkeypatch.setattr(
        timetabling, "search", lambda *_args, **_more: Found({"slot": [1], "table": [1]}, {"waiting": second}, progress)
    )
    services.work_on_runs()
    run.refresh_from_db()
    return run


def test_a_search_that_failed_is_shown_to_staff_alone(computed, fair, office, as_, dana, atameken):
    Event.objects.filter(pk=fair.pk).update(chamber=atameken)
    computed.progress |= {"faults": ["by_clauses: LaneEnded"]}
    computed.save(update_fields=["progress"])
    assert "by_clauses: LaneEnded" in read(office, computed.get_absolute_url())
    assert "LaneEnded" not in read(as_(dana), computed.get_absolute_url())


def test_plans_stand_side_by_side_with_what_each_costs(computed, office):
    """Who stays without a meeting, how few they can be, and what it costs to give them one."""
    figures = {"elapsed": 5, "weight": 9, "bound": 9, "placed": 3, "idle": 4, "moved": 1, "told": 2}
    computed.progress = figures | {"alone": 3, "least_alone": 2}
    other = {"slot": [2], "table": [0]}
    computed.variant = {
        "between": other | {"progress": figures | {"moved": 2, "told": 4, "idle": 1}},
        "everyone": other | {"progress": figures | {"weight": 7, "placed": 4}},
    }
    computed.save(update_fields=["progress", "variant"])
    text = " ".join(read(office, computed.get_absolute_url()).split())
    assert "A meeting moves only where that saves waiting" in text
    assert "3 people (at least 2)" in text
    assert re.search(r"People who are told of a change</dt> <dd ?> 4 </dd>", text)
    assert re.search(r"Weight of wishes given up for it</dt> <dd ?> 2 </dd>", text)
    assert text.count("Apply this plan") == 1, "only the plan whose changes are shown"
    assert 'href="?plan=everyone#changes"' in text
    assert 'name="plan" value="everyone"' in read(office, computed.get_absolute_url() + "?plan=everyone")


def url(name: str, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def at(moment, monkeypatch, office: Client, sato) -> None:
    """The clock jumps; who was signed in months before signs in anew."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    office.force_login(sato)


# setup


def test_slots_are_set_up_around_the_lunch_pause(make_event, office):
    event = make_event(9)
    assert office.get(url("grid", event.pk)).url == url("meeting_setup", event.pk)
    assert office.post(url("meeting_setup", event.pk), SETUP).status_code == 302
    clocks = [f"{slot.starts_at:%H:%M}" for slot in Slot.objects.filter(event=event)]
    assert clocks == [
        "04:00", "04:30", "05:30", "06:00", "06:30"
    ], "09:00 there is 04:00 in UTC; nothing between 10:00 and 10:30"
    setup = MeetingSetup.objects.get()
    assert (setup.tables, setup.most_per_person, setup.hold_hours) == (3, 4, 48)
    assert 'value="48"' in read(office, url("meeting_setup", event.pk))


@pytest.mark.parametrize("field, value", [
    ("begin_0_0", "9 o'clock"), ("end_0_0", "08:00"), ("end_0_0", "09:00"),
    ("end_0_1", ""), ("begin_0_1", ""), ("begin_0_1", "09:45"),
    ("end_0_0", "09:10"), ("begin_0_0", "08:30"), ("end_0_1", "23:00"),
    ("minutes", "4"), ("pause", "-1"), ("tables", "0"), ("tables", "x"), ("most_per_person", ""), ("hold_hours", "0"),
])
def test_a_bad_setup_is_refused_beside_its_field_and_keeps_what_was_typed(make_event, office, field, value):
    event, given = make_event(9), SETUP | {field: value}
    answer = office.post(url("meeting_setup", event.pk), given)
    form, page = answer.context["form"], answer.content.decode()
    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert not MeetingSetup.objects.exists()
    assert all(form[name].value() == typed for name, typed in given.items())
    assert f"{form[field].label} — " in page


def test_a_setup_without_hours_asks_for_some(make_event, office):
    event = make_event(9)
    answer = office.post(
        url("meeting_setup", event.pk), SETUP | dict.fromkeys(["begin_0_0", "end_0_0", "begin_0_1", "end_0_1"], "")
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["begin_0_0"]


def test_more_slots_than_can_be_planned_are_refused_with_all_that_was_typed(make_event, office):
    start = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
    event = make_event(9, starts_at=start, ends_at=start + timedelta(days=2, hours=9))
    more = {f"{name}_{day}_0": clock for day in (1, 2) for name, clock in (("begin", "09:00"), ("end", "17:00"))}
    answer = office.post(url("meeting_setup", event.pk), SETUP | more | {"minutes": "5", "pause": "0"})
    assert answer.status_code == 409
    assert answer.context["form"]["end_2_0"].value() == "17:00"
    assert not Slot.objects.filter(event=event).exists()


def shown(office: Client, event: Event) -> dict:
    form = office.get(url("meeting_setup", event.pk)).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_the_first_setup_is_suggested_by_the_event_and_can_be_saved_as_it_is(
    make_event, office, tanaka, hokuriku, aigul, altai
):
    start = datetime(2027, 3, 9, 5, 30, tzinfo=UTC)  # 10:30 there
    event = make_event(20, starts_at=start, ends_at=start + timedelta(days=1, hours=5))
    assert shown(office, event)["tables"] == 10, "nobody is registered"
    delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=3)
    given = shown(office, event)
    hours = [given[f"{name}_{day}_{part}"] for day in (0, 1) for part in (0, 1) for name in ("begin", "end")]
    assert hours == ["10:30", "12:00", "13:00", "18:00", "09:00", "12:00", "13:00", "15:30"]
    assert (
        given["minutes"], given["pause"], given["tables"]
    ) == (25, 5, 3), "a table for each pair of the smaller side"
    assert office.post(url("meeting_setup", event.pk), given).status_code == 302
    assert Slot.objects.filter(event=event).count() == 3 + 10 + 6 + 5


def test_a_setup_is_shown_as_it_is_and_saving_it_again_changes_nothing(make_event, office):
    event = make_event(9)
    office.post(
        url("meeting_setup", event.pk),
        SETUP | {"minutes": "40", "pause": "10", "begin_0_0": "09:00", "end_0_0": "10:30"},
    )
    before, given = list(
        Slot.objects.filter(event=event).values_list("pk", "starts_at", "ends_at")
    ), shown(office, event)
    assert [
        given[f"{name}_0_{part}"] for part in (0, 1) for name in ("begin", "end")
    ] == ["09:00", "10:30", "10:30", "12:00"]
    assert (given["minutes"], given["pause"], given["tables"], given["hold_hours"]) == (40, 10, 3, 48)
    assert office.post(url("meeting_setup", event.pk), given).status_code == 302
    assert list(Slot.objects.filter(event=event).values_list("pk", "starts_at", "ends_at")) == before


def test_a_day_with_three_blocks_has_fields_for_each(make_event, office, sato, now):
    event, begin = make_event(9), datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
    blocks = [(begin + timedelta(hours=hour), begin + timedelta(hours=hour + 1)) for hour in (0, 3, 6)]
    with_meetings(event, by=sato, now=now, blocks=blocks)
    given = shown(office, event)
    assert (given["begin_0_2"], given["end_0_2"]) == ("15:00", "15:55")
    assert office.post(url("meeting_setup", event.pk), given).status_code == 302
    assert Slot.objects.filter(event=event).count() == 6


def test_the_setup_asks_as_often_for_three_people_as_for_one(make_event, office, tanaka, hokuriku):
    event, counts = make_event(9), []
    for number in range(3):
        seat(event, number, by=tanaka, firm=hokuriku)
        with CaptureQueriesContext(connection) as seen:
            read(office, url("meeting_setup", event.pk))
        counts.append(len(seen))
    assert counts[1] == counts[2]


# the grid


def test_the_grid_shows_both_clocks_and_who_waits(fair, sitting, sides, office, now):
    accepted(sides[0][1], sides[1][1], now=now)
    services.request_meeting(sides[0][2], asked=sides[1][2], by=None, now=now)
    page = read(office, url("grid", fair.pk))
    assert "09:00" in page
    assert "13:00" in page
    assert sitting.get_absolute_url() in page
    assert [len(one["rows"]) for one in office.get(url("grid", fair.pk)).context["lists"]] == [0, 1, 1]


def test_many_tables_are_shown_in_parts(fair, sato, office, now):
    with_meetings(fair, by=sato, now=now, tables=15)
    for asked, tables in (
        ("", [1, 6]), ("?from=13", [13, 15]), ("?from=99", [15, 15]), ("?from=x", [1, 6]), ("?from=-3", [1, 6])
    ):
        shown = office.get(url("grid", fair.pk) + asked).context["tables"]
        assert [shown[0], shown[-1]] == tables


# one meeting


def test_a_meeting_is_arranged_and_placed_from_the_list(fair, sides, office):
    (one, other), path = (sides[0][0], sides[1][0]), url("meeting_arrange", fair.pk)
    assert one.name in read(office, path)
    assert office.post(path, {"one": other.pk, "other": one.pk}).status_code == 422
    assert not Meeting.objects.exists()
    assert office.post(path, {"one": one.pk, "other": other.pk, "topics_en": "Lines"}).status_code == 302
    assert office.post(path, {"one": one.pk, "other": other.pk}).status_code == 409
    meeting = Meeting.objects.get()
    assert (meeting.topics.original, dict(meeting.topics)) == ("en", {"en": "Lines"})
    slot = Slot.objects.get(event=fair, number=2)
    assert str(slot.pk) in read(office, meeting.get_absolute_url())
    assert office.post(url("meeting_place", meeting.pk), {"slot": slot.pk}).status_code == 302
    assert (fresh(meeting).slot, fresh(meeting).table, fresh(meeting).is_fixed) == (slot, 1, True)


def test_a_place_that_does_not_exist_is_not_found(waiting, office, make_event, sato, now):
    elsewhere = Slot.objects.filter(event=with_meetings(make_event(3), by=sato, now=now)).first()
    for slot in (elsewhere.pk, "x" * 36, "", NOWHERE):
        assert office.post(url("meeting_place", waiting.pk), {"slot": slot}).status_code == 404
    assert fresh(waiting).slot is None


def test_a_taken_place_is_refused_with_words(sitting, sides, office, now):
    second = accepted(sides[0][0], sides[1][1], now=now)
    page = office.post(url("meeting_place", second.pk), {"slot": sitting.slot_id}, follow=True).content.decode()
    assert "is not free at this time" in page
    assert fresh(second).slot is None


def test_a_meeting_is_held_missed_and_held_again(sitting, office, sato, monkeypatch):
    hold, miss = url("meeting_hold", sitting.pk), url("meeting_note", sitting.pk, "miss")
    assert hold not in read(office, sitting.get_absolute_url())
    office.post(hold)
    assert fresh(sitting).state == "scheduled", "it has not begun"
    at(sitting.slot.starts_at, monkeypatch, office, sato)
    assert hold in read(office, sitting.get_absolute_url())
    office.post(hold)
    assert fresh(sitting).state == "held"
    assert office.post(miss, {"missing": NOWHERE}).status_code == 422
    assert office.post(miss, {"missing": sitting.asked_id}).status_code == 302
    assert fresh(sitting).missing == sitting.asked
    office.post(hold)
    assert (fresh(sitting).state, fresh(sitting).missing) == ("held", None)


def test_what_has_no_place_is_neither_held_nor_missed(waiting, office):
    page = office.post(url("meeting_hold", waiting.pk), follow=True)
    assert page.status_code == 200
    assert fresh(waiting).state == "accepted"
    assert office.post(url("meeting_note", waiting.pk, "miss"), {"missing": waiting.asked_id}).status_code == 409


def test_languages_are_corrected(sitting, office):
    path = url("meeting_note", sitting.pk, "pair")
    assert office.post(path, {"pair": "xx-yy"}).status_code == 422
    assert office.post(path, {"pair": ""}).status_code == 302
    assert (fresh(sitting).pair, fresh(sitting).interpreter) == ("", None)
    assert office.post(path, {"pair": "kk-uz"}).status_code == 409, "nobody interprets between these"
    assert fresh(sitting).pair == ""


def test_a_meeting_is_cancelled_with_a_reason(sitting, office):
    path = url("meeting_note", sitting.pk, "cancel")
    assert office.post(path, {"reason": ""}).status_code == 422
    assert fresh(sitting).state == "scheduled"
    assert office.post(path, {"reason": "Both ill"}).status_code == 302
    assert fresh(sitting).state == "cancelled"
    assert "Both ill" in read(office, sitting.get_absolute_url())
    assert office.post(url("meeting_note", sitting.pk, "dance")).status_code == 404


def test_both_sides_words_are_read_by_the_organiser(sitting, office, sato):
    then = sitting.slot.ends_at
    services.hold_meeting(sitting, by=sato, now=then)
    for side, step in ((sitting.asker, "Samples"), (sitting.asked, "A visit")):
        services.follow_up(
            sitting, registration=side, rating=4, next_step=step, owner="Abe", due_on=then.date(), by=None, now=then
        )
    page = read(office, sitting.get_absolute_url())
    assert "Samples" in page
    assert "A visit" in page
    assert "4/5" in page


# interpreters and sheets


def test_interpreters_with_their_minutes_left(fair, li, sitting, sides, sato, office, now, monkeypatch):
    placed(accepted(sides[0][1], sides[1][1], now=now), 1, by=sato, now=now)
    assert "50 minutes left" in read(office, url("interpreters", fair.pk))
    at(sitting.slot.starts_at + timedelta(minutes=10), monkeypatch, office, sato)
    assert "40 minutes left" in read(office, url("interpreters", fair.pk))


def test_an_interpreter_is_away_and_another_takes_over(fair, li, sitting, sato, office, now):
    kim, path = interpreter(fair, by=sato, now=now, email="kim@example.kz"), url("interpreter", fair.pk, li.pk)
    assert office.post(path, {"pairs": ["ja-ru", "xx"], "away": [sitting.slot_id, "x"]}).status_code == 302
    assert Unavailable.objects.get().interpreter == li
    assert (fresh(sitting).state, fresh(sitting).interpreter) == ("scheduled", kim)
    assert f'value="{sitting.slot_id}" id="id_away_0" checked' in read(office, path)
    office.post(url("interpreter", fair.pk, kim.pk), {"pairs": ["ja-kk"]})
    assert fresh(sitting).state == "displaced", "nobody is left who speaks both"
    assert office.get(url("interpreter", fair.pk, NOWHERE)).status_code == 404


@pytest.mark.parametrize("kind, titles", [("day", 1), ("tables", 2), ("people", 4)])
def test_sheets_to_print(fair, sitting, sides, sato, office, now, kind, titles):
    interpreter(fair, by=sato, now=now, email="kim@example.kz")
    second = placed(accepted(sides[0][1], sides[1][1], now=now), 0, by=sato, now=now)
    sheets = office.get(url("sheets", fair.pk) + f"?kind={kind}").context["sheets"]
    assert len(sheets) == titles
    assert {row["table"] for sheet in sheets for row in sheet["rows"]} == {1, 2}
    page = read(office, url("sheets", fair.pk) + f"?kind={kind}")
    assert all(name in page for name in (sitting.asker.name, second.asked.name, "09:00", "kim"))
    assert office.get(url("sheets", fair.pk) + "?kind=pigs").status_code == 404


def test_table_cards_are_in_the_order_of_the_tables(fair, sitting, sides, sato, office, now):
    Meeting.objects.filter(pk=sitting.pk).update(table=2)
    placed(accepted(sides[0][1], sides[1][1], now=now), 1, by=sato, now=now)
    sheets = office.get(url("sheets", fair.pk) + "?kind=tables").context["sheets"]
    assert [sheet["title"] for sheet in sheets] == ["Table 1", "Table 2"]


# computing


def test_a_run_is_asked_for_watched_and_stopped(fair, waiting, office):
    answer = office.post(url("run_request", fair.pk), {"seconds": "20"})
    run = TimetableRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert run.seconds == 20
    page = read(office, run.get_absolute_url())
    panel = office.get(run.get_absolute_url(), headers={"hx-request": "true"}).content.decode()
    assert all(url("run_stop", run.pk) in one and "every 2s" in one for one in (page, panel))
    assert "<html" not in panel
    assert "computed already" in office.post(
        url("run_request", fair.pk), {"seconds": "20"}, follow=True
    ).content.decode()
    office.post(url("run_request", fair.pk), {"seconds": "9999"})
    assert TimetableRun.objects.count() == 1
    office.post(url("run_stop", run.pk))
    assert TimetableRun.objects.get().stop_asked
    assert run.get_absolute_url() in read(office, url("grid", fair.pk))


@pytest.mark.parametrize("plan, number", [("", 1), ("waiting", 2)])
def test_a_computed_plan_is_applied(computed, waiting, office, plan, number):
    page = read(office, computed.get_absolute_url())
    assert "every 2s" not in page
    assert "75.0 %" in page
    assert office.post(url("run_apply", computed.pk), {"plan": plan}).status_code == 302
    assert fresh(waiting).slot.number == number
    assert TimetableRun.objects.get().state == "applied"
    assert office.post(url("run_apply", computed.pk), follow=True).status_code == 200


def test_an_outdated_plan_names_what_has_changed(computed, waiting, sides, office, now):
    second = accepted(sides[0][1], sides[1][1], now=now)
    answer = office.post(url("run_apply", computed.pk))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert str(second) in page
    assert 'name="despite"' in page
    assert fresh(waiting).slot is None
    assert office.post(url("run_apply", computed.pk), {"despite": "1"}).status_code == 302
    assert fresh(waiting).slot.number == 1


def test_who_is_left_without_a_place_is_listed_until_they_have_one(computed, waiting, li, sato, office, now):
    event_services.release_contributor(li, by=sato, now=now)
    page = office.post(url("run_apply", computed.pk), follow=True).content.decode()
    assert waiting.get_absolute_url() in page
    assert "No interpreter was free any more" in page
    assert "Accepted, not yet placed" in page
    interpreter(computed.event, by=sato, now=now, email="kim@example.kz")
    placed(fresh(waiting), 3, by=sato, now=now)
    page = read(office, computed.get_absolute_url())
    assert waiting.get_absolute_url() in page
    assert "Accepted, not yet placed" not in page


def test_what_still_fits_is_of_the_plan_that_was_chosen(computed, waiting, sides, office, now):
    accepted(sides[0][1], sides[1][1], now=now)
    page = office.post(url("run_apply", computed.pk), {"plan": "waiting"}).content.decode()
    form = page[page.index('name="despite"') :].partition("</form>")[0]
    assert 'name="plan" value="waiting"' in form
    office.post(url("run_apply", computed.pk), {"despite": "1", "plan": "waiting"})
    assert fresh(waiting).slot.number == 2


@pytest.mark.parametrize("state", ["queued", "running", "failed"])
def test_a_run_without_a_plan_cannot_be_applied(run, office, state):
    TimetableRun.objects.filter(pk=run.pk).update(state=state, rows=[Meeting.objects.get().pk])
    assert url("run_apply", run.pk) not in read(office, run.get_absolute_url())
    assert office.post(url("run_apply", run.pk), {"despite": "1"}, follow=True).status_code == 200
    assert TimetableRun.objects.get().state == state


# who is turned away


def test_only_the_organiser_arranges_meetings(fair, sitting, run, li, as_, tanaka, bekzat, detal, dana):
    of_event = [url(name, fair.pk) for name in OF_EVENT] + [url("interpreter", fair.pk, li.pk)]
    for someone in (tanaka, bekzat, dana):
        client = as_(someone)
        assert {client.get(path).status_code for path in of_event} == {403}
        assert client.post(url("run_request", fair.pk)).status_code == 403
        assert client.get(run.get_absolute_url()).status_code == 404
        assert client.post(url("run_apply", run.pk)).status_code == client.post(
            url("run_stop", run.pk)
        ).status_code == 404
    assert {
        Client().get(path).status_code for path in (*of_event, sitting.get_absolute_url(), run.get_absolute_url())
    } == {302}


def test_a_meetings_page_is_for_its_organiser(sitting, as_, tanaka, bekzat, detal, dana):
    paths = [
        url("meeting_place", sitting.pk), url("meeting_hold", sitting.pk), url("meeting_note", sitting.pk, "cancel")
    ]
    for someone, status in ((tanaka, 403), (bekzat, 404), (dana, 404)):
        client = as_(someone)
        assert client.get(sitting.get_absolute_url()).status_code == status
        assert {client.post(path, {"reason": "x", "slot": sitting.slot_id}).status_code for path in paths} == {status}
    assert fresh(sitting).state == "scheduled"


def test_a_chamber_arranges_meetings_of_its_own_events_only(make_event, fair, sitting, atameken, dana, sato, as_, now):
    theirs = with_meetings(make_event(3, by=dana, chamber=atameken), by=dana, now=now)
    client = as_(dana)
    assert {client.get(url(name, theirs.pk)).status_code for name in OF_EVENT} == {200}
    assert client.get(sitting.get_absolute_url()).status_code == 404


def test_guessed_ids_are_not_found(fair, sitting, office):
    for name in ("meeting", "run", *OF_EVENT):
        assert office.get(url(name, NOWHERE)).status_code == 404
    for name in POSTED:
        assert office.post(url(name, NOWHERE)).status_code == 404
    assert office.post(f"/events/meetings/{'-' * 36}/miss/").status_code == 404
    assert office.post(url("run_request", NOWHERE)).status_code == 404


def test_buttons_are_posted(fair, sitting, run, office):
    paths = [url("meeting_place", sitting.pk), url("meeting_hold", sitting.pk), url("meeting_note", sitting.pk, "miss")]
    paths += [url("run_stop", run.pk), url("run_apply", run.pk), url("run_request", fair.pk)]
    assert {office.get(path).status_code for path in paths} == {405}
    assert {office.post(url(name, fair.pk)).status_code for name in ("grid", "sheets", "interpreters")} == {405}


# queries


def queries(client: Client, path: str) -> int:
    read(client, path)
    with CaptureQueriesContext(connection) as seen:
        read(client, path)
    return len(seen)


def test_a_runs_page_asks_as_often_for_three_meetings_as_for_one(fair, sides, run, office, now):
    meetings = [Meeting.objects.get(), *(accepted(sides[0][number], sides[1][number], now=now) for number in (1, 2))]
    counts = []
    conflict = {"kind": "together", "text": "x", "people": [], "slots": []}
    for number in (1, 3):
        some = meetings[:number]
        given = {
            "meetings": [{"a": 0, "b": 1, "interp": None, "fixed_slot": None} for _one in some], "interpreters": {}
        }
        TimetableRun.objects.filter(pk=run.pk).update(
            state="infeasible", given=given, rows=[one.pk for one in some],
            left_out={str(one.pk): "no_place" for one in some},
            conflicts=[conflict | {"meetings": [index]} for index in range(number)],
        )
        counts.append(queries(office, run.get_absolute_url()))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name, query", [
    ("grid", ""), ("sheets", "?kind=day"), ("sheets", "?kind=tables"),
    ("sheets", "?kind=people"), ("interpreters", ""), ("meeting", ""),
])
def test_pages_ask_as_often_for_three_meetings_as_for_one(fair, sides, office, sato, now, name, query):
    counts = []
    for number, (one, other) in enumerate(zip(*sides, strict=True)):
        meeting = placed(accepted(one, other, now=now), number, by=sato, now=now)
        services.request_meeting(one, asked=sides[1][number - 1], by=None, now=now)
        if number:
            interpreter(fair, by=sato, now=now, email=f"kim{number}@example.kz")
        counts.append(
            queries(office, (meeting.get_absolute_url() if name == "meeting" else url(name, fair.pk)) + query)
        )
    assert counts[0] == counts[2]


def test_more_waiting_meetings_than_a_page_go_on_behind_the_next(office, sides, now, monkeypatch):
    monkeypatch.setattr(grid_views, "MEETINGS_ON_A_PAGE", 2)
    for number in range(3):
        accepted(sides[0][number], sides[1][number], now=now)
    event = sides[0][0].event
    shown = [
        office.get(reverse("meetings:grid", args=[event.pk]), {"accepted": number}).context["lists"][1]["rows"]
        for number in (1, 2)
    ]
    assert [len(rows) for rows in shown] == [2, 1]
