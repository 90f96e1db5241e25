"""As what people can register, and what keeps somebody from it: said before the form, not after it;
what the organiser can do at the desk."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ..enums import AttendeeRole
from ..errors import FirmNotVerified
from ..models import Event, Registration
from ..services.registering import is_open, takes_late
from ..states import COMING


def role_choices(event: Event, party=None) -> list[tuple[str, Any]]:
    """Roles with seats for the country of a firm or chamber; for the organiser, all that have seats."""
    pools = event.pools.filter(Q(country="") | Q(country=party.country)) if party else event.pools.all()
    free: dict[str, bool] = {}
    for pool in pools:
        free[pool.role] = free.get(pool.role, False) or pool.taken < pool.capacity
    labels = dict(AttendeeRole.choices)
    waiting = _("waiting list")
    return [(role, labels[role] if is_free else f"{labels[role]} ({waiting})") for role, is_free in free.items()]


def hindrance(event: Event, firm, chamber) -> str:
    """Why nobody can be registered by them; empty where somebody can."""
    if firm is not None and not firm.is_live:
        return str(FirmNotVerified.message)
    if not role_choices(event, firm or chamber):
        return _("This event has no seats for people from your country. Please ask the organiser.")
    return ""


def where_they_are(rows: list[Registration]) -> list[str]:
    """Of people who were just registered: who has a seat, who waits for one, who waits for the organiser."""
    said = {
        "waitlisted": _("No seat is free. On the waiting list: %(names)s"),
        "applied": _("Sent to the organiser, who decides: %(names)s"),
        "": _("Registered: %(names)s"),
    }
    found: dict[str, list[str]] = {state: [] for state in said}
    for row in rows:
        found[row.state if row.state in said else ""].append(str(row))
    return [words % {"names": ", ".join(found[state])} for state, words in said.items() if found[state]]


def desk_offers(event: Event, now: datetime) -> set[str]:
    """What the organiser can do with people and words now; a cancelled or past event offers none of it."""
    found = {
        "register": is_open(event, now),
        "admit": takes_late(event, now),
        "invite": event.state in COMING,
        "door": event.state in (*COMING, "held"),
        "edit": event.state in ("draft", *COMING, "postponed"),
        "delete": event.state == "draft",
    }
    return {name for name, can in found.items() if can}
