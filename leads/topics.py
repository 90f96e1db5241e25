"""Mails to staff about inquiries are work of the office, receipts go to liaisons; others go to an address."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from notifications.topics import Topic, kinds_of

TOPICS = {
    "referred": Topic(
        _("Firms we send"), _("That firms which your chamber sent have arrived, and by when they are written to."),
        roles=(Role.LIAISON,),
    ),
}
KINDS = kinds_of("leads", referred="referrals_received", office="lead_arrived lead_overdue")
