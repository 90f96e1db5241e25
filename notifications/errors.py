"""Why a mail is not sent again, and why a link in one opens nothing any more."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class MailIsOver(Refusal):
    message = _("The time of this mail is over, and its text is not kept. Write to the person anew.")


class MailIsOnItsWay(Refusal):
    message = _("This mail has not failed, or it is on its way again already.")


class LinkEnded(Refusal):
    status = 410
    template = "notifications/link_over.html"
    title = _("This link has ended")
    message = _("Links in mails end after some months. You can change which mails you get in your settings.")
