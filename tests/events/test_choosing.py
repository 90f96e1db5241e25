"""Decisions by looking at a list: several approved by ticking, one of the queue offered a seat."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.errors import TransitionNotAllowed
from core.models import Activity
from events import services
from events.errors import EventIsFull, EventIsOver, NobodyNamed
from events.models import Event, Registration
from notifications.models import Message

from .conftest import person, seat, state_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def asked(make_event, tanaka, hokuriku, now) -> list[Registration]:
    """Two seats; three have asked one after the other, the organiser decides."""
    event = make_event(2, needs_approval=True)
    return [seat(event, number, by=tanaka, firm=hokuriku, now=now + number * MINUTE) for number in range(3)]


@pytest.fixture
def event(asked) -> Event:
    return asked[0].event


@pytest.fixture
def queue(make_event, tanaka, hokuriku, now) -> list[Registration]:
    """One has the only seat, three wait."""
    event = make_event(1)
    seat(event, 9, by=tanaka, firm=hokuriku)
    return [seat(event, number, by=tanaka, firm=hokuriku, now=now + number * MINUTE) for number in range(3)]


def free_a_seat(queue: list[Registration]) -> None:
    """A seat that the queue was not offered: its own offer lapsed, say."""
    pool = queue[0].pool
    type(pool).objects.filter(pk=pool.pk).update(capacity=2)


def test_those_ticked_are_approved_in_the_order_in_which_they_asked(asked, event, sato, as_):
    office = as_(sato)
    desk = reverse("events:desk", args=[event.pk])
    assert office.get(desk).content.decode().count('name="seat"') == 3
    given = {"seat": [str(one.pk) for one in reversed(asked)]}
    said = office.post(reverse("events:approve_chosen", args=[event.pk]), given, follow=True).content.decode()
    assert [state_of(one) for one in asked] == ["confirmed", "confirmed", "waitlisted"]
    assert "Have a seat: 2" in said
    assert "On the waiting list, because no seat is free: 1" in said
    assert Message.objects.filter(kind="events/confirmed").count() == 2


def test_who_was_not_ticked_stays_undecided(asked, event, sato, now):
    assert services.approve_chosen(event, seats=[asked[1].pk], by=sato, now=now) == {
        "seated": 1, "waiting": 0, "left": 0
    }
    assert [state_of(one) for one in asked] == ["applied", "confirmed", "applied"]


def test_who_was_decided_about_meanwhile_is_left_as_they_are(asked, event, sato, now):
    services.refuse_registration(asked[0], reason="Not of this field", by=sato, now=now)
    found = services.approve_chosen(event, seats=[one.pk for one in asked], by=sato, now=now)
    assert found == {"seated": 2, "waiting": 0, "left": 1}
    assert state_of(asked[0]) == "refused"


def test_a_group_is_settled_together_though_all_of_it_are_ticked(make_event, tanaka, hokuriku, sato, now):
    event = make_event(3, needs_approval=True)
    rows = services.register_delegates(
        event, people=[person(1), person(2)], role="delegate", firm=hokuriku, together=True, by=tanaka, now=now
    )
    found = services.approve_chosen(event, seats=[one.pk for one in rows], by=sato, now=now)
    assert found == {"seated": 2, "waiting": 0, "left": 0}


def test_nobody_and_seats_of_another_event_are_refused(asked, event, make_event, tanaka, hokuriku, sato, as_, now):
    other = seat(make_event(1, needs_approval=True), 5, by=tanaka, firm=hokuriku)
    for seats in ([], [other.pk]):
        with pytest.raises(NobodyNamed):
            services.approve_chosen(event, seats=seats, by=sato, now=now)
    answer = as_(sato).post(reverse("events:approve_chosen", args=[event.pk]), {"seat": ["x", ""]}, follow=True)
    assert answer.status_code == 200
    assert state_of(other) == "applied"


def test_the_waiting_list_shows_its_order(queue, sato, as_):
    rows = as_(sato).get(reverse("events:desk", args=[queue[0].event_id]) + "?list=waiting").context["rows"]
    assert [row["meta"].split(" · ")[0] for row in rows] == ["Place 1", "Place 2", "Place 3"]
    assert [row["title"] for row in rows] == [str(one) for one in queue]


def test_a_free_seat_is_offered_to_one_of_the_queue(queue, sato, as_):
    free_a_seat(queue)
    office, last = as_(sato), queue[2]
    path = reverse("events:decide", args=[last.pk, "offer"])
    assert path in office.get(last.get_absolute_url()).content.decode()
    office.post(path)
    assert [state_of(one) for one in queue] == ["waitlisted", "waitlisted", "offered"]
    assert Activity.objects.get(verb="events.registration.offer").actor == sato
    assert Message.objects.filter(kind="events/offered").count() == 1
    assert queue[0].event.pools.get().taken == 2


def test_without_a_free_seat_or_a_place_in_the_queue_nothing_is_offered(queue, sato, now):
    with pytest.raises(EventIsFull):
        services.offer_to(queue[2], by=sato, now=now)
    free_a_seat(queue)
    with pytest.raises(EventIsOver):
        services.offer_to(queue[2], by=sato, now=queue[2].event.starts_at)
    services.offer_to(queue[2], by=sato, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.offer_to(queue[2], by=sato, now=now)
    assert queue[0].event.pools.get().taken == 2, "the second time took no seat"
