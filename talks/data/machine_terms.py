"""What a firm agrees to when its messages may go to a translation service. A changed meaning is a new version."""
from django.utils.translation import gettext_lazy as _

VERSION = "2026-12"
TEXT = _(
    "Our firm agrees that the messages it writes to partners in conversations are sent to an outside translation "
    "service chosen by Minamin, which may be in another country, together with the names of both firms where a "
    "message holds them. Nothing else is sent: no files, no answers to questions, no contact details of the portal. "
    "What the service writes is marked as a machine's until a person has checked it. We can end this at any time, for "
    "everything or for one conversation; what was sent before cannot be taken back."
)
