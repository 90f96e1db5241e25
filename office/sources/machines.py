"""Mails and jobs that the portal could not do by itself."""
from django.utils.translation import gettext_lazy as _

from core.models import SweepFailure
from notifications.models import Delivery

from .source import Source

MACHINES = (
    Source(
        "mail", _("Mail that did not arrive"), _("See why"), "notifications:undelivered",
        lambda user, at: Delivery.objects.visible_to(user).to_send_again(at.now),
        {"since": "finished_at", "days": 2, "said": "message__subject", "target": None},
    ),
    Source(
        "job", _("Job that failed again and again"), _("See why"), "staff:jobs",
        lambda _user, _at: SweepFailure.objects.lasting(),
        {"since": "first_at", "days": 1, "said": "job", "target": None},
    ),
)
