from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class DeliveryState(TextChoices):
    PENDING = "pending", _("Waiting")
    SENDING = "sending", _("Being sent")
    DELIVERED = "delivered", _("Delivered")
    PERMANENT_FAILURE = "permanent_failure", _("Refused for good")
    TECHNICAL_FAILURE = "technical_failure", _("Given up after many tries")
    CANCELLED = "cancelled", _("Taken back before sending")
    EXPIRED = "expired", _("Its time was over before it could be sent")
    DIGEST = "digest", _("Waits for a digest")
    DIGESTED = "digested", _("Sent in a digest")
    LEFT_OUT = "left_out", _("Left out of the digest")


# What staff may send again; whoever should have read it has not.
GIVEN_UP = (DeliveryState.PERMANENT_FAILURE, DeliveryState.TECHNICAL_FAILURE)
IN_NO_MAIL_OF_ITS_OWN = (DeliveryState.DIGEST, DeliveryState.DIGESTED, DeliveryState.LEFT_OUT)


class Priority(IntegerChoices):
    SECURITY = 0
    PERSONAL = 1
    BULK = 2


class Lane(StrEnum):
    """Who carries what: codes have senders of their own, who wait for nobody."""

    CODES = "codes"
    MAIL = "mail"
    ALL = "all"


class Way(TextChoices):
    """How a reader gets what belongs to a topic; it stands among their messages in any case."""

    AT_ONCE = "at_once", _("By mail at once")
    DIGEST = "digest", _("In a digest")
    INBOX = "inbox", _("Only in the portal")


class Rhythm(TextChoices):
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
