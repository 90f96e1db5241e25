"""What a computed plan would change, seen before it is applied."""

import pytest
from django.urls import reverse

from events.models import Event
from meetings import services
from meetings.pages.previews import present_figures, preview

from .meeting_build import accepted, delegates, finished, fresh, interpreter, placed, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


@pytest.fixture
def fair(make_event, sato, now) -> Event:
    event = with_meetings(make_event(20), by=sato, now=now)
    interpreter(event, by=sato, now=now)
    return event


@pytest.fixture
def sides(fair, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=2)


@pytest.fixture
def meetings(fair, sides, sato, now):
    """Two sit in slots 0 and 1, loosely; two have no place."""
    made = [accepted(one, other, now=now) for one in sides[0] for other in sides[1]]
    for one, number in ((made[0], 0), (made[3], 1)):
        placed(one, number, by=sato, now=now, fix=False)
    return [fresh(one) for one in made]


def kinds(run, now) -> dict[str, list[str]]:
    shown = preview(run, run.plan, now=now)
    return {one["name"]: [row["title"] for row in one["rows"]] for one in shown["lists"]}


def test_who_moves_from_where_to_where_and_who_stays_out(fair, meetings, now):
    run = finished(fair, meetings, [2, 3, None, None], now=now)
    [new, moved, lost, out] = preview(run, run.plan, now=now)["lists"]
    assert [one["name"] for one in (new, moved, lost, out)] == ["new", "moved", "lost", "out"]
    assert moved["title"] == "1 meeting moves"
    before, after = moved["rows"][0]["meta"].split(" → ")
    assert ("09:00" in before, "10:00" in after) == (True, True)
    assert [lost["rows"][0]["url"], out["rows"][0]["url"]] == [
        meetings[3].get_absolute_url(), meetings[2].get_absolute_url()
    ]


def test_what_is_shown_is_what_applying_does(fair, meetings, sato, now):
    run = finished(fair, meetings, [0, 3, None, 2], now=now)
    shown = preview(run, run.plan, now=now)
    before = {one.pk: one.slot for one in meetings}
    result = services.apply_run(run, by=sato, now=now)
    found = {one["name"]: len(one["rows"]) for one in shown["lists"]}
    assert found == {"new": 1, "moved": 1, "out": 1}
    assert (result["changed"], result["left_out"]) == (2, 1)
    assert shown["told"] == 3, "one of the four stays where they are"
    assert fresh(meetings[0]).slot == before[meetings[0].pk]


def test_what_stays_is_not_listed(fair, meetings, now):
    assert kinds(finished(fair, meetings, [0, None, None, 1], now=now), now).keys() == {"out"}


def test_the_timetable_as_it_stands_is_counted_like_a_plan(fair, meetings, sides, sato, now):
    """One of the four waits an hour between two meetings; an absence is not waiting."""
    placed(meetings[1], 3, by=sato, now=now, fix=False)
    pairs = {one.pk: number for number, one in enumerate(sorted(
        {row.pk: row for one in meetings for row in (one.asker, one.asked)}.values(), key=lambda row: str(row.pk)
    ))}
    run = finished(fair, meetings, [None] * 4, now=now)
    run.given = {
        "meetings": [{"a": pairs[one.asker_id], "b": pairs[one.asked_id], "weight": 2} for one in meetings],
        "forbidden": [[] for _one in range(4)],
        "slots_per_day": 4,
    }
    assert present_figures(run) == {"placed": 3, "idle": 3, "weight": 6}
    run.given["forbidden"][pairs[meetings[1].asker_id]] = [1]
    assert present_figures(run)["idle"] == 2


def test_the_badge_follows_the_state_with_the_panel(fair, meetings, as_, sato, now):
    """The panel fetched anew carries the badge of the heading; the whole page has it once."""
    run = finished(fair, meetings, [2, 3, None, None], now=now)
    office = as_(sato)
    panel = office.get(run.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert 'id="run-state" hx-swap-oob="true"' in panel
    assert "Computed, not yet applied" in panel
    whole = office.get(run.get_absolute_url()).content.decode()
    assert whole.count('id="run-state"') == 1
    assert "hx-swap-oob" not in whole


def test_only_the_plan_that_is_shown_can_be_applied(fair, meetings, as_, sato, now):
    run = finished(fair, meetings, [2, 3, None, None], now=now)
    run.variant = {"waiting": {"slot": [3, 2, None, None], "table": [0, 0, None, None], "progress": {}}}
    run.save(update_fields=["variant"])
    page = as_(sato).get(run.get_absolute_url() + "?plan=waiting").content.decode()
    assert page.count(reverse("meetings:run_apply", args=[run.pk])) == 1
    assert '<input type="hidden" name="plan" value="waiting">' in page
    unknown = as_(sato).get(run.get_absolute_url() + "?plan=nothing").content.decode()
    assert '<input type="hidden" name="plan" value="">' in unknown
