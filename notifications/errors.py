"""Why a mail is not sent again."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class MailIsOver(Refusal):
    message = _("The time of this mail is over, and its text is not kept. Write to the person anew.")


class MailIsOnItsWay(Refusal):
    message = _("This mail has not failed, or it is on its way again already.")
