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


# What staff may send again; whoever should have read it has not.
GIVEN_UP = (DeliveryState.PERMANENT_FAILURE, DeliveryState.TECHNICAL_FAILURE)


class Priority(IntegerChoices):
    SECURITY = 0
    PERSONAL = 1
    BULK = 2
