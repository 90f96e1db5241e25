"""After a restore: the outbox may hold mails that were sent before the loss. Nothing leaves until a person decides."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Max, Min

from ..enums import DeliveryState
from ..models import Delivery, Hold

OPEN = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.DIGEST)
TAKEN_AS_SENT = "taken as sent before the restore"


class HeldMails(NamedTuple):
    kind: str
    many: int
    oldest: datetime
    newest: datetime


def is_held() -> bool:
    return Hold.objects.filter(lifted_at=None).exists()


def hold_mails(*, reached_at: datetime, now: datetime) -> Hold:
    """Said by a restore, before anybody else may come in."""
    return Hold.objects.create(since=now, reached_at=reached_at)


def held_mails() -> list[HeldMails]:
    """What waits from before the restore, by kind; the oldest kind first."""
    rows = _waiting().values_list("message__kind").order_by("message__kind")
    found = rows.annotate(Count("pk"), Min("message__created_at"), Max("message__created_at"))
    return sorted((HeldMails(*row) for row in found), key=lambda row: row.oldest)


@transaction.atomic
def drop_held(kinds: Collection[str], *, now: datetime) -> int:
    """These were sent already, as far as anybody can tell: they stay in the inboxes and are not mailed again."""
    return _waiting().filter(message__kind__in=kinds).update(
        state=DeliveryState.CANCELLED, finished_at=now, lease_until=None, last_error=TAKEN_AS_SENT
    )


def let_mails_go(*, now: datetime) -> int:
    """Everything that still waits leaves from now on; returns how many mails from before the restore that are."""
    many = _waiting().count()
    Hold.objects.filter(lifted_at=None).update(lifted_at=now)
    return many


def _waiting():
    """Of the time before the restore; empty when nothing is held."""
    newest = Hold.objects.filter(lifted_at=None).order_by("-since").first()
    if not newest:
        return Delivery.objects.none()
    return Delivery.objects.filter(state__in=OPEN, message__created_at__lte=newest.since)
