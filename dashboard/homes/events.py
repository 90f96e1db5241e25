"""Events on the home pages: for organisers what must not wait and what comes next, for everybody else their seats."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import ngettext

from core.sort_keys import in_order
from events.models import Event, EventChange, Registration
from events.pages.display import event_row, seat_row

MOST = 4


def rows(user, now: datetime) -> list[dict]:
    """Rows of components/row_list.html."""
    if user.is_minamin or user.is_liaison:
        return [*_cases(user), *_coming(user, now)]
    seats = Registration.objects.visible_to(user).live().with_people().filter(event__ends_at__gte=now)
    return [
        seat_row(row) | {"title": f"{row.event} · {row}"}
        for row in seats.order_by("event__starts_at", in_order(), "pk")[:MOST]
    ]


def _cases(user) -> list[dict]:
    """Cancellations and changes that have not reached everybody."""
    settled = Q(notices__acknowledged_at__isnull=False) | Q(notices__accounted_at__isnull=False) | Q(
        notices__calls__result="reached"
    )
    found = EventChange.objects.visible_to(user).open().select_related("event").annotate(
        people=Count("notices", distinct=True), done=Count("notices", filter=settled, distinct=True)
    )
    return [_case(change) for change in found.order_by("confirmed_at")]


def _case(change: EventChange) -> dict:
    left = change.people - change.done
    words = ngettext("%(count)s person not reached yet", "%(count)s people not reached yet", left) % {"count": left}
    return {
        "url": change.get_absolute_url(), "title": f"{change.get_kind_display()}: {change.event}",
        "meta": change.get_state_display(), "tone": "overdue" if left else "due", "word": words,
    }


def _coming(user, now: datetime) -> list[dict]:
    return [
        event_row(event)
        for event in Event.objects.run_by(user).coming(now).with_organiser().order_by("starts_at")[:MOST]
    ]
