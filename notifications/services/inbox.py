from datetime import datetime

from ..models import Message


def mark_read(message: Message, *, now: datetime) -> None:
    if message.read_at is None:
        message.read_at = now
        message.save(update_fields=["read_at"])


def mark_all_read(*, user, now: datetime) -> int:
    return Message.objects.visible_to(user, now).unread().update(read_at=now)
