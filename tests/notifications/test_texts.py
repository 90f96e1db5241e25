"""How long the text of a mail is kept: until it is delivered or its time is over, and not a try shorter."""

import smtplib
from datetime import timedelta

import pytest
from allauth.account import app_settings
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from companies.models import Invitation
from companies.services import invite_member
from notifications.account_mail import CODES, RESET_LINKS, life_of
from notifications.enums import DeliveryState
from notifications.models import Delivery, Message
from notifications.services import deliver_due, end_texts, say, say_to_address, sending
from tests.build import PASSWORD

pytestmark = pytest.mark.django_db
KIND = "companies/firm_verified"
FORM = {
    "email": "new@firm.example", "password1": PASSWORD, "terms": "on", "full_name": "A", "language": "ja",
    "time_zone": "Asia/Tokyo",
}


@pytest.fixture(autouse=True)
def _no_demonstration(settings):
    """A demonstration keeps every text, so that its mails can be read."""
    settings.DEMO = False


@pytest.fixture
def now():
    return timezone.now()


def test_a_mail_about_something_long_past_is_sent_all_the_same(hokuriku, now):
    past = now - timedelta(days=90)
    message = say_to_address("x@example.jp", KIND, language="en", context={"firm": hokuriku}, now=past, key="a")
    deliver_due()
    assert message.deliveries.get().state == "delivered"


@pytest.fixture
def message(hokuriku, now) -> Message:
    Delivery.objects.all().delete()
    return say_to_address("x@example.jp", KIND, language="en", context={"firm": hokuriku}, now=now, key="a")


def claim(now) -> Delivery:
    return sending._claim(now)[0]


def text_of(message: Message) -> str:
    message.refresh_from_db()
    return message.text


def test_a_worker_that_lost_its_lease_does_not_wipe_the_text(message, now):
    slow = claim(now)
    other = claim(now + sending.LEASE + timedelta(seconds=1))
    sending._finish(slow, DeliveryState.DELIVERED)
    sending._fail(other, smtplib.SMTPException("later"))
    assert message.deliveries.get().state == "pending"
    assert text_of(message), "the next try would send an empty mail"


def test_the_text_of_a_refused_mail_is_there_to_be_sent_again(message, now):
    sending._finish(claim(now), DeliveryState.PERMANENT_FAILURE, Exception("550"))
    assert text_of(message)


def test_the_text_of_a_delivered_mail_is_wiped(message):
    deliver_due()
    assert message.deliveries.get().state == "delivered"
    assert text_of(message) == ""


def test_a_users_message_stays_in_the_inbox_with_its_text(hokuriku, tanaka, now):
    message = say(tanaka, KIND, about=hokuriku, context={"firm": hokuriku}, now=now, key="x")
    deliver_due()
    end_texts(now=now + timedelta(days=4000))
    assert message.deliveries.get().state == "delivered"
    assert text_of(message)


def test_what_could_not_be_delivered_is_forgotten_when_its_time_is_over(message, now):
    sending._finish(claim(now), DeliveryState.PERMANENT_FAILURE, Exception("550"))
    end_texts(now=message.text_until - timedelta(seconds=1))
    assert text_of(message)
    end_texts(now=message.text_until)
    assert text_of(message) == ""
    assert message.deliveries.get().state == "permanent_failure"


def test_a_mail_whose_time_is_over_while_it_waits_is_sent_no_more(message, now):
    end_texts(now=message.text_until)
    deliver_due()
    assert message.deliveries.get().state == "expired"
    assert not mail.outbox


def test_a_mail_whose_time_is_over_is_not_sent_before_the_sweep_has_seen_it_either(message, now):
    Message.objects.filter(pk=message.pk).update(text_until=now - timedelta(seconds=1))
    deliver_due()
    assert message.deliveries.get().state == "expired"
    assert not mail.outbox


def test_the_database_wants_an_end_for_what_is_said_to_an_address(message):
    with pytest.raises(IntegrityError, match="message_to_an_address_ends"):
        Message.objects.filter(pk=message.pk).update(text_until=None)


def test_a_code_in_a_mail_ends_with_the_code(client):
    client.post(reverse("account_signup"), FORM)
    message = Message.objects.get(address="new@firm.example")
    life = timedelta(seconds=app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT)
    assert message.text_until == message.created_at + life


def test_a_reset_link_in_a_mail_ends_with_the_link(client, tanaka, settings):
    client.post(reverse("account_reset_password"), {"email": tanaka.email})
    message = Message.objects.get(kind="account/password_reset_key")
    assert message.text_until == message.created_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def test_an_invitation_in_a_mail_ends_with_the_invitation(hokuriku, tanaka, now):
    invite_member(hokuriku, email="c@firm.example", role="editor", language="ja", by=tanaka, now=now)
    message = Message.objects.get(address="c@firm.example")
    assert message.text_until == Invitation.objects.get(email="c@firm.example").expires_at


@pytest.mark.parametrize("kind", [*CODES, *RESET_LINKS])
def test_every_code_and_link_has_a_life_of_three_days_at_most(kind):
    assert timedelta(0) < life_of(kind) <= timedelta(days=3)
