"""Talking to a mail server: one connection a batch, one refusal harms nobody else, a slow batch sends nothing twice."""

import threading
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from notifications.models import Delivery, Message
from notifications.services import deliver_due, say_to_address, sending
from notifications.tasks import PASS

from .mail_server import HANG_UP, standing_in

KIND = "companies/firm_verified"
TEN = [f"m{number}@firm.example" for number in range(10)]
THIRD = TEN[2]


@pytest.fixture
def server(settings):
    with standing_in(settings) as server:
        yield server


@pytest.fixture
def ten(hokuriku, server):
    """Ten mails that wait, in the order of their numbers."""
    Delivery.objects.all().delete()
    now = timezone.now()
    for address in TEN:
        say_to_address(address, KIND, language="en", context={"firm": hokuriku}, now=now, key="x")
    for number, address in enumerate(TEN):
        Delivery.objects.filter(message__address=address).update(due_at=now + timedelta(microseconds=number))
    return server


def state_of(address: str) -> str:
    return Delivery.objects.get(message__address=address).state


@pytest.mark.django_db
def test_ten_mails_need_one_connection(ten):
    deliver_due()
    assert (ten.accepted, ten.connections) == (TEN, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer, state", [("550 no such user", "permanent_failure"), ("450 greylisted, come again", "pending")]
)
def test_a_refused_recipient_leaves_the_others_and_the_connection(ten, answer, state):
    ten.answers[THIRD] = [answer]
    deliver_due()
    assert state_of(THIRD) == state
    assert (len(ten.accepted), ten.connections) == (9, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [HANG_UP, "421 closing"])
def test_a_broken_connection_is_opened_anew_for_the_next_mail(ten, answer):
    ten.answers[THIRD] = [answer]
    deliver_due()
    assert state_of(THIRD) == "pending"
    assert (len(ten.accepted), ten.connections) == (9, 2)


@pytest.mark.django_db
def test_a_mail_that_failed_for_now_goes_out_with_its_text_later(ten):
    ten.answers[THIRD] = ["450 come again"]
    deliver_due()
    assert Message.objects.get(address=THIRD).text
    Delivery.objects.filter(message__address=THIRD).update(due_at=timezone.now())
    deliver_due()
    assert ten.accepted[-1] == THIRD
    assert state_of(THIRD) == "delivered"


@pytest.mark.django_db
def test_a_server_that_lets_nobody_in_refuses_no_recipient_for_good(ten):
    ten.greeting = "554 not today"
    deliver_due()
    assert {state_of(address) for address in TEN} == {"pending"}
    assert not ten.accepted


def hold_the_third_and_let_another_worker_pass(server) -> None:
    """The first worker hangs at its third mail for so long that the leases of the seven behind it run out."""
    server.hold_at = 3

    def first_worker() -> None:
        try:
            deliver_due()
        finally:
            connection.close()

    thread = threading.Thread(target=first_worker)
    thread.start()
    assert server.holding.wait(10)
    passed = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(message__address__in=TEN[3:]).update(lease_until=passed)
    deliver_due()
    server.go_on.set()
    thread.join(10)


@pytest.mark.django_db(transaction=True)
def test_a_slow_batch_and_a_second_worker_send_each_mail_once(ten):
    hold_the_third_and_let_another_worker_pass(ten)
    assert sorted(ten.accepted) == TEN


@pytest.mark.django_db(transaction=True)
def test_without_a_fresh_lease_seven_would_go_twice(ten, monkeypatch):
    """Negative control: the lease taken with the batch is believed in."""
    monkeypatch.setattr(sending, "_renew", lambda _delivery, _now: True)
    hold_the_third_and_let_another_worker_pass(ten)
    assert sorted(ten.accepted) == sorted(TEN + TEN[3:])


def taken_over_while_the_first_worker_waits(server, monkeypatch) -> list[str]:
    """The first hangs at its third mail for longer than a lease; what a second worker sent meanwhile."""
    monkeypatch.setattr(sending, "LEASE", timedelta(seconds=0.9))
    server.hold_at = 3

    def first_worker() -> None:
        try:
            deliver_due()
        finally:
            connection.close()

    thread = threading.Thread(target=first_worker)
    thread.start()
    assert server.holding.wait(10)
    server.go_on.wait(1.8)
    deliver_due()
    meanwhile = server.accepted[2:]
    server.go_on.set()
    thread.join(10)
    return meanwhile


@pytest.mark.django_db(transaction=True)
def test_a_sender_that_waits_keeps_its_mails(ten, monkeypatch):
    assert taken_over_while_the_first_worker_waits(ten, monkeypatch) == []
    assert sorted(ten.accepted) == TEN


@pytest.mark.django_db(transaction=True)
def test_without_renewal_a_short_lease_would_give_them_away(ten, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(sending.leases, "kept", lambda *_batch, **_how: nullcontext())
    assert TEN[9] in taken_over_while_the_first_worker_waits(ten, monkeypatch)


def test_what_a_killed_sender_held_has_left_within_a_minute(settings):
    sweep = next(
        one["schedule"] for one in settings.CELERY_BEAT_SCHEDULE.values() if one["task"] == "notifications.deliver"
    )
    assert sending.LEASE.total_seconds() + sweep + PASS.total_seconds() < 60
