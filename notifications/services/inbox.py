from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from core.sweeps import each

from ..asking import ASKING, still_asks
from ..models import Message

NEWS_FOR = timedelta(days=30)  # afterwards what asks for nothing is no longer unread


def mark_read(message: Message, *, now: datetime) -> None:
    """With what was said before about the same."""
    _reader_s(message).of_case(message).unread().update(read_at=now)


def mark_all_read(*, user, now: datetime) -> int:
    return Message.objects.visible_to(user, now).unread().update(read_at=now)


def put_away(message: Message, *, now: datetime) -> None:
    """The case of this message, as its reader saw it: what is said later brings it back."""
    _reader_s(message).of_case(message).filter(done_at=None).update(
        done_at=now, kept_open=False, read_at=Coalesce(F("read_at"), now)
    )


def bring_back(message: Message) -> None:
    """It stays until its reader puts it away."""
    _reader_s(message).of_case(message).update(done_at=None, kept_open=True)


def settle_all(*, now: datetime) -> None:
    """Nothing is unread, or left to do, that waits for nobody any more."""
    open_ones = Q(read_at=None) | Q(kind__in=list(ASKING), done_at=None, kept_open=False)
    readers = Message.objects.filter(open_ones, in_inbox=True, withdrawn_at=None, visible_at__lte=now)
    people = get_user_model().objects.filter(pk__in=readers.values("recipient")).order_by("pk")
    each("notifications.settle", people, lambda person: settle(person, now=now) > 0, now=now)


def settle(person, *, now: datetime) -> int:
    """What was answered, asked once more or is old news is not unread; returns how much that was.

    What was answered is done, too: whoever looks for open work shall not find it among the rest.
    """
    mine = Message.objects.visible_to(person, now)
    unread = mine.unread()
    newer = mine.filter(
        kind=OuterRef("kind"), concerns=OuterRef("concerns"), visible_at__gt=OuterRef("visible_at")
    )
    asking = Q(kind__in=list(ASKING))
    over = asking & (~still_asks(person) | Exists(newer)) | ~asking & Q(visible_at__lt=now - NEWS_FOR)
    answered = mine.filter(asking & ~still_asks(person), done_at=None, kept_open=False)
    many = answered.update(done_at=now, read_at=Coalesce(F("read_at"), now))
    return many + unread.filter(over).update(read_at=now)


def _reader_s(message: Message):
    return Message.objects.filter(recipient=message.recipient_id, in_inbox=True)
