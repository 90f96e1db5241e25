"""What waits for a digest becomes one letter to its reader, at the hour they have set."""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse

from core.i18n import speaking
from core.sweeps import each

from ..enums import DeliveryState, Way
from ..models import Delivery, Habits, Message
from ..topics import DIGEST, KINDS, TOPICS
from .letters import render
from .outbox import close, queue_message
from .ways import ways_of

MOST_IN_DIGEST = 40


class Chapter(NamedTuple):
    """What stands under one topic."""

    label: Any
    lines: list[dict[str, str]]


def send_digests(*, now: datetime) -> int:
    """To whom it is due; what could not be sent in time comes with the next sweep. Returns how many were written."""
    waiting = Delivery.objects.filter(state=DeliveryState.DIGEST)
    readers = get_user_model().objects.filter(pk__in=waiting.values("message__recipient")).order_by("pk")
    return each("notifications.send_digests", readers, lambda reader: _send_digest(reader, now), now=now).done


def _send_digest(reader, now: datetime) -> bool:
    """Whatever was said before the hour of the digest calls for it; what came since then goes along."""
    due, ways = Habits.of(reader).last_digest_due(now), ways_of(reader)
    rows = list(locked(Delivery.objects.waiting_for_digest(reader, now)))
    if reader.is_active and not any(row.due_at <= due for row in rows):
        return False
    owed = [row for row in rows if reader.is_active and _is_owed(row.message, ways, now)]
    left_out = {row.pk for row in rows} - {row.pk for row in owed}
    close(Delivery.objects.filter(pk__in=left_out), DeliveryState.LEFT_OUT, now=now)
    if not owed:
        return False
    close(Delivery.objects.filter(pk__in=[row.pk for row in owed]), DeliveryState.DIGESTED, now=now)
    _write(reader, [row.message for row in owed], now)
    return True


def locked(rows: QuerySet) -> QuerySet:
    """A second worker waits here, and finds nothing left."""
    return rows.select_for_update(of=("self",), no_key=True)


def _is_owed(message: Message, ways: dict[str, Way], now: datetime) -> bool:
    """Not what was read meanwhile or taken back, nor a topic whose mails the reader has stopped since."""
    stopped = ways.get(KINDS[message.kind].topic) == Way.INBOX
    return message.read_at is None and message.can_be_mailed(now) and not stopped


def _write(reader, messages: list[Message], now: datetime) -> None:
    """In the language the reader has today."""
    shown = messages[-MOST_IN_DIGEST:]
    chapters = _chapters(shown, reader.language)
    context = {"count": len(messages), "more": len(messages) - len(shown), "chapters": chapters}
    with speaking(reader.language, reader.time_zone):
        letter = render(DIGEST, context, name=reader.full_name, name_latin=reader.name_latin, sender=None)
    queue_message(
        recipient=reader,
        address=reader.email,
        kind=DIGEST,
        language=reader.language,
        **letter._asdict(),
        path=reverse("notifications:inbox"),
        calendar="".join(message.calendar for message in messages),
        concerns="",
        dedupe_key=f"{DIGEST}:{reader.pk}:{now.isoformat()}",
        now=now,
        in_inbox=False,
    )


def _chapters(messages: list[Message], language: str) -> list[Chapter]:
    """In the order of the topics."""
    found: dict[str, list[dict[str, str]]] = {topic: [] for topic in TOPICS}
    for message in messages:
        path = message.path or reverse("notifications:inbox")
        line = {"subject": message.said_in(language).subject, "link": settings.PORTAL_URL + path}
        found[KINDS[message.kind].topic].append(line)
    return [Chapter(TOPICS[topic].label, lines) for topic, lines in found.items() if lines]
