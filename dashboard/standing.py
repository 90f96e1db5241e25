"""Staff are told on every page when mails or jobs stand still, from what the frame counts anyway."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.counting import FirstOf, Question
from core.i18n import say_moment
from core.models import Heartbeat
from notifications.enums import DeliveryState
from notifications.models import Delivery

LONGEST = timedelta(seconds=90)


def questions() -> dict[str, Question]:
    waiting = Delivery.objects.filter(state=DeliveryState.PENDING)
    return {
        "oldest_mail": FirstOf(waiting, "due_at"),
        "oldest_pulse": FirstOf(Heartbeat.objects.filter(name__startswith="queue:"), "at"),
    }


def banners(counts: dict[str, Any], reader, now: datetime) -> list[dict]:
    found = []
    if _stands(counts["oldest_mail"], now):
        found.append(
            _banner(_("Mails are not being sent"), counts["oldest_mail"], reader, "notifications:undelivered")
        )
    if _stands(counts["oldest_pulse"], now):
        found.append(_banner(_("The portal's regular jobs stand still"), counts["oldest_pulse"], reader, "staff:jobs"))
    return found


def _stands(since: datetime | None, now: datetime) -> bool:
    return since is not None and since < now - LONGEST


def _banner(title: str, since: datetime, reader, page: str) -> dict:
    text = _("Since: %(at)s.") % {"at": say_moment(since, reader.time_zone)}
    return {"title": title, "text": text, "url": reverse(page), "url_text": _("Details")}
