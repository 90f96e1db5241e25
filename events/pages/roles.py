"""As what people can register, and what keeps somebody from it: said before the form, not after it."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ..enums import AttendeeRole
from ..errors import FirmNotVerified
from ..models import Event


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
