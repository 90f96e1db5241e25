"""To whoever waited long for papers."""

from datetime import datetime

from notifications.services import say

from ..models import Print


def badges_ready(found: Print, *, now: datetime) -> None:
    say(
        found.requested_by, "events/badges_ready", about=found, path=found.get_absolute_url(), now=now,
        context={"event": found.event},
    )
