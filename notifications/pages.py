"""What the page of mail settings shows."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from .enums import DeliveryState
from .forms import HABITS, MailSettingsForm
from .models import Delivery, Habits
from .services.ways import ways_of
from .topics import KINDS

LOOKED_BACK = timedelta(days=30)


def mail_settings(user, posted, *, now: datetime) -> MailSettingsForm:
    return MailSettingsForm(posted, user=user, shown=settings_of, a_week=mails_a_week(user, now=now))


def settings_of(user) -> dict[str, Any]:
    """As the form shows them."""
    habits = Habits.of(user)
    ways = {f"topic_{name}": way for name, way in ways_of(user).items()}
    return ways | {name: getattr(habits, name) for name in HABITS}


def mails_a_week(user, *, now: datetime) -> dict[str, float]:
    """{topic: mails that reached this person, on average of the last days}"""
    sent = Delivery.objects.filter(
        message__recipient=user, message__visible_at__gt=now - LOOKED_BACK, state=DeliveryState.DELIVERED
    )
    counts: Counter[str] = Counter(KINDS[kind].topic for kind in sent.values_list("message__kind", flat=True)
                                   if kind in KINDS)
    return {topic: count * 7 / LOOKED_BACK.days for topic, count in counts.items()}
