from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.db.models.lookups import Exact

from .enums import GIVEN_UP, IN_NO_MAIL_OF_ITS_OWN, DeliveryState

PATIENCE = timedelta(minutes=15)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user, now: datetime) -> "MessageQuerySet":
        return self.filter(recipient=user, in_inbox=True, withdrawn_at=None, visible_at__lte=now)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def with_case(self) -> "MessageQuerySet":
        """Adds `case`: what it is about; a message about nothing in particular is a case of its own."""
        about = NullIf("concerns", Value(""))
        return self.annotate(case=Coalesce(about, Cast("pk", TextField()), output_field=TextField()))

    def of_case(self, message) -> "MessageQuerySet":
        """Those about the same, up to this one."""
        return self.with_case().filter(case=message.concerns or str(message.pk), visible_at__lte=message.visible_at)

    def wipe(self) -> int:
        """What was said is forgotten; that it was said, and about what, stays."""
        return self.update(text="", greeting="", path="", calendar="", wordings={})


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

    def missed(self, concerns: list[str]) -> "DeliveryQuerySet":
        """Mails about these rows whose readers know nothing of it: given up, not read in the portal, nothing later
        arrived there about the same."""
        later = self.model.objects.filter(
            state=DeliveryState.DELIVERED, message__concerns=OuterRef("message__concerns"),
            message__address=OuterRef("message__address"), message__created_at__gt=OuterRef("message__created_at"),
        )
        # What stood in a digest shares its fate: both rows were written in the same moment.
        digest = self.model.objects.filter(
            state__in=GIVEN_UP, message__recipient=OuterRef("message__recipient"),
            message__created_at=OuterRef("finished_at"), message__concerns="",
        )
        lost = self.filter(
            Q(state__in=GIVEN_UP) | Q(state=DeliveryState.DIGESTED) & Exists(digest),
            message__concerns__in=concerns, message__withdrawn_at=None, message__read_at=None,
        )
        here = lost.filter(Q(message__recipient=None) | Q(message__recipient__is_active=True))
        return here.exclude(Exists(later)).order_by("-finished_at", "pk")

    def stuck(self, now: datetime) -> "DeliveryQuerySet":
        """Due for a while, and tried by nobody or in vain: the mail server cannot be reached, or no worker runs."""
        return self.filter(state=DeliveryState.PENDING, due_at__lt=now - PATIENCE).order_by("due_at", "pk")

    def oldest_due(self, now: datetime) -> datetime | None:
        """Since when the mail waits that should have left first; also one whose sender died."""
        lapsed = Q(state=DeliveryState.SENDING, lease_until__lt=now)
        return self.filter(Q(state=DeliveryState.PENDING, due_at__lte=now) | lapsed).aggregate(at=Min("due_at"))["at"]

    def to_send_again(self, now: datetime) -> "DeliveryQuerySet":
        """Those of them whose text is still there and still true."""
        there = self.filter(state__in=GIVEN_UP, message__withdrawn_at=None).exclude(message__text="")
        return there.exclude(message__text_until__lte=now)
