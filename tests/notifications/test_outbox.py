"""The outbox: said once, in the reader's language, taken back while it can be, delivered at least once."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications.models import Delivery, Message
from notifications.services import deliver_due, mark_all_read, say, say_to_address, withdraw_messages
from notifications.services.sending import MAX_ATTEMPTS

pytestmark = pytest.mark.django_db
KIND = "companies/firm_verified"


@pytest.fixture
def now():
    return timezone.now()


def tell(person, firm, now, **kwargs):
    return say(person, KIND, about=firm, context={"firm": firm}, now=now, path="/home/", **kwargs)


def test_a_message_is_written_in_the_readers_language(hokuriku, tanaka, now):
    with_language = tell(tanaka, hokuriku, now, key="x")
    assert with_language.language == "ja"
    assert hokuriku.name in with_language.subject + with_language.text


def test_the_same_thing_is_said_once(hokuriku, tanaka, now):
    assert tell(tanaka, hokuriku, now, key="once") is not None
    assert tell(tanaka, hokuriku, now, key="once") is None
    assert Delivery.objects.filter(message__dedupe_key__contains=":once:").count() == 1


def test_the_database_refuses_the_same_key_twice(hokuriku, tanaka, now):
    message = tell(tanaka, hokuriku, now, key="k")
    message.pk = None
    with pytest.raises(IntegrityError, match="message_said_once"), transaction.atomic():
        Message.objects.create(**{f.name: getattr(message, f.name) for f in Message._meta.fields if f.name != "id"})


def test_sending_needs_a_lease(hokuriku, tanaka, now):
    delivery = tell(tanaka, hokuriku, now, key="k").deliveries.get()
    with pytest.raises(IntegrityError, match="delivery_sending_has_lease"), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(state="sending")


def test_delivery_sends_text_and_html_with_a_fixed_message_id(hokuriku, tanaka, now):
    message = tell(tanaka, hokuriku, now, key="k")
    deliver_due()
    delivery = message.deliveries.get()
    sent = next(one for one in mail.outbox if one.extra_headers["Message-ID"] == delivery.header_id)
    assert delivery.state == "delivered"
    assert sent.to == [tanaka.email]
    assert "/home/" in sent.body
    assert sent.alternatives[0][1] == "text/html"
    assert sent.extra_headers["Content-Language"] == "ja"


def test_nothing_is_sent_before_its_time(hokuriku, tanaka, now):
    message = tell(tanaka, hokuriku, now, key="later", after=now + timedelta(minutes=5))
    deliver_due()
    assert message.deliveries.get().state == "pending"
    assert message not in Message.objects.visible_to(tanaka, now)


def test_a_message_taken_back_is_not_sent_and_leaves_the_inbox(hokuriku, tanaka, now):
    message = tell(tanaka, hokuriku, now, key="back", after=now + timedelta(seconds=10))
    assert withdraw_messages(hokuriku, now=now, kinds=[KIND]) >= 1
    deliver_due()
    assert message.deliveries.get().state == "cancelled"
    assert message not in Message.objects.visible_to(tanaka, now + timedelta(hours=1))
    assert all(one.extra_headers["Message-ID"] != message.deliveries.get().header_id for one in mail.outbox)


@pytest.mark.parametrize(
    "error, state",
    [
        (smtplib.SMTPRecipientsRefused({}), "permanent_failure"),
        (smtplib.SMTPDataError(550, b"no such user"), "permanent_failure"),
        (smtplib.SMTPServerDisconnected("gone"), "pending"),
        (smtplib.SMTPDataError(451, b"try later"), "pending"),
        (OSError("network"), "pending"),
    ],
)
def test_a_failure_is_tried_again_unless_it_is_for_good(hokuriku, tanaka, now, monkeypatch, error, state):
    message = tell(tanaka, hokuriku, now, key="fail")
    Delivery.objects.exclude(message=message).delete()

    def refuse(self, *args, **kwargs):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    deliver_due()
    delivery = message.deliveries.get()
    assert (delivery.state, delivery.attempts) == (state, 1)
    assert type(error).__name__ in delivery.last_error
    assert state != "pending" or delivery.due_at > timezone.now() + timedelta(seconds=50)


def test_after_the_last_try_it_is_given_up(hokuriku, tanaka, now, monkeypatch):
    message = tell(tanaka, hokuriku, now, key="fail")
    Delivery.objects.filter(message=message).update(attempts=MAX_ATTEMPTS - 1)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", lambda _self: 1 / 0)
    deliver_due()
    assert message.deliveries.get().state == "technical_failure"


def test_one_bad_recipient_does_not_stop_the_others(hokuriku, tanaka, aigul, now, monkeypatch):
    real = EmailMultiAlternatives.send

    def picky(self):
        if self.to == [tanaka.email]:
            raise smtplib.SMTPRecipientsRefused({})
        return real(self)

    monkeypatch.setattr(EmailMultiAlternatives, "send", picky)
    tell(tanaka, hokuriku, now, key="a")
    fine = tell(aigul, hokuriku, now, key="a")
    deliver_due()
    assert fine.deliveries.get().state == "delivered"


def test_an_expired_lease_is_taken_over(hokuriku, tanaka, now):
    message = tell(tanaka, hokuriku, now, key="lost")
    Delivery.objects.filter(message=message).update(state="sending", lease_until=now - timedelta(seconds=1), attempts=1)
    deliver_due()
    assert message.deliveries.get().state == "delivered"


def test_a_held_lease_is_respected(hokuriku, tanaka, now):
    message = tell(tanaka, hokuriku, now, key="held")
    Delivery.objects.filter(message=message).update(state="sending", lease_until=now + timedelta(minutes=1))
    deliver_due()
    assert message.deliveries.get().state == "sending"


def test_security_mail_overtakes_what_waits(hokuriku, tanaka, now, monkeypatch):
    order = []
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", lambda self: order.append(self.to[0]))
    for number in range(25):
        tell(tanaka, hokuriku, now, key=str(number))
    say_to_address("code@firm.example", KIND, language="en", context={"firm": hokuriku}, now=now, key="c", priority=0)
    deliver_due()
    assert order[0] == "code@firm.example"
    assert len(order) >= 26


def test_inbox_shows_only_ones_own_messages(client, hokuriku, tanaka, bekzat, now):
    message = tell(tanaka, hokuriku, now, key="mine")
    client.force_login(bekzat)
    assert message.subject not in client.get("/inbox/").content.decode()
    assert client.post(f"/inbox/{message.pk}/open/").status_code == 404
    client.force_login(tanaka)
    assert client.get("/inbox/").status_code == 200
    assert client.post(f"/inbox/{message.pk}/open/").headers["Location"] == "/home/"
    message.refresh_from_db()
    assert message.read_at


def test_unread_count_and_read_all(hokuriku, tanaka, now):
    tell(tanaka, hokuriku, now, key="1")
    tell(tanaka, hokuriku, now, key="2")
    unread = Message.objects.visible_to(tanaka, timezone.now()).unread()
    assert unread.count() >= 2
    mark_all_read(user=tanaka, now=timezone.now())
    assert unread.count() == 0


def test_inbox_needs_the_same_queries_for_one_and_three(client, hokuriku, tanaka, now, django_assert_max_num_queries):
    client.force_login(tanaka)
    Message.objects.all()

    counts = []
    for number in range(3):
        tell(tanaka, hokuriku, now, key=f"n{number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/inbox/")
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 20


def test_the_demonstration_mailbox_is_closed_elsewhere(client, settings):
    settings.DEMO = False
    assert client.get("/demo/mails/").status_code == 404


def test_an_address_as_long_as_addresses_may_be_is_written_to_once(now):
    address = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example"
    given = {
        "language": "en", "context": {"event": "x", "person": {"name": "y"}, "reason": "z"}, "now": now, "key": "k" * 60
    }
    assert say_to_address(address, "events/refused", **given) is not None
    assert say_to_address(address, "events/refused", **given) is None
