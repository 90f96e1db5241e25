"""What the page of mail settings shows, and what the page of any case says of mails that did not arrive."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.urls import reverse

from core.activity import ref
from core.looks import look_at

from .enums import DeliveryState
from .failures import why_it_failed
from .forms import HABITS, MailSettingsForm
from .models import Delivery, Habits
from .permissions import can_send_again
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


class Addressee(NamedTuple):
    """Somebody a case writes to, and how else they are reached. `second`: the second contact, in one line;
    `second_email`: whose that is.
    """

    name: Any
    phone: str = ""
    second: str = ""
    second_email: str = ""


def missed_mails(
    rows: Iterable, people: Callable[[], dict[str, Addressee]], *, reader, now: datetime
) -> list[dict[str, Any]]:
    """Of mails about these rows, for components/missed_mails.html.

    `people`: asked only when something is missed; by address in small letters, whom this reader may know. Mails to
    nobody among them are not shown, so an address that was put right since is not either.
    """
    may_send = can_send_again(reader)
    found = list(Delivery.objects.missed([ref(row) for row in rows]).select_related("message"))
    names = people() if found else {}
    known = [(one, names[key]) for one in found if (key := one.message.address.lower()) in names]
    return [_missed(one, person, may_send and one.can_go_again(now)) for one, person in known]


def stuck_mails(now: datetime) -> dict[str, Any] | None:
    """What waits because no mail server takes it: nobody is to be written to anew, the server is to be mended."""
    rows = Delivery.objects.stuck(now).select_related("message")
    oldest = rows.first()
    return oldest and {"number": rows.count(), "since": oldest.due_at, "error": oldest.last_error}


def _missed(delivery: Delivery, person: Addressee, may_send: bool) -> dict[str, Any]:
    message = delivery.message
    look_at(message, message.address, person.phone, about=message.concerns)
    if person.second:
        look_at(message, person.second_email, person.second, about=message.concerns)
    return {
        "name": person.name, "address": message.address, "phone": person.phone, "second": person.second,
        "subject": message.subject, "language": message.language, "why": why_it_failed(delivery),
        "at": delivery.finished_at,
        "again_url": reverse("notifications:send_again", args=[delivery.pk]) if may_send else "",
    }
