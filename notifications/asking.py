"""Which messages ask their reader for something, and whether it is still awaited: an app above says so."""

from collections.abc import Callable

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

ASKING: dict[str, Callable[..., QuerySet]] = {}


def register_asking(asking: dict[str, Callable[..., QuerySet]]) -> None:
    """{kind: rows(reader)}: of those that messages of the kind concern, the ones that still wait for this reader."""
    ASKING.update(asking)


def still_asks(reader) -> Q:
    """Of messages: they ask for something that is still awaited."""
    by_rows: dict[Callable, list[str]] = {}
    for kind, rows in ASKING.items():
        by_rows.setdefault(rows, []).append(kind)
    found = Q(pk=None)
    for rows, kinds in by_rows.items():
        found |= Q(kind__in=kinds, concerns__in=_names(rows(reader)))
    return found


def _names(rows: QuerySet) -> QuerySet:
    """As `core.activity.ref` names each row."""
    label = Value(rows.model._meta.label_lower + ":", output_field=CharField())
    named = Concat(label, Cast(F("pk"), TextField()), output_field=TextField())
    return rows.order_by().annotate(named=named).values("named")
