from datetime import datetime

from django.db import models
from django.db.models import F
from django.db.models.lookups import Exact

from .enums import GIVEN_UP, IN_NO_MAIL_OF_ITS_OWN, DeliveryState


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user, now: datetime) -> "MessageQuerySet":
        return self.filter(recipient=user, in_inbox=True, withdrawn_at=None, visible_at__lte=now)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def wipe(self) -> int:
        """What was said is forgotten; that it was said, and about what, stays."""
        return self.update(text="", greeting="", path="", calendar="")


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DeliveryQuerySet":
        """How mails fare is the office's business; what they say is not shown with it."""
        return self if user.is_minamin else self.none()

    def mails(self) -> "DeliveryQuerySet":
        """Without what waits for a digest, stands in one or was left out of it."""
        return self.exclude(state__in=IN_NO_MAIL_OF_ITS_OWN)

    def waiting_for_digest(self, reader, now: datetime) -> "DeliveryQuerySet":
        waiting = self.filter(state=DeliveryState.DIGEST, message__recipient=reader, due_at__lte=now)
        return waiting.select_related("message").order_by("due_at", "pk")

    def undelivered(self) -> "DeliveryQuerySet":
        """Mails that nobody tries to deliver any more: first those that may still matter, newest first."""
        gone = self.filter(state__in=[*GIVEN_UP, DeliveryState.EXPIRED])
        return gone.order_by(Exact(F("state"), DeliveryState.EXPIRED), "-finished_at", "pk")

    def to_send_again(self, now: datetime) -> "DeliveryQuerySet":
        """Those of them whose text is still there and still true."""
        there = self.filter(state__in=GIVEN_UP, message__withdrawn_at=None).exclude(message__text="")
        return there.exclude(message__text_until__lte=now)
