"""Mail servers as they are: what each answer, silence or broken line means for a mail, step by step of the protocol."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Heartbeat
from notifications.models import Delivery
from notifications.services import deliver_due, say_to_address
from notifications.services.sending import MAX_ATTEMPTS, pause_after
from notifications.tasks import deliver

from .mail_server import HANG_UP, SILENCE, SLOW, scripted

pytestmark = pytest.mark.django_db


class Row(NamedTuple):
    """`first`: what becomes of the first of two mails; `tries`: how many of its tries are used up; `second`: of the
    other one in the same pass."""

    step: str
    answer: str
    first: str
    tries: int
    second: str
    why: str


TABLE = [
    # Before anything is said of a mail: nobody's fault, no try is used up, nobody else is tried in this pass.
    Row("greeting", "554 not today", "pending", 0, "pending", "the whole server refuses"),
    Row("greeting", "421 too many connections", "pending", 0, "pending", "the server is busy"),
    Row("greeting", HANG_UP, "pending", 0, "pending", "the line breaks"),
    Row("greeting", SILENCE, "pending", 0, "pending", "the server sleeps"),
    Row("EHLO", HANG_UP, "pending", 0, "pending", "the line breaks"),
    Row("EHLO", SILENCE, "pending", 0, "pending", "the server sleeps"),
    Row("EHLO", "421 closing", "pending", 0, "pending", "the server closes"),
    Row("STARTTLS", "454 TLS not available", "pending", 0, "pending", "never in the clear where TLS is asked for"),
    Row("STARTTLS", HANG_UP, "pending", 0, "pending", "the line breaks"),
    Row("AUTH", "535 wrong password", "pending", 0, "pending", "ours to mend, no recipient's fault"),
    Row("AUTH", "454 try again", "pending", 0, "pending", "the server is busy"),
    Row("AUTH", SILENCE, "pending", 0, "pending", "the server sleeps"),
    # Of our own address: tried again, the next mail goes on.
    Row("MAIL", "451 local error", "pending", 1, "delivered", "for now"),
    Row("MAIL", "550 sender refused", "pending", 1, "delivered", "no word about the recipient"),
    Row("MAIL", "421 closing", "pending", 1, "delivered", "a new line for the next one"),
    Row("MAIL", HANG_UP, "pending", 1, "delivered", "a new line for the next one"),
    Row("MAIL", SILENCE, "pending", 1, "delivered", "a new line for the next one"),
    # Of the recipient.
    Row("RCPT", "450 greylisted", "pending", 1, "delivered", "4xx: again later"),
    Row("RCPT", "451 4.7.1 come back in 5 minutes", "pending", 1, "delivered", "4xx: again later"),
    Row("RCPT", "452 mailbox full", "pending", 1, "delivered", "4xx: again later"),
    Row("RCPT", "421 closing", "pending", 1, "delivered", "said of the line, not of the mailbox"),
    Row("RCPT", "550 no such user", "permanent_failure", 1, "delivered", "5xx ends it"),
    Row("RCPT", "551 not local", "permanent_failure", 1, "delivered", "5xx ends it"),
    Row("RCPT", "552 mailbox full", "permanent_failure", 1, "delivered", "5xx ends it"),
    Row("RCPT", "553 bad name", "permanent_failure", 1, "delivered", "5xx ends it"),
    Row("RCPT", HANG_UP, "pending", 1, "delivered", "the line breaks"),
    Row("RCPT", SILENCE, "pending", 1, "delivered", "the server sleeps"),
    # Of the mail.
    Row("DATA", "451 later", "pending", 1, "delivered", "4xx: again later"),
    Row("DATA", "554 no", "permanent_failure", 1, "delivered", "5xx ends it"),
    Row("DATA", HANG_UP, "pending", 1, "delivered", "the line breaks"),
    Row("DATA", SILENCE, "pending", 1, "delivered", "the server sleeps"),
    Row("end", "451 scanner down", "pending", 1, "delivered", "4xx: again later"),
    Row("end", "554 spam", "permanent_failure", 1, "delivered", "5xx ends it"),
    Row("end", "421 closing", "pending", 1, "delivered", "the line, not the mail"),
    Row("end", HANG_UP, "pending", 1, "delivered", "taken or not: nobody knows"),
    Row("end", SILENCE, "pending", 1, "delivered", "taken or not: nobody knows"),
    # What does not matter.
    Row("QUIT", HANG_UP, "delivered", 1, "delivered", "both were taken before"),
    Row("QUIT", "500 what?", "delivered", 1, "delivered", "both were taken before"),
]


@pytest.fixture
def two(hokuriku, settings) -> list[Delivery]:
    settings.DEMO = False
    settings.EMAIL_LAST_ANSWER_TIMEOUT = 0.3
    Delivery.objects.all().delete()
    now = timezone.now() - timedelta(minutes=1)
    rows = []
    for number, address in enumerate(("first@firm.example", "second@firm.example")):
        message = say_to_address(
            address, "companies/firm_verified", language="en", context={"firm": hokuriku}, now=now, key="x"
        )
        message.deliveries.update(due_at=now + timedelta(seconds=number))
        rows.append(message.deliveries.get())
    return rows


def again(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def sign_in(settings, step: str) -> None:
    settings.EMAIL_USE_TLS = step == "STARTTLS"
    if step == "AUTH":
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "secret"


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.step} {row.answer}")
def test_what_an_answer_means(row, two, settings):
    sign_in(settings, row.step)
    with scripted(settings, **{row.step: [row.answer]}) as server:
        deliver_due()
    first, second = map(again, two)
    assert (first.state, first.attempts, second.state) == (row.first, row.tries, row.second), row.why
    assert bool(first.last_error) == (row.first != "delivered")
    assert server.taken.count(second.header_id) == (row.second == "delivered")


def test_who_handed_back_keeps_the_place_and_goes_out_with_the_next_pass(two, settings):
    with scripted(settings, greeting=["421 busy"]) as server:
        deliver_due()
        assert not server.taken
        deliver_due()
    assert server.taken == [row.header_id for row in two]
    assert [again(row).attempts for row in two] == [1, 1]


def test_nobody_listens_at_all(two, settings):
    with scripted(settings):
        pass
    deliver_due()
    assert {(row.state, row.attempts, row.due_at) for row in map(again, two)} == {
        ("pending", 0, row.due_at) for row in two
    }


def test_pauses_grow_and_the_last_try_is_after_72_hours():
    pauses = [pause_after(attempts) for attempts in range(1, MAX_ATTEMPTS)]
    assert pauses[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert pauses == sorted(pauses)
    assert timedelta(hours=72) <= sum(pauses, timedelta()) < timedelta(hours=76)


@pytest.mark.parametrize(
    "tries_before, answer, state",
    [
        (MAX_ATTEMPTS - 2, "450 greylisted", "pending"),
        (MAX_ATTEMPTS - 1, "450 greylisted", "technical_failure"),
        (MAX_ATTEMPTS - 1, "250 fine", "delivered"),
    ],
)
def test_a_mailbox_that_is_busy_for_72_hours_is_given_up_and_not_before(two, settings, tries_before, answer, state):
    Delivery.objects.filter(pk=two[0].pk).update(attempts=tries_before)
    with scripted(settings, RCPT=[answer]):
        deliver_due()
    assert again(two[0]).state == state


def test_a_server_that_takes_its_time_over_a_mail_gets_it_once(two, settings):
    """It looks for viruses for longer than any other answer may take."""
    settings.EMAIL_LAST_ANSWER_TIMEOUT = 3
    with scripted(settings, end=[SLOW]) as server:
        deliver_due()
    assert server.taken == [row.header_id for row in two]
    assert {again(row).state for row in two} == {"delivered"}


def test_a_mail_whose_last_answer_was_lost_goes_again_under_the_same_id_and_no_third_time(two, settings):
    with scripted(settings, end=[HANG_UP]) as server:
        deliver_due()
        assert again(two[0]).due_at > timezone.now(), "not at once"
        Delivery.objects.filter(pk=two[0].pk).update(due_at=timezone.now())
        deliver_due()
        deliver_due()
    first, second = (row.header_id for row in two)
    assert server.taken == [first, second, first]


def test_while_nobody_lets_us_in_staff_are_told_since_when_and_the_job_counts_as_late(two, settings, as_, sato):
    Delivery.objects.update(due_at=timezone.now() - timedelta(minutes=16))
    page = reverse("notifications:undelivered")
    with scripted(settings, greeting=["554 not today"]):
        deliver()
        assert not Heartbeat.objects.filter(name="notifications.deliver").exists()
        told = as_(sato).get(page).content.decode()
        assert "2 mails are due" in told
        assert "554" in told
        deliver()
    assert Heartbeat.objects.filter(name="notifications.deliver").exists()
    assert "mails are due" not in as_(sato).get(page).content.decode()
