"""Writing to the outbox, inside the transaction of the act that speaks."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from core.activity import record, ref
from core.errors import NotPermitted
from core.i18n import LANGUAGE_CODES, letter_language, speaking
from core.wake import nudge_once

from ..enums import GIVEN_UP, DeliveryState, Priority
from ..errors import MailIsOnItsWay, MailIsOver
from ..models import Delivery, Message
from ..permissions import can_send_again
from .letters import Sender, render
from .ways import route_of

LONGEST_KEY = 200
WAITING = (DeliveryState.PENDING, DeliveryState.DIGEST)
HAS_LEFT = (DeliveryState.DELIVERED, DeliveryState.SENDING, DeliveryState.DIGESTED)
# How long the text of a mail to somebody without an account waits to be delivered or sent again.
KEPT_FOR = timedelta(days=30)


def say(
    recipient,
    kind: str,
    *,
    about,
    context: dict,
    now: datetime,
    path: str = "",
    key: str = "",
    after: datetime | None = None,
    mail: bool = True,
    calendar: str = "",
    priority: Priority = Priority.PERSONAL,
    sender: Sender | None = None,
) -> Message | None:
    """Render emails/<kind>.txt in the recipient's language and zone and queue it once per (kind, about, key,
    recipient); its mail goes the way that the recipient has set.

    `after`: neither inbox nor mail show it before. `calendar`: iCalendar objects. None when it had been said already.
    """
    dedupe_key = _key(kind, ref(about), key, str(recipient.pk))
    facts = {**context, "recipient": recipient, "zone": recipient.time_zone}
    with speaking(recipient.language, recipient.time_zone):
        letter = render(kind, facts, name=recipient.full_name, name_latin=recipient.name_latin, sender=sender)
    return queue_message(
        recipient=recipient,
        address=recipient.email,
        kind=kind,
        language=recipient.language,
        **letter._asdict(),
        path=path,
        wordings=_in_other_languages(kind, facts, recipient),
        concerns=ref(about),
        dedupe_key=dedupe_key,
        now=now,
        after=after,
        mail=mail,
        calendar=calendar,
        priority=priority,
    )


def _in_other_languages(kind: str, facts: dict, reader) -> dict[str, list[str]]:
    """What the inbox shows to a reader who has changed the language since."""
    found = {}
    for language in LANGUAGE_CODES:
        if language != reader.language:
            with speaking(language, reader.time_zone):
                letter = render(kind, facts, name="", name_latin="", sender=None)
            found[language] = [letter.subject, letter.text, letter.button]
    return found


def say_to_address(
    address: str,
    kind: str,
    *,
    language: str,
    context: dict,
    now: datetime,
    key: str,
    path: str = "",
    priority: Priority = Priority.PERSONAL,
    zone: str = "UTC",
    about=None,
    after: datetime | None = None,
    calendar: str = "",
    until: datetime | None = None,
    name: str = "",
    name_latin: str = "",
    sender: Sender | None = None,
) -> Message | None:
    """Mail to somebody who is no user (yet): an invitation, a verification code, a delegate's seat.

    `name`: whom it greets. `until`: when what it says ends (a code, a token); it is not sent later, and its text not
    kept longer.
    """
    validate_email(address)
    language = letter_language(language, zone)
    with speaking(language, zone):
        letter = render(kind, {**context, "zone": zone}, name=name, name_latin=name_latin, sender=sender)
    return queue_message(
        recipient=None,
        address=address,
        kind=kind,
        language=language,
        **letter._asdict(),
        path=path,
        concerns=ref(about) if about else "",
        calendar=calendar,
        dedupe_key=_key(kind, key, address),
        now=now,
        after=after,
        priority=priority,
        # From when it is written: an act of a demonstration may lie months back, and its mail still waits to be sent.
        text_until=until or timezone.now() + KEPT_FOR,  # nosemgrep: two-clocks-in-one-act
    )


def _key(*parts: str) -> str:
    """What makes a message said once; long addresses are shortened to their hash, so that every key fits."""
    key = ":".join(parts)
    return key if len(key) <= LONGEST_KEY else f"{key[:100]}:{hashlib.sha256(key.encode()).hexdigest()}"


@transaction.atomic
def queue_message(
    *, recipient, address, kind, dedupe_key, now, path, after=None, mail=True, in_inbox=True,
    priority=Priority.PERSONAL, **said,
) -> Message | None:
    due = max(after or now, now)
    message = Message(
        recipient=recipient,
        address=address,
        kind=kind,
        dedupe_key=dedupe_key,
        created_at=now,
        visible_at=due,
        path=path,
        in_inbox=in_inbox and recipient is not None,
        **said,
    )
    created = Message.objects.bulk_create([message], ignore_conflicts=True)[0]
    if not Message.objects.filter(pk=created.pk).exists():
        return None
    route = route_of(kind, recipient, priority=priority, due=due) if mail else None
    if route:
        Delivery.objects.create(message=message, priority=priority, **route._asdict())
        nudge_once(deliverer_of(priority))
    return message


def deliverer_of(priority: int) -> str:
    """The task that carries mails of this priority."""
    return "notifications.deliver_codes" if priority == Priority.SECURITY else "notifications.deliver"


@transaction.atomic
def withdraw_messages(about, *, now: datetime, kinds: list[str] | None = None) -> int:
    """Take back what was said about a row and has not left the house; returns how many mails were stopped."""
    messages = Message.objects.filter(concerns=ref(about), withdrawn_at=None)
    if kinds:
        messages = messages.filter(kind__in=kinds)
    stopped = close(Delivery.objects.filter(message__in=messages, state__in=WAITING), DeliveryState.CANCELLED, now=now)
    messages.exclude(deliveries__state__in=HAS_LEFT).update(withdrawn_at=now)
    return stopped


def close(deliveries, state: DeliveryState, *, now: datetime) -> int:
    """They are sent no more; how many."""
    return deliveries.update(state=state, finished_at=now)


@transaction.atomic
def send_again(delivery: Delivery, *, by, now: datetime) -> None:
    """Staff give a failed mail all its tries once more; it says the same as before, under the same Message-ID."""
    if not can_send_again(by):
        raise NotPermitted
    if not Message.objects.get(pk=delivery.message_id).can_be_mailed(now):
        raise MailIsOver
    failed = Delivery.objects.filter(pk=delivery.pk, state__in=GIVEN_UP)
    if not failed.update(state=DeliveryState.PENDING, due_at=now, attempts=0, finished_at=None):
        raise MailIsOnItsWay
    record(delivery, "send_again", by=by, now=now)
    nudge_once(deliverer_of(delivery.priority))


@transaction.atomic
def end_texts(*, now: datetime) -> int:
    """Wipe the texts whose time is over; a mail that still waits with one is sent no more.
    Returns how many were wiped.
    """
    over = Message.objects.filter(text_until__lte=now).exclude(text="")
    waiting = Delivery.objects.filter(message__in=over, state=DeliveryState.PENDING)
    waiting.update(state=DeliveryState.EXPIRED, finished_at=now)
    return 0 if settings.DEMO else over.wipe()
