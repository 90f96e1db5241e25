"""Events on the home pages: for organisers what must not wait and what comes next, for everybody else their seats."""

from datetime import datetime

from accounts.models import User
from core.prepared import rows_for
from core.sort_keys import in_order
from events.models import Event, Registration
from events.pages.display import event_row, seat_row

MOST = 4


def rows(user, now: datetime) -> list[dict]:
    """Rows of components/row_list.html."""
    if user.is_minamin or user.is_liaison:
        return [event_row(event) for event in rows_for(_coming, user.role, {"user": user.pk, "now": now})]
    seats = rows_for(_seats, user.role, {"user": user.pk, "now": now})
    return [seat_row(row) | {"title": f"{row.event} · {row}"} for row in seats]


def _seats(role: str, values: dict):
    seats = Registration.objects.visible_to(User.reader(values["user"], role)).live().with_people()
    coming = seats.filter(event__ends_at__gte=values["now"])
    return coming.order_by("event__starts_at", in_order(), "pk")[:MOST]


def _coming(role: str, values: dict):
    run = Event.objects.run_by(User.reader(values["user"], role))
    return run.coming(values["now"]).with_organiser().order_by("starts_at")[:MOST]
