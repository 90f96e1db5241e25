"""Staff are told at once when the last holder of a role is gone, however that came about."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from core.activity import record, ref
from core.sweeps import each

from .. import messages
from ..computed.holders import is_office_empty, ownerless_firms, silent_chambers
from ..enums import HeldRole
from ..models import Chamber, Firm, Vacancy

OFFICE = "office"
HELD: dict[type, HeldRole] = {Firm: HeldRole.OWNER, Chamber: HeldRole.LIAISON, str: HeldRole.OFFICE}


def watch_roles(*, now: datetime) -> int:
    """Returns how many were told of."""
    rows = [
        *not_told(HeldRole.OWNER, ownerless_firms()),
        *not_told(HeldRole.LIAISON, silent_chambers()),
        *not_told(HeldRole.OFFICE, [OFFICE] if is_office_empty() else []),
    ]
    return each("companies.watch_roles", rows, lambda row: notice(row, HELD[type(row)], _tell, now=now), now=now).done


def not_told(role: HeldRole, rows: Iterable) -> list:
    """Of all whose role nobody holds now. What is filled again is forgotten, so that it may be told anew."""
    vacant = {_name(row): row for row in rows}
    known = Vacancy.objects.filter(role=role)
    known.exclude(concerns__in=vacant).delete()
    told = set(known.values_list("concerns", flat=True))
    return [row for name, row in vacant.items() if name not in told]


def notice(row: Any, role: HeldRole, tell: Callable[..., Any], *, now: datetime) -> None:
    """Once, whoever else notices it at the same moment."""
    _one, is_new = Vacancy.objects.get_or_create(role=role, concerns=_name(row), defaults={"noticed_at": now})
    if not is_new:
        return
    if row != OFFICE:
        record(row, "role_vacant", by=None, now=now, data={"role": role.value})
    tell(row, role, now=now)


def _tell(row: Any, role: HeldRole, *, now: datetime) -> None:
    messages.office_empty(now=now) if row == OFFICE else messages.role_vacant(row, role, now=now)


def _name(row: Any) -> str:
    return row if row == OFFICE else ref(row)
