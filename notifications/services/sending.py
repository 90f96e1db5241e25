"""Getting mails out: claim under a lease, send outside any transaction, mark while the lease is ours.

A batch shares one connection to the mail server; each mail gets a fresh lease just before it is sent, so that a slow
batch sends nothing that somebody else has taken over. A worker killed while sending leaves a lease that runs out; the
one message in flight may then go twice with the same Message-ID, and none is lost. Delivery states move here by
conditional UPDATE instead of core.lifecycle.move, because no lock may be held while a mail server is talking
(docs/decisions/0004).
"""

import math
import re
import smtplib
import time
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError
from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from ..enums import DeliveryState, Lane
from ..links import DIGESTS, stop_path
from ..models import Delivery, Message
from ..topics import DIGEST, news_of
from . import leases
from .held import is_held
from .letters import framed
from .line import Line, ServerUnreachable

BATCH = 10
# Renewed by a thread beside while the batch is worked on (leases.py): what a killed sender held is free so soon.
LEASE = timedelta(seconds=30)
LEFT_LYING = timedelta(seconds=10)  # codes that nobody of their own lane took are carried by the other
LANES = {
    Lane.ALL: "true",
    Lane.CODES: "priority = 0",
    Lane.MAIL: "(priority > 0 OR due_at < %(lying)s)",
}
MAX_ATTEMPTS = 26  # with these pauses, 72 hours
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
CALENDAR = re.compile("^BEGIN:VCALENDAR.*?^END:VCALENDAR\\s*", re.DOTALL | re.MULTILINE)

CLAIM = """
UPDATE notifications_delivery AS d
SET state = 'sending', attempts = attempts + 1, lease_until = %(until)s, holder = %(holder)s
FROM (
    SELECT id FROM notifications_delivery
    WHERE ((state = 'pending' AND due_at <= %(now)s) OR (state = 'sending' AND lease_until < %(now)s)) AND {lane}
    ORDER BY priority, due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
) AS due
WHERE d.id = due.id RETURNING d.id
"""


def deliver_due(*, lane: Lane = Lane.ALL, limit: int | None = None, within: timedelta | None = None) -> int:
    """Send everything that is due, in batches, until nothing is left (or `limit` were handled, or the time is over).
    Returns how many.
    """
    if is_held():
        return 0
    handled, ends_at = 0, time.monotonic() + within.total_seconds() if within else math.inf
    with connection.cursor() as sql:
        # A crash of PostgreSQL itself may repeat a mail; waiting for the disk after each mark would cost two thirds of
        # the rate.
        sql.execute("SET synchronous_commit = off")
    try:
        while (limit is None or handled < limit) and time.monotonic() < ends_at:
            claimed = _claim(timezone.now(), lane)
            if not claimed:
                break
            with Line() as line, leases.kept(claimed, _renew, every=LEASE / 3):
                untried = _send_all(claimed, line)
            handled += len(claimed) - untried
            if untried:
                break
    finally:
        with connection.cursor() as sql:
            sql.execute("SET synchronous_commit = on")
    return handled


def _claim(now: datetime, lane: Lane = Lane.ALL) -> list[Delivery]:
    holder = uuid4()
    with connection.cursor() as sql:
        sql.execute(  # nosemgrep: sql-put-together-by-hand
            CLAIM.format(lane=LANES[lane]),
            {"now": now, "until": now + LEASE, "limit": BATCH, "holder": holder, "lying": now - LEFT_LYING},
        )
        ids = [row[0] for row in sql.fetchall()]
    rows = Delivery.objects.select_related("message__recipient").filter(pk__in=ids, holder=holder)
    return sorted(rows, key=lambda row: (row.priority, row.due_at, row.pk))


def _send_all(claimed: list[Delivery], line: Line) -> int:
    """Returns how many were handed back, because the mail server lets nobody in."""
    for number, delivery in enumerate(claimed):
        try:
            _send(delivery, line)
        except ServerUnreachable as closed:
            for waiting in claimed[number:]:
                _hand_back(waiting, closed.__cause__ or closed)
            return len(claimed) - number
    return 0


def _send(delivery: Delivery, line: Line) -> None:
    now = timezone.now()
    if not _renew(delivery, now):
        return
    message = delivery.message
    if message.reader_has_left or not message.can_be_mailed(now):
        taken_back = message.withdrawn_at is not None or message.reader_has_left
        _finish(delivery, DeliveryState.CANCELLED if taken_back else DeliveryState.EXPIRED)
        return
    try:
        line.carry(compose(delivery))
    except ServerUnreachable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a mail server or network does: again later, or for good
        _fail(delivery, error, permanent=_is_for_good(error))
    else:
        _finish(delivery, DeliveryState.DELIVERED)


def _is_for_good(error: Exception) -> bool:
    """A mailbox or mail that is refused; a 4xx (full, greylisted), our own address refused
    and whatever concerns the whole server is tried again.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, BadHeaderError | UnicodeError)


def compose(delivery: Delivery) -> EmailMultiAlternatives:
    """The mail itself: plain text and the same words in a quiet HTML frame."""
    message = delivery.message
    text, html = framed(
        message,
        language=message.language,
        link=settings.PORTAL_URL + message.path if message.path else "",
        settings_link=settings.PORTAL_URL + reverse("notifications:settings") if message.recipient_id else "",
    )
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        reply_to=[message.reply_to or settings.SUPPORT_ADDRESS],
        to=[message.address],
        headers={
            "Message-ID": delivery.header_id, "Content-Language": message.language, "Auto-Submitted": "auto-generated"
        } | _stopping(message),
    )
    mail.attach_alternative(html, "text/html")
    if message.calendar:
        _attach_calendars(mail, message.calendar)
    return mail


def _stopping(message: Message) -> dict[str, str]:
    """One click in the mail program stops news and digests (RFC 8058); everything else is for the settings."""
    what = DIGESTS if message.kind == DIGEST else news_of(message.kind)
    if message.recipient is None or not what:
        return {}
    link = settings.PORTAL_URL + stop_path(message.recipient, what)
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _attach_calendars(mail: EmailMultiAlternatives, calendars: str) -> None:
    """The first as an alternative, which mail programs act on;
    all as files, for those that do not, and because they act on one only.
    """
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
    due_at = timezone.now() + pause_after(delivery.attempts)
    _mark(delivery, state=DeliveryState.PENDING, due_at=due_at, lease_until=None, last_error=_words(error))


def pause_after(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def _hand_back(delivery: Delivery, error: BaseException) -> None:
    """It keeps its place, and the try does not count: it goes out whenever the server is back."""
    _mark(
        delivery, state=DeliveryState.PENDING, attempts=F("attempts") - 1, lease_until=None, last_error=_words(error)
    )


@transaction.atomic
def _finish(delivery: Delivery, state: DeliveryState, error: Exception | None = None) -> None:
    """Codes, reset links and invitation tokens have done their work once delivered: the outbox does not keep them."""
    words = _words(error) if error else delivery.last_error if state == DeliveryState.EXPIRED else ""
    marked = _mark(delivery, state=state, finished_at=timezone.now(), lease_until=None, last_error=words)
    if marked and state == DeliveryState.DELIVERED and not settings.DEMO:
        Message.objects.filter(pk=delivery.message_id, recipient=None).wipe()


def _mark(delivery: Delivery, **fields) -> int:
    """Only the holder of the lease may mark; after a lapse somebody else has taken over. 0 then."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, holder=delivery.holder)
    return mine.update(**fields)


def _renew(delivery: Delivery, now: datetime) -> bool:
    """A whole lease for this mail; False when it ran out while the others were sent, and somebody else has this one."""
    return bool(_mark(delivery, lease_until=now + LEASE))


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]
