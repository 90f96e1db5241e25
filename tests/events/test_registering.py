"""Ways to a seat: what each act does, and what it refuses."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.activity import ref
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from events import services
from events.errors import (
    AlreadyRegistered,
    EventIsFull,
    FewerThanTaken,
    FirmNotVerified,
    NobodyNamed,
    NoSuchSeats,
    NotTheOrganiser,
    OfferHasEnded,
    Perhaps,
    RegistrationIsClosed,
    RegistrationIsOpen,
    SharedAddress,
)
from events.models import Registration, SeatPool
from events.permissions import registers_for
from events.rules.deadlines import decide_by, offer_deadline
from notifications.models import Message

from .conftest import person, seat, state_of

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=f"events/{kind}").values_list("address", flat=True))


def counts(event) -> tuple[int, int]:
    pool = event.pools.get()
    return pool.taken, event.registrations.holding().count()


def test_seats_then_queue_then_offer_then_seat(forum, tanaka, hokuriku, now):
    first, second, third = (seat(forum, number, by=tanaka, firm=hokuriku) for number in range(3))
    assert [state_of(row) for row in (first, second, third)] == ["confirmed", "confirmed", "waitlisted"]
    assert told("confirmed") == ["delegate0@example.jp", "delegate1@example.jp"]
    assert told("waiting") == ["delegate2@example.jp"]
    services.withdraw_registration(first, by=tanaka, now=now)
    assert (state_of(first), state_of(third), counts(forum)) == ("withdrawn", "offered", (2, 2))
    third.refresh_from_db()
    services.accept_offer(third, by=tanaka, now=now)
    assert (state_of(third), counts(forum)) == ("confirmed", (2, 2))
    mail = Message.objects.get(kind="events/confirmed", address="delegate2@example.jp")
    assert "METHOD:REQUEST" in mail.calendar
    assert "SEQUENCE:0" in mail.calendar
    assert "Hilton Astana" in mail.text
    acts = Activity.objects.filter(subject=ref(third)).order_by("pk").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in acts] == ["apply", "wait", "offer", "accept"]


def test_an_offer_that_nobody_answers_goes_to_the_next(forum, tanaka, hokuriku, now):
    rows = [seat(forum, number, by=tanaka, firm=hokuriku, now=now + timedelta(seconds=number)) for number in range(4)]
    services.withdraw_registration(rows[0], by=tanaka, now=now)
    until = Registration.objects.get(pk=rows[2].pk).offered_until
    assert services.lapse_offers(now=until) == 0
    late = until + timedelta(seconds=1)
    with pytest.raises(OfferHasEnded):
        services.accept_offer(rows[2], by=tanaka, now=late)
    assert services.lapse_offers(now=late) == 1
    assert services.lapse_offers(now=late) == 0
    assert [state_of(row) for row in rows] == ["withdrawn", "confirmed", "lapsed", "offered"]
    assert counts(forum) == (2, 2)
    assert told("lapsed") == ["delegate2@example.jp"]
    services.decline_offer(Registration.objects.get(pk=rows[3].pk), by=tanaka, now=late)
    assert (state_of(rows[3]), counts(forum)) == ("declined", (1, 1))


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Asia/Almaty", "Asia/Tashkent"])
def test_an_offer_never_ends_in_the_readers_night(hour, zone):
    now = datetime(2026, 11, 24, hour, 30, tzinfo=UTC)
    until = offer_deadline(now, 48, zone, now + timedelta(days=60))
    assert 9 <= until.astimezone(ZoneInfo(zone)).hour <= 21
    assert timedelta(hours=48) <= until - now <= timedelta(hours=64)
    latest = now + timedelta(hours=20)
    assert now < offer_deadline(now, 48, zone, latest) <= latest


MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)  # 11:00 in Almaty; no day of this or the next week is free there


@pytest.mark.parametrize("closes, starts, by", [
    (30, 60, datetime(2026, 11, 30, 12, tzinfo=UTC)),  # five business days, 17:00 in Almaty
    (3, 60, MONDAY + timedelta(days=3)),  # when registration closes
    (0.1, 60, datetime(2026, 11, 24, 12, tzinfo=UTC)),  # the last hours: one whole business day
    (-5, 60, datetime(2026, 11, 30, 12, tzinfo=UTC)),  # late
    (-5, 2, MONDAY + timedelta(days=2)),  # never after it begins
    (-5, -1, None),  # it has begun
])
def test_who_asks_for_a_seat_hears_in_time(closes, starts, by):
    closes_at, starts_at = (MONDAY + timedelta(days=days) for days in (closes, starts))
    assert decide_by(MONDAY, "KZ", closes_at=closes_at, starts_at=starts_at) == by


def test_whoever_registers_others_gets_a_receipt(make_event, tanaka, hokuriku, now):
    event = make_event(3, needs_approval=True)
    rows = services.register_delegates(
        event, people=[person(1), person(2)], role="delegate", firm=hokuriku, by=tanaka, now=now
    )
    assert told("applied") == ["delegate1@example.jp", "delegate2@example.jp"]
    assert told("applied_for_others") == [tanaka.email]
    receipt = Message.objects.get(kind="events/applied_for_others")
    assert all(str(row) in receipt.text for row in rows)


def test_whoever_registers_themselves_gets_one_receipt(make_event, tanaka, hokuriku, now):
    seat(make_event(3, needs_approval=True), 1, by=tanaka, firm=hokuriku, email=tanaka.email)
    assert told("applied") == [tanaka.email]
    assert not told("applied_for_others")


def test_a_decision_that_is_late_comes_before_the_organiser_once(make_event, tanaka, hokuriku, sato, now):
    row = seat(make_event(3, needs_approval=True), 1, by=tanaka, firm=hokuriku)
    services.chase_decisions(now=row.answer_by - timedelta(minutes=1))
    assert not told("decisions_late")
    for hours in (0, 1, 30):
        services.chase_decisions(now=row.answer_by + timedelta(hours=hours))
    assert told("decisions_late") == [sato.email]


def test_what_was_decided_is_late_no_more(make_event, tanaka, hokuriku, sato, now):
    row = seat(make_event(3, needs_approval=True), 1, by=tanaka, firm=hokuriku)
    until = row.answer_by
    services.approve_registration(row, by=sato, now=now)
    services.chase_decisions(now=until + timedelta(days=1))
    assert not told("decisions_late")


def test_a_group_comes_whole_or_not_at_all(make_event, tanaka, hokuriku, now):
    event = make_event(3)
    single = seat(event, 0, by=tanaka, firm=hokuriku)
    group = services.register_delegates(
        event, people=[person(n) for n in (1, 2, 3)], role="delegate", firm=hokuriku, together=True, by=tanaka, now=now
    )
    after = seat(event, 4, by=tanaka, firm=hokuriku)
    assert [state_of(row) for row in [single, *group, after]] == ["confirmed", *["waitlisted"] * 3, "confirmed"]
    services.withdraw_registration(after, by=tanaka, now=now)
    assert [state_of(row) for row in group] == ["waitlisted"] * 3, "two free seats are not enough"
    services.withdraw_registration(single, by=tanaka, now=now)
    assert [state_of(row) for row in group] == ["offered"] * 3
    assert counts(event) == (3, 3)


def test_several_delegates_are_registered_all_or_none(forum, tanaka, hokuriku, now):
    twice = [person(1), person(2), person(1, email="DELEGATE1@example.jp")]
    with pytest.raises(AlreadyRegistered) as refusal:
        services.register_delegates(forum, people=twice, role="delegate", firm=hokuriku, by=tanaka, now=now)
    assert refusal.value.person == 2
    assert Registration.objects.count() == 0
    assert counts(forum) == (0, 0)
    with pytest.raises(NobodyNamed):
        services.register_delegates(forum, people=[], role="delegate", firm=hokuriku, by=tanaka, now=now)
    with pytest.raises(NoSuchSeats):
        services.register_delegates(forum, people=[person(1)], role="press", firm=hokuriku, by=tanaka, now=now)


@pytest.mark.parametrize("one, other", [
    ("Tanaka Ichiro", "Ichiro TANAKA"), ("Айгүл Серікқызы", "Aigul Serikkyzy"), ("Юсупов Шерзод", "Sherzod Yusupov"),
    ("Satō Yūko", "Yuuko Satou"), ("ОМАРОВ Бекзат", "Omarov Bekzat"),
])
def test_the_same_person_under_two_spellings_is_noticed(forum, tanaka, hokuriku, one, other):
    seat(forum, 1, by=tanaka, firm=hokuriku, name=one)
    with pytest.raises(Perhaps) as refusal:
        seat(forum, 2, by=tanaka, firm=hokuriku, name=other)
    assert one in str(refusal.value.message)
    assert refusal.value.field == "is_another_person"
    assert seat(forum, 2, by=tanaka, firm=hokuriku, name=other, is_another_person=True).state == "confirmed"


def test_two_colleagues_may_share_a_mailbox_when_a_person_says_so(forum, tanaka, hokuriku):
    first = seat(forum, 1, by=tanaka, firm=hokuriku)
    with pytest.raises(SharedAddress) as refusal:
        seat(forum, 2, by=tanaka, firm=hokuriku, email="Delegate1@example.jp")
    assert refusal.value.field == "is_another_person"
    second = seat(forum, 2, by=tanaka, firm=hokuriku, email="delegate1@example.jp", is_another_person=True)
    assert {state_of(first), state_of(second)} == {"confirmed"}
    assert Message.objects.filter(kind="events/confirmed", address="delegate1@example.jp").count() == 2


def test_the_account_of_a_shared_mailbox_is_one_persons(forum, tanaka, hokuriku):
    first = seat(forum, 1, by=tanaka, firm=hokuriku, email=tanaka.email)
    second = seat(forum, 2, by=tanaka, firm=hokuriku, email=tanaka.email, is_another_person=True)
    assert (first.user, second.user) == (tanaka, None)


def test_one_person_is_not_two_however_often_it_is_said(forum, tanaka, hokuriku):
    seat(forum, 1, by=tanaka, firm=hokuriku)
    with pytest.raises(AlreadyRegistered):
        seat(forum, 1, by=tanaka, firm=hokuriku, is_another_person=True)


def test_who_left_comes_back_beside_a_colleague_of_the_same_mailbox(forum, tanaka, hokuriku, now):
    first = seat(forum, 1, by=tanaka, firm=hokuriku)
    services.withdraw_registration(first, by=tanaka, now=now)
    seat(forum, 2, by=tanaka, firm=hokuriku, email=first.email)
    services.restore_registration(first, by=tanaka, now=now)
    assert state_of(first) == "confirmed"


@pytest.mark.parametrize("one, other", [
    ("Tanaka Ichiro", "Tanaka Jiro"), ("Aigul Serikkyzy", "Aidana Serikkyzy"),
    ("Omarov Bekzat", "Omarov Berik"), ("田中 一郎", "田中 二郎"),
])
def test_people_of_one_family_are_not_taken_for_one(forum, tanaka, hokuriku, one, other):
    seat(forum, 1, by=tanaka, firm=hokuriku, name=one)
    assert seat(forum, 2, by=tanaka, firm=hokuriku, name=other).state == "confirmed"


def test_each_of_two_who_share_a_mailbox_hears_of_a_cancellation(forum, tanaka, hokuriku, sato):
    seat(forum, 1, by=tanaka, firm=hokuriku)
    seat(forum, 2, by=tanaka, firm=hokuriku, email="delegate1@example.jp", is_another_person=True)
    people, _others, _digest = services.preview_change(forum, "cancel")
    assert sorted(one.person["name"] for one in people) == ["Chiba Akira", "Doi Akira"]
    assert len({one.key for one in people}) == 2


def test_a_delegate_of_two_firms_has_one_seat(forum, tanaka, hokuriku, aigul, altai, sato, now):
    row = seat(forum, 1, by=tanaka, firm=hokuriku)
    with pytest.raises(AlreadyRegistered):
        seat(forum, 1, by=aigul, firm=altai)
    with pytest.raises(NotTheOrganiser):
        services.add_second_firm(row, firm=altai, by=aigul, now=now)
    services.add_second_firm(row, firm=altai, by=sato, now=now)
    assert row in Registration.objects.visible_to(aigul)
    assert forum.registrations.count() == 1


def test_registration_holds_to_its_window_and_to_verified_firms(forum, tanaka, hokuriku, now):
    for moment in (forum.opens_at - timedelta(seconds=1), forum.closes_at):
        with pytest.raises(RegistrationIsClosed):
            seat(forum, 1, by=tanaka, firm=hokuriku, now=moment)
    hokuriku.__class__.objects.filter(pk=hokuriku.pk).update(state="suspended")
    hokuriku.refresh_from_db()
    with pytest.raises(FirmNotVerified):
        seat(forum, 1, by=tanaka, firm=hokuriku)


def test_the_organiser_decides_where_approval_is_needed(make_event, tanaka, hokuriku, sato, now):
    event = make_event(1, needs_approval=True)
    first, second = (seat(event, number, by=tanaka, firm=hokuriku) for number in (1, 2))
    assert (state_of(first), counts(event), told("to_approve")) == ("applied", (0, 0), [sato.email] * 2)
    with pytest.raises(NotTheOrganiser):
        services.approve_registration(first, by=tanaka, now=now)
    services.approve_registration(first, by=sato, now=now)
    services.approve_registration(second, by=sato, now=now)
    assert (state_of(first), state_of(second), counts(event)) == ("confirmed", "waitlisted", (1, 1))
    with pytest.raises(TransitionNotAllowed):
        services.approve_registration(first, by=sato, now=now)
    third = seat(event, 3, by=tanaka, firm=hokuriku)
    with pytest.raises(ReasonMissing):
        services.refuse_registration(third, reason=" ", by=sato, now=now)
    services.refuse_registration(third, reason="No relation to the theme", by=sato, now=now)
    assert state_of(third) == "refused"
    assert "No relation" in Message.objects.get(kind="events/refused").text


def test_who_withdrew_comes_back_to_a_free_seat_or_to_the_end_of_the_queue(forum, tanaka, hokuriku, now):
    rows = [seat(forum, number, by=tanaka, firm=hokuriku) for number in range(2)]
    services.withdraw_registration(rows[0], by=tanaka, now=now)
    services.restore_registration(rows[0], by=tanaka, now=now)
    assert (state_of(rows[0]), counts(forum)) == ("confirmed", (2, 2))
    services.withdraw_registration(rows[0], by=tanaka, now=now)
    seat(forum, 5, by=tanaka, firm=hokuriku)
    services.restore_registration(rows[0], by=tanaka, now=now)
    assert state_of(rows[0]) == "waitlisted"
    services.withdraw_registration(rows[1], by=tanaka, now=now)
    with pytest.raises(RegistrationIsClosed):
        services.restore_registration(rows[1], by=tanaka, now=forum.closes_at)


def test_late_admission_names_the_waived_deadline_and_the_reason(forum, tanaka, hokuriku, sato, dana, now):
    with pytest.raises(RegistrationIsOpen):
        services.ask_late(
            forum, person=person(1), role="delegate", because="The invitation came late",
            firm=hokuriku, by=tanaka, now=now,
        )
    late = forum.closes_at + timedelta(days=1)
    services.turn_events(now=late)
    rows = [
        services.ask_late(
            forum, person=person(n), role="delegate", because="The list was closed", firm=hokuriku, by=tanaka, now=late
        )
        for n in range(3)
    ]
    with pytest.raises(NotTheOrganiser):
        services.admit_late(rows[0], reason="The chamber asks for it", by=dana, now=late)
    for row in rows[:2]:
        services.admit_late(row, reason="The chamber asks for it", by=sato, now=late)
    with pytest.raises(EventIsFull):
        services.admit_late(rows[2], reason="The chamber asks for it", by=sato, now=late)
    assert (state_of(rows[2]), counts(forum)) == ("late_requested", (2, 2))
    services.admit_late(rows[2], reason="The president comes", extra_seat=True, by=sato, now=late)
    row = Registration.objects.get(pk=rows[2].pk)
    assert (row.state, row.waived_deadline, row.decided_by, counts(forum)) == (
        "late_admitted", forum.closes_at, sato, (3, 3)
    )
    act = Activity.objects.get(subject=ref(row), verb="events.registration.admit_late")
    assert act.reason == "The president comes"
    assert act.data == {"waived": forum.closes_at.isoformat(), "extra_seat": True}
    assert Activity.objects.filter(verb="events.event.add_seat").count() == 1
    refused = services.ask_late(
        forum, person=person(9), role="delegate", because="Forgot it", firm=hokuriku, by=tanaka, now=late
    )
    services.refuse_late(refused, reason="Too late", by=sato, now=late)
    assert state_of(refused) == "late_refused"


def test_seats_never_become_fewer_than_are_held_and_more_reach_the_queue(forum, tanaka, hokuriku, sato, now):
    rows = [seat(forum, number, by=tanaka, firm=hokuriku) for number in range(3)]
    with pytest.raises(FewerThanTaken) as refusal:
        services.set_seats(forum, role="delegate", country="", capacity=1, by=sato, now=now)
    assert "2" in str(refusal.value.message)
    assert SeatPool.objects.get().capacity == 2
    services.set_seats(forum, role="delegate", country="", capacity=3, by=sato, now=now)
    assert (state_of(rows[2]), counts(forum)) == ("offered", (3, 3))


def test_seats_of_a_country_go_before_seats_of_all(make_event, tanaka, hokuriku, sato, now):
    event = make_event(5)
    services.set_seats(event, role="delegate", country="JP", capacity=1, by=sato, now=now)
    rows = [seat(event, number, by=tanaka, firm=hokuriku) for number in range(2)]
    other = seat(event, 7, by=tanaka, firm=hokuriku, country="KZ", zone="Asia/Almaty")
    assert [state_of(row) for row in (*rows, other)] == ["confirmed", "waitlisted", "confirmed"]


def test_a_guest_is_invited_and_answers(forum, sato, tanaka, now):
    with pytest.raises(NotTheOrganiser):
        services.invite(forum, person=person(1), role="delegate", by=tanaka, now=now)
    row = services.invite(forum, person=person(1), role="delegate", by=sato, now=now)
    assert (state_of(row), counts(forum), told("invited")) == ("invited", (0, 0), ["delegate1@example.jp"])
    services.accept_invitation(row, by=None, now=now)
    assert (state_of(row), counts(forum)) == ("confirmed", (1, 1))


def register(event, numbers, *, by, now, together=False, **more) -> list[Registration]:
    people = [person(number, **more.get(str(number), {})) for number in numbers]
    given = {"people": people, "role": "delegate", "together": together, "firm": registers_for(by)}
    return services.register_delegates(event, **given, by=by, now=now)


def queue_of(event) -> list[Registration]:
    return list(event.pools.get(country="").registrations.queue())


def test_a_list_of_delegates_waits_in_the_order_its_firm_gave(make_event, tanaka, hokuriku, now):
    event = make_event(1)
    rows = register(event, range(10), by=tanaka, now=now)
    assert queue_of(event) == rows[1:]


KAZAKH = {"country": "KZ", "zone": "Asia/Almaty"}


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1)])
def test_a_group_from_two_countries_comes_whole_or_waits_whole(make_event, sato, tanaka, hokuriku, now, numbers):
    """One of them has seats of their country; whichever is named first, nobody goes alone."""
    event = make_event(1)
    services.set_seats(event, role="delegate", country="KZ", capacity=0, by=sato, now=now)
    rows = register(event, numbers, together=True, by=tanaka, now=now, **{"2": KAZAKH})
    assert [state_of(row) for row in rows] == ["waitlisted"] * 2
    services.set_seats(event, role="delegate", country="KZ", capacity=1, by=sato, now=now)
    assert [state_of(row) for row in rows] == ["offered"] * 2
    assert list(event.pools.order_by("country").values_list("taken", flat=True)) == [1, 1]


@pytest.mark.parametrize("leave", ["withdraw", "refuse"])
def test_a_waiting_group_that_became_smaller_is_offered_the_seat_it_fits_now(
    make_event, sato, tanaka, hokuriku, now, leave
):
    event = make_event(1)
    rows = register(event, [1, 2], together=True, by=tanaka, now=now)
    if leave == "withdraw":
        services.withdraw_registration(rows[0], by=tanaka, now=now)
    else:
        services.refuse_registration(rows[0], reason="One is enough", by=sato, now=now)
    assert (state_of(rows[1]), counts(event)) == ("offered", (1, 1))


def test_approving_somebody_who_withdrew_does_not_approve_their_group(make_event, sato, tanaka, hokuriku, now):
    event = make_event(5, needs_approval=True)
    rows = register(event, [1, 2], together=True, by=tanaka, now=now)
    services.withdraw_registration(rows[0], by=tanaka, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.approve_registration(rows[0], by=sato, now=now)
    assert state_of(rows[1]) == "applied"


def test_a_group_that_waited_for_the_seat_of_somebody_who_left_is_offered_the_others(
    make_event, sato, tanaka, hokuriku, now
):
    """The one who left waited for seats of another country than those who stay."""
    event = make_event(1)
    services.set_seats(event, role="delegate", country="KZ", capacity=0, by=sato, now=now)
    rows = register(event, [1, 2], together=True, by=tanaka, now=now, **{"2": KAZAKH})
    services.withdraw_registration(rows[1], by=tanaka, now=now)
    assert (state_of(rows[0]), event.pools.get(country="").taken) == ("offered", 1)
