"""One meeting after another, by the organiser's word: kept by plans and by hand, never in a circle;
and places that are let go of again.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.models import Activity
from events import services as event_services
from events.errors import NotTheOrganiser
from meetings import services
from meetings.errors import MeetingsInCircle, OutOfOrder, PlanOutdated
from meetings.models import Meeting, Slot
from meetings.pages.meetings import free_places
from meetings.services.placing import displace
from meetings.services.plan_facts import facts_of
from notifications.models import Message

from .meeting_build import accepted, delegates, finished, fresh, interpreter, placed, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


@pytest.fixture
def meetings(make_event, tanaka, hokuriku, aigul, altai, sato, now) -> list[Meeting]:
    """Three, of which the first two share their Japanese delegate, the last two their Kazakh one."""
    event = with_meetings(make_event(20), by=sato, now=now)
    (mori, abe), (dina, erlan) = delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)
    made = [
        accepted(*pair, now=now + timedelta(minutes=n))
        for n, pair in enumerate([(mori, dina), (mori, erlan), (abe, erlan)])
    ]
    Meeting.objects.update(pair="")
    return [fresh(one) for one in made]


def test_order_meeting_reaches_the_solver_and_the_log(meetings, sato, now):
    first, second, _third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    assert [
        one["after"] for one in facts_of(first.event, with_previous=False, now=now).instance["meetings"]
    ] == [[], [0], []]
    assert Activity.objects.filter(verb="meetings.meeting.order").count() == 1
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
    services.set_absences(first.asked, slots=[Slot.objects.get(event=first.event, number=0).pk], by=None, now=now)
    services.apply_run(run, despite=True, by=sato, now=now)
    assert slots_of(meetings) == [None, None, None]
    assert set(fresh_run(run).left_out.values()) == {"changed", "forerunner"}


def fresh_run(run):
    return type(run).objects.get(pk=run.pk)


def test_a_plan_puts_nothing_behind_a_follower_fixed_since(meetings, sato, now):
    first, second, _third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    run = finished(first.event, meetings, [1, 2, 3], now=now)
    placed(fresh(first), 0, by=sato, now=now, fix=False)
    placed(fresh(second), 1, by=sato, now=now)
    services.apply_run(run, despite=True, by=sato, now=now)
    assert slots_of(meetings) == [None, None, 3]


def test_a_follower_waits_for_the_place_of_its_forerunner(meetings, sato, now):
    first, second, _third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    assert free_places(fresh(second), now) == []
    with pytest.raises(OutOfOrder):
        placed(fresh(second), 3, by=sato, now=now)
    services.cancel_meeting(fresh(first), reason="No longer needed", by=sato, now=now)
    assert len(free_places(fresh(second), now)) == 4, "called off, it holds nothing up"


def test_what_has_a_place_cannot_be_ordered_behind_what_has_none(meetings, sato, now):
    placed(meetings[1], 1, by=sato, now=now)
    with pytest.raises(OutOfOrder):
        services.order_meeting(fresh(meetings[1]), after=meetings[0], by=sato, now=now)


def chain(meetings, *, by, now) -> None:
    """Each after the one before, placed by hand one after the other."""
    for number, (one, after) in enumerate(zip(meetings, [None, *meetings], strict=False)):
        services.order_meeting(fresh(one), after=after and fresh(after), by=by, now=now)
        placed(fresh(one), number, by=by, now=now)


def test_with_its_place_a_meeting_takes_those_of_its_followers(meetings, sato, now):
    chain(meetings, by=sato, now=now)
    slot = Slot.objects.get(event=meetings[0].event, number=0)
    services.set_absences(meetings[0].asked, slots=[slot.pk], by=None, now=now)
    assert [fresh(one).state for one in meetings] == ["displaced"] * 3
    assert Message.objects.filter(
        kind="meetings/meeting_displaced"
    ).count() == 6, "each of the two people of each meeting, once"


def test_followers_that_have_begun_keep_their_place(meetings, sato, now):
    chain(meetings, by=sato, now=now)
    begun = Slot.objects.get(event=meetings[0].event, number=1).starts_at
    displace([fresh(meetings[0])], by=sato, now=begun)
    assert [fresh(one).state for one in meetings] == ["displaced", "scheduled", "scheduled"]


def test_an_interpreter_of_a_whole_chain_leaves(meetings, sato, now):
    li = interpreter(meetings[0].event, by=sato, now=now)
    Meeting.objects.update(pair="ja-ru")
    chain(meetings, by=sato, now=now)
    assert {fresh(one).interpreter for one in meetings} == {li}
    event_services.release_contributor(li, by=sato, now=now)
    assert [fresh(one).state for one in meetings] == ["displaced"] * 3
    assert Message.objects.filter(kind="meetings/meeting_displaced").count() == 6


def test_who_finds_no_interpreter_leaves_no_follower_seated(meetings, sato, now):
    first, second, third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    Meeting.objects.filter(pk=first.pk).update(pair="ja-ru")
    run = finished(first.event, meetings, [0, 1, 2], now=now)
    services.apply_run(run, by=sato, now=now)
    assert slots_of(meetings) == [None, None, 2]
    assert fresh_run(run).left_out == {str(first.pk): "interpreter", str(second.pk): "forerunner"}
    assert not Message.objects.filter(
        kind="meetings/meeting_displaced"
    ).exists(), "nobody was told of a place they never had"


def test_what_follows_a_mere_request_is_not_planned(meetings, sato, now):
    first, second, _third = meetings
    Meeting.objects.filter(pk=first.pk).update(state="requested")
    services.order_meeting(second, after=fresh(first), by=sato, now=now)
    facts = facts_of(first.event, with_previous=False, now=now)
    assert facts.rows == [meetings[2].pk]
    run = finished(first.event, meetings[2:], [0], now=now)
    services.apply_run(run, by=sato, now=now)
    assert fresh_run(run).left_out == {str(second.pk): "forerunner"}
    Meeting.objects.filter(pk=first.pk).update(state="accepted")
    assert len(facts_of(first.event, with_previous=False, now=now).rows) == 3


def test_places_by_hand_keep_to_the_order(meetings, sato, now):
    first, second, third = meetings
    services.order_meeting(second, after=first, by=sato, now=now)
    services.order_meeting(third, after=fresh(second), by=sato, now=now)
    placed(fresh(first), 0, by=sato, now=now)
    placed(fresh(second), 1, by=sato, now=now)
    assert [row["slot"].number for row in free_places(fresh(third), now)] == [2, 3]
    with pytest.raises(OutOfOrder):
        placed(fresh(third), 0, by=sato, now=now)
    placed(fresh(third), 3, by=sato, now=now)
    assert [row["slot"].number for row in free_places(fresh(second), now)] == [2]
    with pytest.raises(OutOfOrder):
        placed(fresh(first), 3, by=sato, now=now)
    assert placed(fresh(second), 2, by=sato, now=now).slot.number == 2


def test_order_meeting_refuses_what_present_places_contradict(meetings, sato, now):
    first, second, _third = meetings
    placed(first, 2, by=sato, now=now)
    placed(second, 1, by=sato, now=now)
    with pytest.raises(OutOfOrder):
        services.order_meeting(fresh(second), after=fresh(first), by=sato, now=now)
    services.order_meeting(fresh(first), after=fresh(second), by=sato, now=now)


def test_free_places_lie_ahead(meetings, now):
    slots = list(Slot.objects.filter(event=meetings[0].event))
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
    placed(first, 0, by=sato, now=now)
    placed(second, 1, by=sato, now=now)
    note = reverse("meetings:meeting_note", args=[second.pk, "after"])
    loosen = reverse("meetings:meeting_loosen", args=[second.pk])
    client.force_login(tanaka)
    assert client.post(note, {"after": first.pk}).status_code == client.post(loosen).status_code == 403
    client.force_login(sato)
    page = client.get(second.get_absolute_url()).content.decode()
    assert loosen in page
    assert str(first.pk) in page
    assert client.post(note, {"after": first.pk}).status_code == 302
    assert fresh(second).after == first
    answer = client.post(reverse("meetings:meeting_note", args=[first.pk, "after"]), {"after": second.pk})
    assert answer.status_code in (409, 422)
    assert "circle" in answer.content.decode()
    client.post(loosen)
    page = client.get(second.get_absolute_url()).content.decode()
    assert not fresh(second).is_fixed
    assert loosen not in page
    assert first.get_absolute_url() in page
