"""Mails that did not arrive: staff see whose, about what, since when and why, and send them again once."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.models import Activity
from notifications.errors import MailIsOnItsWay, MailIsOver
from notifications.failures import why_it_failed
from notifications.models import Delivery, Message
from notifications.services import deliver_due, say_to_address, send_again, sending
from tests.rivals import Rivals

KIND = "companies/firm_verified"
NO_SUCH = smtplib.SMTPRecipientsRefused({"x@example.jp": (550, b"5.1.1 no such user")})


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def failed(hokuriku, now, settings) -> Delivery:
    """A mail to somebody without an account that was refused for good."""
    settings.DEMO = False
    Delivery.objects.all().delete()
    message = say_to_address(
        "x@example.jp", KIND, language="en", context={"firm": hokuriku}, now=now, key="a", about=hokuriku
    )
    sending._fail(sending._claim(now)[0], NO_SUCH, permanent=True)
    return message.deliveries.get()


@pytest.mark.django_db
def test_a_mail_sent_again_goes_out_with_its_text(failed, sato, now):
    text = failed.message.text
    send_again(failed, by=sato, now=now)
    deliver_due()
    [sent] = mail.outbox
    assert sent.to == ["x@example.jp"]
    assert text.strip() in sent.body
    failed.refresh_from_db()
    assert failed.state == "delivered"


@pytest.mark.django_db
def test_sending_again_is_written_down_where_the_mail_belongs(failed, sato, hokuriku, now):
    send_again(failed, by=sato, now=now)
    act = Activity.objects.get(verb="notifications.delivery.send_again")
    assert act.actor == sato
    assert f"companies.firm:{hokuriku.pk}" in act.about


@pytest.mark.django_db
def test_a_mail_given_up_after_many_tries_gets_all_of_them_anew(failed, sato, now):
    Delivery.objects.filter(pk=failed.pk).update(state="technical_failure", attempts=sending.MAX_ATTEMPTS)
    send_again(failed, by=sato, now=now)
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.finished_at) == ("pending", 0, None)


@pytest.mark.django_db
def test_a_mail_whose_time_is_over_is_not_sent_again(failed, sato, now):
    with pytest.raises(MailIsOver):
        send_again(failed, by=sato, now=failed.message.text_until)


@pytest.mark.django_db
def test_a_mail_taken_back_is_not_sent_again(failed, sato, now):
    Message.objects.update(withdrawn_at=now)
    with pytest.raises(MailIsOver):
        send_again(failed, by=sato, now=now)


@pytest.mark.django_db
def test_a_delivered_mail_is_not_sent_again(failed, sato, now):
    Delivery.objects.update(state="delivered")
    with pytest.raises(MailIsOnItsWay):
        send_again(failed, by=sato, now=now)


@pytest.mark.django_db(transaction=True)
def test_two_who_send_again_at_once_send_one_mail(failed, sato, mori, now):
    rivals = Rivals()
    with transaction.atomic():
        send_again(failed, by=sato, now=now)
        rivals.wait_behind("mori", lambda: send_again(failed, by=mori, now=now))
    assert isinstance(rivals.join()["mori"], MailIsOnItsWay)
    assert Activity.objects.filter(verb="notifications.delivery.send_again").count() == 1


@pytest.mark.django_db
def test_staff_see_who_about_what_and_why_and_not_the_text(failed, as_, sato):
    page = as_(sato).get(reverse("notifications:undelivered")).content.decode()
    assert "x@example.jp" in page
    assert "knows no such mailbox" in page
    assert failed.message.subject in page
    assert failed.message.text.splitlines()[0] not in page


@pytest.mark.django_db
def test_the_button_of_the_page_sends_again(failed, as_, sato):
    client = as_(sato)
    page = client.get(reverse("notifications:undelivered")).content.decode()
    address = reverse("notifications:send_again", args=[failed.pk])
    assert address in page
    assert "on its way again" in client.post(address, follow=True).content.decode()
    failed.refresh_from_db()
    assert failed.state == "pending"


@pytest.mark.django_db
def test_a_code_whose_time_is_over_is_shown_without_a_button(failed, as_, sato, now):
    Message.objects.filter(pk=failed.message_id).update(text_until=now - timedelta(seconds=1))
    page = as_(sato).get(reverse("notifications:undelivered")).content.decode()
    assert "x@example.jp" in page
    assert reverse("notifications:send_again", args=[failed.pk]) not in page


@pytest.mark.django_db
def test_what_can_still_be_sent_stands_before_newer_ones_that_cannot(failed, hokuriku, sato, now):
    given = {"language": "en", "context": {"firm": hokuriku}, "now": now, "key": "b"}
    over = say_to_address("y@example.jp", KIND, **given).deliveries
    over.update(state="expired", finished_at=now + timedelta(hours=1))
    found = Delivery.objects.visible_to(sato).undelivered()
    assert [row.message.address for row in found] == ["x@example.jp", "y@example.jp"]


@pytest.mark.django_db
def test_nobody_but_staff_sees_or_sends_what_failed(failed, as_, tanaka, dana):
    for person in (tanaka, dana):
        client = as_(person)
        assert client.get(reverse("notifications:undelivered")).status_code == 403
        assert client.post(reverse("notifications:send_again", args=[failed.pk])).status_code == 404


@pytest.mark.parametrize(
    "state, error, words",
    [
        ("permanent_failure", "SMTPRecipientsRefused: {'x550@a.jp': (550, b'5.1.1 unknown')}", "no such mailbox"),
        ("permanent_failure", "SMTPDataError: (552, b'too big')", "full"),
        ("permanent_failure", "SMTPDataError: (550, b'5.7.1 blocked')", "takes no mail from us"),
        ("technical_failure", "SMTPRecipientsRefused: {'x@a.jp': (452, b'4.2.2 over quota')}", "full"),
        ("technical_failure", "ConnectionRefusedError: [Errno 111] Connection refused", "could not be reached"),
        ("technical_failure", "SMTPServerDisconnected: Connection unexpectedly closed", "could not be reached"),
        ("permanent_failure", "BadHeaderError: Header values can't contain newlines", "signs that no mail may have"),
        ("technical_failure", "ZeroDivisionError: division by zero", "did not take it"),
        ("expired", "SMTPDataError: (451, b'later')", "was over"),
    ],
)
def test_the_reason_is_said_in_plain_words(state, error, words):
    assert words in why_it_failed(Delivery(state=state, last_error=error))
