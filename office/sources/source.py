"""What a kind of open work is: which rows, what of them a list shows, and the one act they wait for."""
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

from ..rules.business_days import cutoffs

BESIDE = "\x1f"  # between a name and the same in Latin letters
# What each source gives of a row, in this order; a name alone is a field of it.
COLUMNS = {
    "item": UUIDField(), "since": DateTimeField(),
    "until": DateTimeField(),  # where the row itself knows it; else `days` business days after `since`
    "days": IntegerField(), "country": CharField(),
    "also_since": DateTimeField(), "also_days": IntegerField(),  # a second limit: the earlier one counts
    "firm": UUIDField(), "other": UUIDField(), "chamber": UUIDField(), "event": UUIDField(),
    "said": TextField(), "owner": UUIDField(), "target": UUIDField(),
}
USUAL_DAYS = 5
ALLOWANCES = (1, 2, 3, 5, 9, 10, 21)


class Clock(NamedTuple):
    """The present moment, and before which something must have begun to be late now."""

    now: datetime
    cutoffs: dict[str, datetime]

    def late_before(self, country: str, days: int) -> datetime:
        return self.cutoffs[f"{country}_{days}"]


def clock_at(now: datetime) -> Clock:
    return Clock(now, {f"{country}_{days}": at for (country, days), at in cutoffs(now, ALLOWANCES).items()})


class Source(NamedTuple):
    """`rows(reader, clock)`: those that are open and the reader's to act on, each once."""

    kind: str
    label: Any
    act: Any
    address: str  # the name of a page; its argument is the column `target`, if there is one
    rows: Callable[[Any, Clock], QuerySet]
    columns: dict[str, Any]
    staff: bool = True
    liaison: bool = False

    def is_for(self, user) -> bool:
        return self.staff if user.is_minamin else self.liaison and user.is_liaison

    def branch(self, user, at: Clock) -> QuerySet:
        """Its rows as COLUMNS; an empty order, for the lists are merged."""
        given = {"item": "pk", "target": "pk", "days": USUAL_DAYS, "country": "JP"} | self.columns
        if given["target"] is None:
            given["target"] = Value(None)
        shown = {f"_{name}": _expression(name, given.get(name)) for name in COLUMNS}
        return self.rows(user, at).order_by().values_list(*shown.values())


def _expression(name: str, given: Any) -> Cast:
    if isinstance(given, str) and name not in ("country",):
        given = F(given)
    elif not hasattr(given, "resolve_expression"):
        given = Value(given)
    return Cast(given, COLUMNS[name])
