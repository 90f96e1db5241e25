"""One meeting after another, by the organiser's word: kept by plans and by hand, never in a circle; and places that are let go of again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.models import Activity
from events import services
from events.errors import MeetingsInCircle, NotTheOrganiser, OutOfOrder, PlanOutdated
from events.meeting_case import free_places
from events.models import Meeting
from events.services.planning_facts import facts_of

from .meeting_build import accepted, delegates, finished, fresh, placed, with_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings(make_event, tanaka, hokuriku, aigul, altai, sato, now) -> list[Meeting]:
    """Three, of which the first two share their Japanese delegate, the last two their Kazakh one."""
    event = with_meetings(make_event(20), by=sato, now=now)
    (mori, abe), (dina, erlan) = delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)
    made = [accepted(*pair, now=now + timedelta(minutes=n)) for n, pair in enumerate([(mori, dina), (mori, erlan), (abe, erlan)])]
    Meeting.objects.update(pair="")
    return [fresh(one) for one in made]


def test_order_meeting_reaches_the_solver_and_the_log(meetings, sato, now):
    first, second, _third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    assert [one["after"] for one in facts_of(first.event, with_previous=False, now=now).instance["meetings"]] == [[], [0], []]
    assert Activity.objects.filter(verb="events.meeting.order").count() == 1
    services.order_meeting(fresh(second), after=None, by=sato, now=now)
    assert fresh(second).after is None


def test_order_meeting_refuses_a_circle_itself_and_another_event(meetings, make_event, sato, tanaka, now):
    first, second, third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    services.order_meeting(third, after=fresh(second), by=sato, now=now)
    for earlier in (fresh(third), first):
        with pytest.raises(MeetingsInCircle):
            services.order_meeting(fresh(first), after=earlier, by=sato, now=now)
    Meeting.objects.filter(pk=third.pk).update(event=make_event(21), after=None)
    with pytest.raises(MeetingsInCircle):
        services.order_meeting(fresh(first), after=fresh(third), by=sato, now=now)
    with pytest.raises(NotTheOrganiser):
        services.order_meeting(fresh(first), after=None, by=tanaka, now=now)
    assert fresh(first).after is None


def test_order_meeting_sees_an_order_given_since_the_page_was_read(meetings, sato, now):
    first, second, _third = meetings
    services.order_meeting(fresh(first), after=second, by=sato, now=now)
    assert first.after_id is None, "as it was read before"
    with pytest.raises(MeetingsInCircle):
        services.order_meeting(fresh(second), after=first, by=sato, now=now)


def slots_of(meetings) -> list:
    return [one.slot.number if one.slot else None for one in map(fresh, meetings)]


def test_a_plan_computed_before_an_order_is_outdated_by_it(meetings, sato, now):
    first, second, _third = meetings
    run = finished(first.event, meetings, [2, 1, 0], now=now)
    services.order_meeting(second, after=first, by=sato, now=now)
    with pytest.raises(PlanOutdated) as outdated:
        services.apply_run(run, by=sato, now=now)
    assert outdated.value.changed == [str(second)]
    services.apply_run(run, despite=True, by=sato, now=now)
    assert slots_of(meetings) == [2, None, 0]


def test_what_is_left_of_a_plan_has_no_follower_without_its_forerunner(meetings, sato, now):
    first, second, third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    services.order_meeting(third, after=fresh(second), by=sato, now=now)
    run = finished(first.event, meetings, [0, 1, 2], now=now)
    services.set_absences(first.asked, slots=[first.event.slots.get(number=0).pk], by=None, now=now)
    services.apply_run(run, despite=True, by=sato, now=now)
    assert slots_of(meetings) == [None, None, None] and set(fresh_run(run).left_out.values()) == {"changed"}


def fresh_run(run):
    return type(run).objects.get(pk=run.pk)


def test_a_plan_puts_nothing_behind_a_follower_fixed_since(meetings, sato, now):
    first, second, _third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    run = finished(first.event, meetings, [1, 2, 3], now=now)
    placed(fresh(second), 0, by=sato, now=now)
    services.apply_run(run, despite=True, by=sato, now=now)
    assert slots_of(meetings) == [None, 0, 3]


def test_places_by_hand_keep_to_the_order(meetings, sato, now):
    first, second, third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    services.order_meeting(third, after=fresh(second), by=sato, now=now)
    placed(fresh(first), 1, by=sato, now=now)
    assert [row["slot"].number for row in free_places(fresh(second), now)] == [2, 3]
    placed(fresh(third), 3, by=sato, now=now)
    assert [row["slot"].number for row in free_places(fresh(second), now)] == [2]
    for number in (0, 3):
        with pytest.raises(OutOfOrder):
            placed(fresh(second), number, by=sato, now=now)
    assert placed(fresh(second), 2, by=sato, now=now).slot.number == 2


def test_order_meeting_refuses_what_present_places_contradict(meetings, sato, now):
    first, second, _third = meetings
    placed(first, 2, by=sato, now=now)
    placed(second, 1, by=sato, now=now)
    with pytest.raises(OutOfOrder):
        services.order_meeting(fresh(second), after=fresh(first), by=sato, now=now)
    services.order_meeting(fresh(first), after=fresh(second), by=sato, now=now)


def test_free_places_lie_ahead(meetings, now):
    slots = list(meetings[0].event.slots.all())
    assert [row["slot"] for row in free_places(meetings[0], slots[1].ends_at)] == slots[2:]


def test_loosen_meeting_lets_plans_move_it_again(meetings, sato, tanaka, now):
    first = placed(meetings[0], 1, by=sato, now=now)
    with pytest.raises(NotTheOrganiser):
        services.loosen_meeting(first, by=tanaka, now=now)
    assert facts_of(first.event, with_previous=True, now=now).instance["meetings"][0]["fixed_slot"] == 1
    services.loosen_meeting(first, by=sato, now=now)
    assert facts_of(first.event, with_previous=True, now=now).instance["meetings"][0]["fixed_slot"] is None
    assert fresh(first).slot.number == 1


def test_the_page_of_a_meeting_orders_and_loosens_it(client, meetings, sato, tanaka, now):
    first, second, _third = meetings
    placed(second, 1, by=sato, now=now)
    note, loosen = reverse("events:meeting_note", args=[second.pk, "after"]), reverse("events:meeting_loosen", args=[second.pk])
    client.force_login(tanaka)
    assert client.post(note, {"after": first.pk}).status_code == client.post(loosen).status_code == 403
    client.force_login(sato)
    page = client.get(second.get_absolute_url()).content.decode()
    assert loosen in page and str(first.pk) in page
    assert client.post(note, {"after": first.pk}).status_code == 302 and fresh(second).after == first
    answer = client.post(reverse("events:meeting_note", args=[first.pk, "after"]), {"after": second.pk})
    assert answer.status_code in (409, 422) and "circle" in answer.content.decode()
    client.post(loosen)
    page = client.get(second.get_absolute_url()).content.decode()
    assert not fresh(second).is_fixed and loosen not in page and first.get_absolute_url() in page
