"""Random histories of seats: whatever happens, rows, counters and queue are what a slow, obvious model says."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from companies.models import Chamber, Liaison
from core.errors import Refusal
from events import services
from events.models import Event, Registration, Substitution
from events.services import seats
from tests import build
from tests.build import named
from tests.conftest import NOW

from .conftest import event_fields, person
from .seat_model import LIVE, SEATED, WITHDRAWS, Book

WHO = st.integers(0, 11)
WHICH = st.integers(0, 99)
HOURS = st.sampled_from([1, 20, 60, 200, 1200])


def some(*states: str):
    """A rule that needs somebody in one of these states."""
    return precondition(lambda self: self.keys(*states))


class Histories(RuleBasedStateMachine):
    """A forum with seats for all countries and for Kazakhstan; a dozen people, every fourth from there."""

    def __init__(self):
        super().__init__()
        self.now = NOW
        self.book = None
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        """Each history is rolled back before the next begins."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(approval=st.booleans(), seats=st.integers(1, 3))
    def begin(self, approval: bool, seats: int) -> None:
        self.sato = build.user("sato@minamin.example", "Sato", role="staff", zone="Asia/Tokyo")
        self.dana = build.user("dana@atameken.example", "Dana", role="liaison", zone="Asia/Almaty")
        self.tanaka = build.user("tanaka@hokuriku.example", "Tanaka", zone="Asia/Tokyo")
        named_firm = {"country": "JP", "legal_id": "1626018159083", "name": "北陸", "name_latin": "Hokuriku"}
        self.firm = build.firm(self.tanaka, self.sato, **named_firm)
        Liaison.objects.create(user=self.dana, chamber=Chamber.objects.create(country="KZ", names=named("Atameken")))
        self.approval = approval
        self.event = services.plan_event(
            chamber=None, by=self.sato, now=self.now, **event_fields(needs_approval=approval)
        )
        for country in ("", "KZ"):
            services.set_seats(self.event, role="delegate", country=country, capacity=seats, by=self.sato, now=self.now)
        services.announce_event(self.event, anyway=True, by=self.sato, now=self.now)
        self.book = Book({"": seats, "KZ": seats})

    # how acts are compared

    def keys(self, *states: str) -> list:
        return [key for key, row in self.book.rows.items() if row["state"] in states] if self.book else []

    def pick(self, which: int, *states: str):
        keys = self.keys(*states)
        return keys[which % len(keys)]

    def row(self, key) -> Registration:
        return Registration.objects.with_people().get(pk=key)

    def act(self, allowed: bool, service, *given, **named):
        """The service does what the model allows and refuses all else. None when it was refused."""
        self.now += timedelta(minutes=1)
        result, refusal = None, None
        try:
            with transaction.atomic():
                result = service(*given, **named, now=self.now)
        except Refusal as raised:
            refusal = raised
        assert allowed == (refusal is None), f"{service.__name__}: {refusal.message if refusal else 'not refused'}"
        return None if refusal else result if result is not None else True

    def who(self, organiser: bool):
        return self.sato if organiser else self.tanaka

    @property
    def is_open(self) -> bool:
        return self.now + timedelta(minutes=1) < self.event.closes_at

    @staticmethod
    def person(number: int, **more) -> dict:
        country = {"country": "KZ", "zone": "Asia/Almaty", "language": "ru"} if number % 4 == 0 else {}
        return person(number, is_another_person=True, **country, **more)

    @staticmethod
    def pool(one: dict) -> str:
        return "KZ" if one["country"] == "KZ" else ""

    # what happens

    @rule(hours=HOURS)
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        services.turn_events(now=self.now)
        self.book.offering = self.now < self.event.starts_at
        due = set(Registration.objects.filter(state="offered", offered_until__lt=self.now).values_list("pk", flat=True))
        assert services.lapse_offers(now=self.now) == len(due)
        for key in due:
            self.book.leave(key, "lapsed")

    @rule(numbers=st.lists(WHO, min_size=1, max_size=3, unique=True), together=st.booleans(), organiser=st.booleans())
    def people_register(self, numbers: list[int], together: bool, organiser: bool) -> None:
        people = [self.person(number) for number in numbers]
        allowed = self.is_open and not any(self.book.is_live(one["email"]) for one in people)
        rows = self.act(
            allowed, services.register_delegates, self.event, people=people, role="delegate", firm=self.firm,
            together=together, by=self.who(organiser),
        )
        if not rows:
            return
        for row, one in zip(rows, people, strict=True):
            self.book.enter(row.pk, one["email"], self.pool(one), group=row.group, together=together)
        if organiser or not self.approval:
            self.book.settle([row.pk for row in rows])

    @rule(number=WHO)
    def a_guest_is_invited(self, number: int) -> None:
        one = self.person(number)
        row = self.act(
            not self.book.is_live(one["email"]), services.invite, self.event, person=one, role="delegate", by=self.sato
        )
        if row:
            Registration.objects.filter(pk=row.pk).update(firm=self.firm)  # so that Tanaka answers for them too
            self.book.enter(row.pk, one["email"], self.pool(one), "invited")

    @some("invited")
    @rule(which=WHICH)
    def an_invitation_is_accepted(self, which: int) -> None:
        key = self.pick(which, "invited")
        self.act(True, services.accept_invitation, self.row(key), by=self.tanaka)
        self.book.settle([key])

    @some(*LIVE)
    @rule(which=WHICH)
    def the_organiser_approves(self, which: int) -> None:
        key = self.pick(which, "applied") if self.keys("applied") else self.pick(which, *LIVE)
        row = self.book.rows[key]
        if self.act(row["state"] == "applied", services.approve_registration, self.row(key), by=self.sato):
            mates = [other for other in self.keys("applied") if self.book.rows[other]["group"] == row["group"]]
            self.book.settle(mates if row["together"] else [key])

    @some("applied", "waitlisted", "confirmed")
    @rule(which=WHICH)
    def the_organiser_refuses(self, which: int) -> None:
        key = self.pick(which, "applied", "waitlisted", "confirmed")
        allowed = self.book.state(key) in ("applied", "waitlisted")
        if self.act(allowed, services.refuse_registration, self.row(key), reason="Not this time", by=self.sato):
            self.book.leave(key, "refused")

    @some(*WITHDRAWS, "checked_in")
    @rule(which=WHICH)
    def somebody_withdraws(self, which: int) -> None:
        key = self.pick(which, *WITHDRAWS, "checked_in")
        if self.act(self.book.state(key) in WITHDRAWS, services.withdraw_registration, self.row(key), by=self.tanaka):
            self.book.withdraw(key)

    @some("withdrawn", "declined", "lapsed")
    @rule(which=WHICH, organiser=st.booleans())
    def somebody_comes_back(self, which: int, organiser: bool) -> None:
        key = self.pick(which, "withdrawn", "declined", "lapsed")
        row = self.book.rows[key]
        allowed = (organiser or self.is_open) and not self.book.is_live(row["email"])
        if self.act(allowed, services.restore_registration, self.row(key), by=self.who(organiser)):
            row |= {"state": "applied", "for": None}
            if row["approved"] or organiser or not self.approval:
                self.book.settle([key])

    @some("offered")
    @rule(which=WHICH, accepts=st.booleans())
    def an_offer_is_answered(self, which: int, accepts: bool) -> None:
        key = self.pick(which, "offered")
        if accepts:
            in_time = self.now + timedelta(minutes=1) <= self.row(key).offered_until
            if self.act(in_time, services.accept_offer, self.row(key), by=self.tanaka):
                self.book.put(key, "confirmed")
        else:
            self.act(True, services.decline_offer, self.row(key), by=self.tanaka)
            self.book.leave(key, "declined")

    @rule(number=WHO)
    def somebody_asks_late(self, number: int) -> None:
        one = self.person(number)
        soon = self.now + timedelta(minutes=1)
        allowed = not self.is_open and soon < self.event.ends_at and not self.book.is_live(one["email"])
        row = self.act(
            allowed, services.ask_late, self.event, person=one, role="delegate", firm=self.firm, because="Forgot it",
            by=self.tanaka,
        )
        if row:
            self.book.enter(row.pk, one["email"], self.pool(one), "late_requested")

    @some("late_requested")
    @rule(which=WHICH, extra=st.booleans())
    def a_late_one_is_admitted(self, which: int, extra: bool) -> None:
        key = self.pick(which, "late_requested")
        pool = self.book.rows[key]["pool"]
        fits = self.book.free(pool) > 0
        if self.act(
            fits or extra, services.admit_late, self.row(key), reason="The chamber asks", extra_seat=extra, by=self.sato
        ):
            self.book.seats[pool] += not fits
            self.book.rows[key] |= {"state": "late_admitted", "approved": True}

    @some(*SEATED, "offered")
    @rule(which=WHICH, number=WHO, same_rank=st.booleans())
    def a_substitute_is_named(self, which: int, number: int, same_rank: bool) -> None:
        key = self.pick(which, *SEATED, "offered")
        row, one = self.book.rows[key], self.person(number, rank="manager" if same_rank else "deputy")
        same_rank = self.row(key).rank == one["rank"]
        allowed = row["state"] in SEATED and not self.book.is_live(one["email"]) and not self.book.open_requests(key)
        made = self.act(allowed, services.name_substitute, self.row(key), person=one, reason="Ill", by=self.tanaka)
        if made:
            self.book.requests[made.pk] = {
                "original": key, "state": "in_place" if same_rank else "asked", "email": one["email"]
            }
            if same_rank:
                self.book.substitute(key, made.substitute_id, one["email"])

    @precondition(lambda self: self.book and self.book.requests)
    @rule(which=WHICH, answer=st.sampled_from(["consent", "consent", "refuse", "take back"]))
    def the_partner_answers(self, which: int, answer: str) -> None:
        waiting = [pk for pk, one in self.book.requests.items() if one["state"] == "asked"] or list(self.book.requests)
        pk = waiting[which % len(waiting)]
        one = self.book.requests[pk]
        request = Substitution.objects.select_related("original__event").get(pk=pk)
        partner = self.sato if request.original.country == "KZ" else self.dana
        asked = one["state"] == "asked"
        if answer == "consent":
            self._consent(asked, one, request, partner)
        elif answer == "refuse":
            if self.act(asked, services.refuse_substitute, request, reason="Presidents only", by=partner):
                one["state"] = "refused"
        elif self.act(asked, services.take_back_substitute, request, by=self.tanaka):
            one["state"] = "withdrawn"

    def _consent(self, asked: bool, one: dict, request: Substitution, partner) -> None:
        allowed = asked and self.book.state(one["original"]) in SEATED and not self.book.is_live(one["email"])
        if self.act(allowed, services.consent_to_substitute, request, by=partner):
            one["state"] = "in_place"
            self.book.substitute(one["original"], Substitution.objects.get(pk=request.pk).substitute_id, one["email"])

    @some("substituted")
    @rule(which=WHICH)
    def the_original_comes_after_all(self, which: int) -> None:
        key = self.pick(which, "substituted")
        if self.act(self.book.can_return(key), services.return_original, self.row(key), by=self.tanaka):
            self.book.come_back(key)

    @some(*SEATED, "checked_in")
    @rule(which=WHICH, undo=st.booleans())
    def somebody_is_at_the_door(self, which: int, undo: bool) -> None:
        key = self.pick(which, *SEATED, "checked_in")
        inside = self.book.state(key) == "checked_in"
        if undo and self.act(inside, services.undo_check_in, self.row(key), by=self.sato):
            self.book.put(key, "confirmed")
        elif not undo and self.act(not inside, services.check_in, self.row(key), by=self.sato):
            self.book.put(key, "checked_in")

    @rule(country=st.sampled_from(["", "KZ"]), capacity=st.integers(0, 5))
    def seats_are_set(self, country: str, capacity: int) -> None:
        allowed = capacity >= self.book.held(country)
        offered = self.act(
            allowed, services.set_seats, self.event, role="delegate", country=country, capacity=capacity, by=self.sato
        )
        if offered is not None:  # nobody may be offered one
            self.book.seats[country] = capacity
            self.book.offer()

    # what must hold

    @invariant()
    def rows_are_what_the_model_believes(self) -> None:
        if self.book:
            assert dict(Registration.objects.values_list("pk", "state")) == {
                key: row["state"] for key, row in self.book.rows.items()
            }
            requests = dict(Substitution.objects.values_list("pk", "state"))
            assert requests == {key: one["state"] for key, one in self.book.requests.items()}

    @invariant()
    def seats_are_counted_right(self) -> None:
        for pool in Event.objects.get().pools.all() if self.book else []:
            assert pool.capacity == self.book.seats[pool.country]
            assert pool.taken == pool.registrations.holding().count() == self.book.held(pool.country) <= pool.capacity

    @invariant()
    def the_queue_keeps_its_order(self) -> None:
        for pool in Event.objects.get().pools.all() if self.book else []:
            assert [row.pk for row in pool.registrations.queue()] == self.book.queue(pool.country)

    @invariant()
    def nobody_waits_for_a_seat_that_is_free(self) -> None:
        if self.book and self.book.offering:
            assert not [keys for keys in self.book.groups() if self.book.fits(keys)]

    @invariant()
    def nobody_has_two_live_rows(self) -> None:
        emails = [row.email.lower() for row in Registration.objects.live()]
        assert len(emails) == len(set(emails))


SETTINGS = settings(max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
def test_random_histories_of_seats_agree_with_the_model():
    run_state_machine_as_test(Histories, settings=SETTINGS)


@pytest.mark.django_db
def test_a_seat_that_goes_to_nobody_would_be_noticed(monkeypatch):
    """Negative control: when a freed seat is offered to nobody, the comparison fails."""
    monkeypatch.setattr(seats, "offer_free_seats", lambda _event_id, *, now: 0)
    machine = Histories()
    machine.begin(approval=False, seats=1)
    machine.people_register(numbers=[1], together=False, organiser=False)
    machine.people_register(numbers=[2], together=False, organiser=False)
    machine.rows_are_what_the_model_believes()
    machine.somebody_withdraws(which=0)
    with pytest.raises(AssertionError):
        machine.rows_are_what_the_model_believes()
    machine.teardown()
