"""Readers who want their mails in some way."""

from datetime import UTC, datetime

from notifications.enums import Way
from notifications.models import Delivery, Message
from notifications.services import change_mail_settings
from notifications.services.outbox import queue_message
from notifications.topics import KINDS

USUAL = {"digest_every": "daily", "digest_weekday": 0, "digest_hour": 8, "quiet_from": None, "quiet_until": None}
SAID = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)  # Tuesday, 15:30 in Tokyo
MORNING = datetime(2026, 11, 24, 23, 2, tzinfo=UTC)  # Wednesday, 8:02 in Tokyo


def wants(person, *, now: datetime = SAID, **given):
    """wants(tanaka, exchange="digest", quiet_from=22, quiet_until=7)"""
    habits = {name: given.pop(name) for name in list(given) if name in USUAL}
    change_mail_settings(user=person, ways={topic: Way(way) for topic, way in given.items()}, **USUAL | habits, now=now)


def said(person, kind: str, *, now: datetime = SAID, subject: str = "Subject", **more) -> Message:
    """As `say` queues it, without a template."""
    given = {"path": "/home/", "key": now.isoformat()} | more
    message = queue_message(
        recipient=person, address=person.email, kind=kind, language=person.language, subject=subject, text="Text\n",
        path=given["path"], concerns=given.get("concerns", ""), now=now, calendar=given.get("calendar", ""),
        dedupe_key=f"{kind}:{person.pk}:{subject}:{given['key']}",
    )
    assert message is not None
    return message


def fate_of(message: Message) -> str:
    """The state of its mail; nothing where there is none."""
    return Delivery.objects.filter(message=message).values_list("state", flat=True).first() or ""


def topic_of(kind: str) -> str:
    return KINDS[kind].topic
