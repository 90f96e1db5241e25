"""Getting mails out: claim under a lease, send outside any transaction, mark while the lease is ours.

A worker killed while sending leaves a lease that runs out; the one message in flight may then go twice with the same
Message-ID, and none is lost. Delivery states move here by conditional UPDATE instead of core.lifecycle.move, because no
lock may be held while a mail server is talking (docs/decisions/0004).
"""

import re
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ..enums import DeliveryState
from ..models import Delivery, Message

BATCH = 10
LEASE = timedelta(seconds=180)  # longer than BATCH × the 10 s time-out of one mail
MAX_ATTEMPTS = 12
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
CALENDAR = re.compile("^BEGIN:VCALENDAR.*?^END:VCALENDAR\\s*", re.DOTALL | re.MULTILINE)
PERMANENT_ERRORS = (BadHeaderError, smtplib.SMTPRecipientsRefused, UnicodeError)

CLAIM = """
UPDATE notifications_delivery AS d SET state = 'sending', attempts = attempts + 1, lease_until = %(until)s
FROM (
    SELECT id FROM notifications_delivery
    WHERE (state = 'pending' AND due_at <= %(now)s) OR (state = 'sending' AND lease_until < %(now)s)
    ORDER BY priority, due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
) AS due
WHERE d.id = due.id RETURNING d.id
"""


def deliver_due(*, limit: int | None = None) -> int:
    """Send everything that is due, in batches, until nothing is left (or `limit` were handled). Returns how many."""
    handled = 0
    with connection.cursor() as sql:
        # A crash of PostgreSQL itself may repeat a mail; waiting for the disk after each mark would cost two thirds of the rate.
        sql.execute("SET synchronous_commit = off")
    try:
        while limit is None or handled < limit:
            claimed = _claim(timezone.now())
            if not claimed:
                break
            for delivery in claimed:
                _send(delivery)
            handled += len(claimed)
    finally:
        with connection.cursor() as sql:
            sql.execute("SET synchronous_commit = on")
    return handled


def _claim(now: datetime) -> list[Delivery]:
    until = now + LEASE
    with connection.cursor() as sql:
        sql.execute(CLAIM, {"now": now, "until": until, "limit": BATCH})
        ids = [row[0] for row in sql.fetchall()]
    rows = Delivery.objects.select_related("message").filter(pk__in=ids, lease_until=until)
    return sorted(rows, key=lambda row: (row.priority, row.due_at, row.pk))


def _send(delivery: Delivery) -> None:
    if delivery.message.withdrawn_at:
        _finish(delivery, DeliveryState.CANCELLED)
        return
    try:
        compose(delivery).send()
    except PERMANENT_ERRORS as error:
        _finish(delivery, DeliveryState.PERMANENT_FAILURE, error)
    except smtplib.SMTPResponseException as error:
        _fail(delivery, error, permanent=500 <= error.smtp_code < 600)
    except Exception as error:  # whatever a mail server or network does: try again later
        _fail(delivery, error)
    else:
        _finish(delivery, DeliveryState.DELIVERED)


def compose(delivery: Delivery) -> EmailMultiAlternatives:
    """The mail itself: plain text and the same words in a quiet HTML frame."""
    message = delivery.message
    link = settings.PORTAL_URL + message.path if message.path else ""
    with translation.override(message.language):
        text = render_to_string("emails/frame.txt", {"message": message, "link": link})
        html = render_to_string("emails/frame.html", {"message": message, "link": link})
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        to=[message.address],
        headers={"Message-ID": delivery.header_id, "Content-Language": message.language, "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    mail.attach_alternative(html, "text/html")
    if message.calendar:
        _attach_calendars(mail, message.calendar)
    return mail


def _attach_calendars(mail: EmailMultiAlternatives, calendars: str) -> None:
    """The first as an alternative, which mail programs act on; all as files, for those that do not, and because they act on one only."""
    for number, calendar in enumerate(CALENDAR.findall(calendars), 1):
        method = next(line.partition(":")[2] for line in calendar.splitlines() if line.startswith("METHOD:"))
        kind = f"text/calendar; method={method}"
        if number == 1:
            mail.attach_alternative(calendar, kind)
        mail.attach("event.ics" if number == 1 else f"event-{number}.ics", calendar, kind)


def _fail(delivery: Delivery, error: Exception, permanent: bool = False) -> None:
    if permanent or delivery.attempts >= MAX_ATTEMPTS:
        _finish(delivery, DeliveryState.PERMANENT_FAILURE if permanent else DeliveryState.TECHNICAL_FAILURE, error)
        return
    pause = min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
    _mark(delivery, state=DeliveryState.PENDING, due_at=timezone.now() + pause, lease_until=None, last_error=_words(error))


def _finish(delivery: Delivery, state: DeliveryState, error: Exception | None = None) -> None:
    _mark(delivery, state=state, finished_at=timezone.now(), lease_until=None, last_error=_words(error) if error else "")
    if delivery.message.recipient_id is None and not settings.DEMO:
        # Codes, reset links and invitation tokens have done their work: the outbox does not keep them.
        Message.objects.filter(pk=delivery.message_id).update(text="", path="", calendar="")


def _mark(delivery: Delivery, **fields) -> None:
    """Only the holder of the lease may mark; after a lapse somebody else has taken over."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, lease_until=delivery.lease_until)
    mine.update(**fields)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
