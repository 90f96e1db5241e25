"""The inbox by case, the page of mail settings, and what the page of any case says of mails that did not arrive."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.activity import ref
from core.i18n import current_language
from core.looks import look_at

from .asking import still_asks
from .enums import DeliveryState
from .failures import why_it_failed
from .forms import HABITS, MailSettingsForm
from .models import Delivery, Habits, Message
from .permissions import can_send_again
from .querysets import MessageQuerySet
from .services.ways import ways_of
from .topics import KINDS

LOOKED_BACK = timedelta(days=30)
CASES, MESSAGES, EARLIER = 20, 300, 5  # on a page; read for it; shown of one case besides the newest
SHOWN = {
    "open": Q(open__gt=0), "waiting": Q(waits__gt=0, open__gt=0), "unread": Q(unread__gt=0), "done": Q(open=0),
}


class View(NamedTuple):
    """Which cases are asked for: one of SHOWN, and with which words in them."""

    show: str
    query: str = ""

    @property
    def asked(self) -> str:
        return self.show if self.show != "open" else ""

    def url(self, show: str) -> str:
        given = {"show": show if show != "open" else "", "q": self.query}
        return "?" + urlencode({name: value for name, value in given.items() if value})


def inbox_page(user, view: View, number: Any) -> dict[str, Any]:
    """For notifications/inbox.html."""
    said = Message.objects.visible_to(user, timezone.now()).with_case()
    if view.query:
        said = said.filter(Q(subject__icontains=view.query) | Q(text__icontains=view.query))
    cases = said.values("case").annotate(
        last=Max("visible_at"), many=Count("pk"), open=Count("pk", filter=Q(done_at=None)),
        unread=Count("pk", filter=Q(read_at=None)), waits=Count("pk", filter=still_asks(user)),
    ).order_by("-last", "case")
    counts = cases.order_by().aggregate(**{f"{name}_cases": Count("case", filter=of) for name, of in SHOWN.items()})
    page = Paginator(cases.filter(SHOWN[view.show]), CASES).get_page(number)
    rows = _cases_of(page, said)
    return {"page": page, "cases": rows, "view": view, "tabs": _inbox_tabs(view, counts)}


def _cases_of(page: Page, said: MessageQuerySet) -> list[dict[str, Any]]:
    """Each with its newest message in full and the ones before it in one line."""
    found: dict[str, list[Message]] = {row["case"]: [] for row in page}
    for message in said.filter(case__in=list(found)).order_by("-visible_at", "-pk")[:MESSAGES]:
        found[message.case].append(message)
    language = current_language()
    return [
        row | {
            "newest": newest, "said": newest.said_in(language),
            "earlier": [(one, one.said_in(language)) for one in earlier[:EARLIER]],
            "more": max(row["many"] - 1 - EARLIER, 0), "is_open": row["open"] > 0,
        }
        for row in page for newest, *earlier in [found[row["case"]]] if newest
    ]


def _inbox_tabs(view: View, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {"open": _("Not done"), "waiting": _("Waiting for me"), "unread": _("Unread"), "done": _("Done")}
    return [
        {"label": label, "url": view.url(name), "current": name == view.show,
         "count": counts[f"{name}_cases"] if name != "done" else None}
        for name, label in labels.items()
    ]


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
