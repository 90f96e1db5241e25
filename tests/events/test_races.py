"""Many at one moment: the last seats, a change confirmed twice, mails told by several workers;
with controls that fail unprotected.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core.errors import TransitionNotAllowed
from core.lifecycle import lock
from events import services
from events.errors import (
    AlreadyHere,
    ChangeIsOpen,
    EventIsChanging,
    EventIsFull,
    NoSeatYet,
    SessionIsFull,
    TooLateToRevoke,
)
from events.models import Event, EventChange, Notice, Registration, SeatPool, Session, SessionSeat
from events.services import reaching, seats
from events.services.changing import REVOCABLE
from events.states import HOLDING
from notifications.models import Message
from tests.rivals import Rivals, crowd, let_all_look, plain_read

from .conftest import event_fields, person, seat, state_of

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = {"en": "Earthquake advisory in Japan"}
SEATS = 20


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def as_read_by_another(row: Registration) -> Registration:
    return Registration.objects.with_people().get(pk=row.pk)


def change_of(event: Event, *, by, now, **more) -> EventChange:
    digest = services.preview_change(event, "cancel")[2]
    return services.confirm_change(
        event, anyway=True, kind="cancel", digest=digest, reasons=REASONS, by=by, now=now, **more
    )


def mails() -> Counter:
    return Counter(Message.objects.filter(kind="events/event_changed").values_list("address", flat=True))


# the last seats


def register_all(event: Event, count: int, *, by, firm, now) -> list[object]:
    """`count` people, each in a thread of their own."""

    def act(number: int):
        return lambda: seat(
            Event.objects.get(pk=event.pk), number, by=by, firm=firm, now=now, is_another_person=True
        ).state

    return crowd([act(number) for number in range(count)])


@pytest.fixture
def without_lock(monkeypatch):
    """The event is read without its lock, and nobody takes a seat before both have looked for one."""
    monkeypatch.setattr(seats, "lock", plain_read)
    let_all_look(monkeypatch, seats, "F")


@pytest.fixture
def without_constraint():
    [rule] = [one for one in SeatPool._meta.constraints if one.name == "seat_pool_never_oversold"]
    with connection.schema_editor() as editor:
        editor.remove_constraint(SeatPool, rule)
    yield
    SeatPool.objects.update(taken=0)
    with connection.schema_editor() as editor:
        editor.add_constraint(SeatPool, rule)


def test_two_hundred_register_at_once_for_twenty_seats(make_event, tanaka, hokuriku, now):
    event = make_event(SEATS)
    outcomes = register_all(event, 200, by=tanaka, firm=hokuriku, now=now)
    assert Counter(map(str, outcomes)) == {"confirmed": SEATS, "waitlisted": 200 - SEATS}
    assert event.pools.get().taken == event.registrations.filter(state="confirmed").count() == SEATS
    assert event.registrations.values("email").distinct().count() == event.registrations.count() == 200
    assert event.registrations.values("badge_code").distinct().count() == 200


def test_without_the_lock_the_constraint_still_stops_overselling(make_event, tanaka, hokuriku, now, without_lock):
    """Negative control, first half: the second is turned away with an error instead of queueing,
    but no seat is sold twice.
    """
    event = make_event(1)
    outcomes = register_all(event, 2, by=tanaka, firm=hokuriku, now=now)
    [refused] = [one for one in outcomes if isinstance(one, IntegrityError)]
    assert "seat_pool_never_oversold" in str(refused)
    assert "confirmed" in outcomes
    assert event.pools.get().taken == event.registrations.filter(state__in=HOLDING).count() == 1


def test_without_lock_and_constraint_seats_are_sold_twice(
    make_event, tanaka, hokuriku, now, without_lock, without_constraint
):
    """Negative control, second half: the test above would notice a portal that protects nothing."""
    event = make_event(1)
    assert register_all(event, 2, by=tanaka, firm=hokuriku, now=now) == ["confirmed", "confirmed"]
    assert event.registrations.filter(state="confirmed").count() == 2


def admit_all(event: Event, count: int, *, by, now) -> list[object]:
    """Two desks and more at one moment, after registration has closed."""

    def act(number: int):
        given = {"person": person(number, is_another_person=True), "role": "delegate", "reason": "They came by train"}
        return lambda: services.admit_at_the_desk(Event.objects.get(pk=event.pk), **given, by=by, now=now).state

    return crowd([act(number) for number in range(count)])


def test_ten_desks_admit_at_once_for_three_seats(make_event, sato, now):
    event = make_event(3)
    services.close_registration(event, by=sato, now=now)
    outcomes = admit_all(event, 10, by=sato, now=now)
    assert Counter(one if isinstance(one, str) else type(one) for one in outcomes) == {
        "late_admitted": 3, EventIsFull: 7
    }
    assert event.pools.get().taken == event.registrations.count() == 3, "who was refused left no row behind"


def test_without_the_lock_desks_admit_into_the_same_seat(make_event, sato, now, without_lock, without_constraint):
    """Negative control."""
    event = make_event(1)
    services.close_registration(event, by=sato, now=now)
    assert admit_all(event, 2, by=sato, now=now) == ["late_admitted", "late_admitted"]


def test_two_organisers_offer_the_same_seat_to_two_of_the_queue(make_event, sato, now):
    event = make_event(1)
    waiting = [seat(event, number, by=sato) for number in range(3)][1:]
    SeatPool.objects.update(capacity=2)
    acts = [lambda one=one: services.offer_to(as_read_by_another(one), by=sato, now=now) for one in waiting]
    assert Counter(type(one) for one in crowd(acts)) == {type(None): 1, EventIsFull: 1}
    assert event.pools.get().taken == 2


def test_two_organisers_approve_the_same_people(rivals, make_event, sato, tanaka, hokuriku, now):
    """The second finds them decided and leaves them."""
    event = make_event(2, needs_approval=True)
    rows = [seat(event, number, by=tanaka, firm=hokuriku).pk for number in range(2)]
    theirs, found = Event.objects.get(pk=event.pk), []
    with transaction.atomic():
        services.approve_chosen(event, seats=rows, by=sato, now=now)
        rivals.wait_behind(
            "mori", lambda: found.append(services.approve_chosen(theirs, seats=rows, by=sato, now=now))
        )
    rivals.join()
    assert found == [{"seated": 0, "waiting": 0, "left": 2}]
    assert event.pools.get().taken == 2


def test_a_draft_that_is_announced_meanwhile_is_not_deleted(rivals, sato, now):
    draft = services.plan_event(chamber=None, by=sato, now=now, **event_fields())
    services.set_seats(draft, role="delegate", country="", capacity=3, by=sato, now=now)
    theirs = Event.objects.get(pk=draft.pk)
    with transaction.atomic():
        services.announce_event(draft, anyway=True, by=sato, now=now)
        rivals.wait_behind("mori", lambda: services.delete_draft(theirs, by=sato, now=now))
    assert isinstance(rivals.join()["mori"], TransitionNotAllowed)
    assert Event.objects.get(pk=draft.pk).state != "draft"


# a change of the event


@pytest.fixture
def full(forum, tanaka, hokuriku) -> list[Registration]:
    """Two seated, one waiting."""
    return [seat(forum, number, by=tanaka, firm=hokuriku) for number in range(3)]


@pytest.fixture
def crowded(make_event, sato, now) -> Event:
    event = make_event(90)
    people = [person(number, is_another_person=True) for number in range(90)]
    services.register_delegates(event, people=people, role="delegate", by=sato, now=now)
    return event


def test_two_organisers_confirm_at_once(rivals, forum, full, sato, mori, now):
    theirs = Event.objects.get(pk=forum.pk)
    with transaction.atomic():
        change_of(forum, by=sato, now=now)
        rivals.wait_behind("mori", lambda: change_of(theirs, by=mori, now=now))
    assert isinstance(rivals.join()["mori"], ChangeIsOpen)
    assert EventChange.objects.get().confirmed_by == sato


def test_ten_confirm_at_once_and_one_wins(forum, full, sato, mori, now):
    acts = [lambda who=who: change_of(Event.objects.get(pk=forum.pk), by=who, now=now) for who in [sato, mori] * 5]
    assert Counter(type(one) for one in crowd(acts)) == {EventChange: 1, ChangeIsOpen: 9}
    assert EventChange.objects.count() == 1


def test_somebody_registers_while_the_change_is_confirmed(rivals, forum, sato, tanaka, hokuriku, now):
    theirs = Event.objects.get(pk=forum.pk)
    with transaction.atomic():
        change_of(forum, by=sato, now=now)
        rivals.wait_behind("tanaka", lambda: seat(theirs, 5, by=tanaka, firm=hokuriku))
    assert isinstance(rivals.join()["tanaka"], EventIsChanging)
    assert not forum.registrations.exists()


def test_a_change_is_revoked_while_a_worker_comes_to_carry_it_out(rivals, forum, full, sato, now):
    change = change_of(forum, by=sato, now=now)
    with transaction.atomic():
        services.revoke_change(change, by=sato, now=now + REVOCABLE)
        rivals.wait_behind("worker", lambda: services.carry_out_due(now=now + REVOCABLE))
    assert rivals.join()["worker"] == 0
    assert Event.objects.get().state == "registration_open"
    assert not Notice.objects.exists()


def test_a_change_is_carried_out_while_somebody_revokes_it(rivals, forum, full, sato, now):
    change = change_of(forum, by=sato, now=now)
    theirs = EventChange.objects.get(pk=change.pk)
    with transaction.atomic():
        assert services.carry_out_due(now=now + REVOCABLE) == 1
        rivals.wait_behind("sato", lambda: services.revoke_change(theirs, by=sato, now=now + REVOCABLE))
    assert isinstance(rivals.join()["sato"], TooLateToRevoke)
    assert (EventChange.objects.get().state, Event.objects.get().state) == ("carried_out", "cancelled")


def test_two_workers_carry_out_the_same_change(rivals, forum, full, sato, now):
    change_of(forum, by=sato, now=now)
    with transaction.atomic():
        assert services.carry_out_due(now=now + REVOCABLE) == 1
        rivals.wait_behind("other", lambda: services.carry_out_due(now=now + REVOCABLE))
    assert rivals.join()["other"] == 0
    assert Notice.objects.count() == 3
    assert Event.objects.get().sequence == 1


def test_four_workers_tell_everybody_once(crowded, sato, now, monkeypatch):
    """Each has begun before anyone goes on."""
    change_of(crowded, by=sato, now=now, at_once=True)
    services.carry_out_due(now=now)
    let_all_look(monkeypatch, reaching.messages, "event_changed", parties=4)
    told = crowd([lambda: services.tell_waiting(now=now)] * 4)
    assert sum(told) == 90, told
    assert all(told), told
    assert len(mails()) == 90 == sum(mails().values())
    assert not Notice.objects.filter(message=None).exists()
    assert Notice.objects.values("message").distinct().count() == 90


def test_a_worker_killed_while_telling_leaves_nobody_out(crowded, sato, now, monkeypatch):
    class Killed(BaseException):
        pass

    change_of(crowded, by=sato, now=now, at_once=True)
    services.carry_out_due(now=now)
    say, said = reaching.messages.event_changed, []

    def die_at_the_fortieth(notice, *, now):
        said.append(notice.pk)
        if len(said) == 40:
            raise Killed
        return say(notice, now=now)

    monkeypatch.setattr(reaching.messages, "event_changed", die_at_the_fortieth)
    with pytest.raises(Killed):
        services.tell_waiting(now=now)
    assert sum(mails().values()) == 39, "the fortieth is as if it had never begun"
    assert services.tell_waiting(now=now) == 51
    assert len(mails()) == 90 == sum(mails().values())


def test_two_workers_tell_the_second_contact_once(rivals, forum, tanaka, hokuriku, sato, now):
    seat(forum, 1, by=tanaka, firm=hokuriku, second_name="Home", second_email="home@example.jp")
    change_of(forum, by=sato, now=now, at_once=True)
    services.carry_out_due(now=now)
    services.tell_waiting(now=now)
    late = now + timedelta(hours=1)
    with transaction.atomic():
        assert services.tell_second_contacts(now=late) == 1
        rivals.wait_behind("other", lambda: services.tell_second_contacts(now=late))
    assert rivals.join()["other"] == 0
    assert Message.objects.filter(kind="events/second_contact").count() == 1


# people and their seats


def test_a_badge_is_scanned_at_two_doors_at_once(rivals, forum, full, sato, mori):
    row, theirs = as_read_by_another(full[0]), as_read_by_another(full[0])
    with transaction.atomic():
        services.check_in(row, by=sato, now=forum.starts_at)
        rivals.wait_behind("mori", lambda: services.check_in(theirs, by=mori, now=forum.starts_at))
    assert isinstance(rivals.join()["mori"], AlreadyHere)
    assert Registration.objects.get(pk=row.pk).checked_in_by == sato


@pytest.fixture
def offered(forum, full, tanaka, now) -> Registration:
    services.withdraw_registration(full[0], by=tanaka, now=now)
    return as_read_by_another(full[2])


def test_an_offer_is_accepted_while_it_lapses(rivals, forum, offered, tanaka):
    with transaction.atomic():
        services.accept_offer(as_read_by_another(offered), by=tanaka, now=offered.offered_until)
        rivals.wait_behind("beat", lambda: services.lapse_offers(now=offered.offered_until + timedelta(seconds=1)))
    assert rivals.join()["beat"] == 0
    assert (state_of(offered), forum.pools.get().taken) == ("confirmed", 2)


def test_an_offer_lapses_while_it_is_accepted(rivals, forum, offered, tanaka):
    theirs = as_read_by_another(offered)
    with transaction.atomic():
        assert services.lapse_offers(now=offered.offered_until + timedelta(seconds=1)) == 1
        rivals.wait_behind("tanaka", lambda: services.accept_offer(theirs, by=tanaka, now=offered.offered_until))
    assert isinstance(rivals.join()["tanaka"], TransitionNotAllowed)
    assert (state_of(offered), forum.pools.get().taken) == ("lapsed", 1)


def test_two_sweeps_lapse_an_offer_once(forum, offered):
    late = offered.offered_until + timedelta(seconds=1)
    assert sorted(crowd([lambda: services.lapse_offers(now=late)] * 4)) == [0, 0, 0, 1]
    assert forum.pools.get().taken == 1


def test_a_change_is_confirmed_while_offers_lapse(rivals, forum, offered, sato):
    """The sweep passes this event over and goes on with the others."""
    late = offered.offered_until + timedelta(seconds=1)
    with transaction.atomic():
        change_of(forum, by=sato, now=late)
        rivals.wait_behind("beat", lambda: services.lapse_offers(now=late))
    assert rivals.join()["beat"] == 0
    assert state_of(offered) == "offered"


def substitute(row: Registration, *, by, now):
    return services.name_substitute(row, person=person(7), reason="Cannot travel", by=by, now=now)


def test_a_substitute_is_named_while_the_delegate_withdraws(rivals, forum, full, tanaka, now):
    theirs = as_read_by_another(full[0])
    with transaction.atomic():
        substitute(as_read_by_another(full[0]), by=tanaka, now=now)
        rivals.wait_behind("withdraws", lambda: services.withdraw_registration(theirs, by=tanaka, now=now))
    assert isinstance(rivals.join()["withdraws"], TransitionNotAllowed)
    assert (state_of(full[0]), state_of(full[2]), forum.pools.get().taken) == ("substituted", "waitlisted", 2)


def test_a_delegate_withdraws_while_a_substitute_is_named(rivals, forum, full, tanaka, now):
    theirs = as_read_by_another(full[0])
    with transaction.atomic():
        services.withdraw_registration(as_read_by_another(full[0]), by=tanaka, now=now)
        rivals.wait_behind("substitutes", lambda: substitute(theirs, by=tanaka, now=now))
    assert isinstance(rivals.join()["substitutes"], TransitionNotAllowed)
    assert (state_of(full[0]), state_of(full[2]), forum.registrations.count()) == ("withdrawn", "offered", 3)


@pytest.fixture
def workshop(crowded, sato, now) -> Session:
    return services.add_session(
        crowded, titles={"en": "Energy"}, room="", starts_at=crowded.starts_at,
        ends_at=crowded.ends_at, capacity=1, by=sato, now=now,
    )


def test_twenty_book_the_last_place_of_a_session(crowded, workshop, sato, now):
    rows = list(crowded.registrations.all()[:20])
    acts = [lambda row=row: services.book_session(workshop, registration=row, by=sato, now=now) for row in rows]
    assert Counter(type(one) for one in crowd(acts)) == {type(None): 1, SessionIsFull: 19}
    assert Session.objects.get().taken == SessionSeat.objects.count() == 1


@pytest.mark.parametrize("act", [services.book_session, services.leave_session])
def test_a_place_in_a_session_is_changed_while_its_holder_withdraws(rivals, crowded, workshop, sato, now, act):
    """Whoever locks a session has locked the person before;
    the other way round the two would wait for each other for ever.
    """
    row = as_read_by_another(crowded.registrations.all()[0])
    services.book_session(workshop, registration=row, by=sato, now=now)
    with transaction.atomic():
        lock(row)
        rivals.wait_behind("holder", lambda: act(workshop, registration=as_read_by_another(row), by=sato, now=now))
        services.withdraw_registration(row, by=sato, now=now)
    assert isinstance(rivals.join()["holder"], NoSeatYet | None)
    assert (Session.objects.get().taken, SessionSeat.objects.count()) == (0, 0)
