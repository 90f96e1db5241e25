"""Events on the home pages: for organisers what must not wait and what comes next, for everybody else their seats."""

from datetime import datetime

from core.sort_keys import in_order
from events.models import Event, Registration
from events.pages.display import event_row, seat_row

MOST = 4


def rows(user, now: datetime) -> list[dict]:
    """Rows of components/row_list.html."""
    if user.is_minamin or user.is_liaison:
        return _coming(user, now)
    seats = Registration.objects.visible_to(user).live().with_people().filter(event__ends_at__gte=now)
    return [
        seat_row(row) | {"title": f"{row.event} · {row}"}
        for row in seats.order_by("event__starts_at", in_order(), "pk")[:MOST]
    ]


def _coming(user, now: datetime) -> list[dict]:
    return [
        event_row(event)
        for event in Event.objects.run_by(user).coming(now).with_organiser().order_by("starts_at")[:MOST]
    ]
