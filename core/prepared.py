"""Questions put together once for each kind of reader; afterwards only values are put in.

Django takes longer to put a question of a page together than the database to answer it. `ask(kind, values)` gives the
same queryset for all readers of a kind but for `values`; it is called twice in a process, with invented ones.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import chain
from secrets import randbelow, token_hex
from typing import Any, NamedTuple
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.postgresql.psycopg_any import Jsonb  # type: ignore[import-untyped]
from django.db.models import DEFERRED, Model, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

INVENTED: dict[type, Callable[[], Any]] = {
    UUID: uuid4,
    datetime: lambda: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=randbelow(10**15)),
    date: lambda: date(2000, 1, 1) + timedelta(randbelow(10**6)),
    str: lambda: token_hex(12),
    list: lambda: [uuid4()],
}
Ask = Callable[[Any, dict[str, Any]], Any]
Slots = tuple[tuple[str, type], ...]


class Slot(NamedTuple):
    """Where a value belongs that is known only when the question is asked."""

    name: str


class Document(Jsonb):
    """JSON among the parameters; two of the same content are the same."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.adapted == other.adapted

    __hash__ = None  # type: ignore[assignment]


class Prepared(NamedTuple):
    """`rows` is never asked itself; parameters stand between the pieces of `sql`; `compiler`: what Django's knows."""

    rows: QuerySet
    sql: tuple[str, ...]
    params: tuple
    compiler: dict[str, Any]

    def filled(self, values: dict[str, Any]) -> tuple[str, list]:
        """SQL and parameters; a list takes as many places as it has values."""
        known = [_values_of(param, values) for param in self.params]
        places = [", ".join(["%s"] * len(some)) for some in known]
        pieces = chain.from_iterable(zip(self.sql, [*places, ""], strict=True))
        return "".join(pieces), list(chain.from_iterable(known))


def rows_for(ask: Ask, kind: Hashable, values: dict[str, Any]) -> list[Any]:
    """The rows of `ask(kind, values)`. An empty list among the values is asked as it is: Django may need no query."""
    if any(value == [] for value in values.values()):
        return list(ask(kind, values))
    prepared = _prepared(ask, kind, slots_of(values), get_language())
    return list(_asked(prepared, values)) if prepared else []


def attach(rows: Iterable[Model], name: str, children: Iterable[Any], of: str) -> None:
    """As `prefetch_related(name)` would: each row has its own of the children, which name it in the column `of`."""
    own: dict[Any, list] = {row.pk: [] for row in rows}
    for child in children:
        own[getattr(child, of)].append(child)
    for row in rows:
        found: Any = QuerySet(row._meta.get_field(name).related_model)  # type: ignore[arg-type]
        found._result_cache, found._prefetch_done = own[row.pk], True
        vars(row).setdefault("_prefetched_objects_cache", {})[name] = found


def only(model: type[Model], **known: Any) -> Any:
    """A row of which this alone may decide what is asked: to read more of it is an error."""
    return model(*(known.get(field.attname, DEFERRED) for field in model._meta.concrete_fields))


def slots_of(values: dict[str, Any]) -> Slots:
    return tuple((name, type(value)) for name, value in values.items())


def drawn_twice(draw: Callable[[dict[str, Any], dict[Any, str]], Any], slots: Slots, what: str) -> Any:
    """What `draw(invented, names)` gives: with other values, on another clock, it must be the same."""
    drawn = _drawing(draw, slots)
    with timezone.override(ZoneInfo("Pacific/Chatham")):
        if drawn != _drawing(draw, slots):
            raise TypeError(f"{what} asks something else each time")
    return drawn


def slot_or_constant(value: Any, names: dict[Any, str]) -> Any:
    if isinstance(value, UUID | date | str) and value in names:
        return Slot(names[value])
    if isinstance(value, Jsonb):
        return Document(value.adapted, value.dumps)
    if isinstance(value, date):
        raise TypeError(f"a day or moment that is not among the values given: {value}")
    return value


def _drawing(draw: Callable, slots: Slots) -> Any:
    invented = {name: INVENTED[form]() for name, form in slots}
    names = {value[0] if isinstance(value, list) else value: name for name, value in invented.items()}
    return draw(invented, names)


@lru_cache(maxsize=512)
def _prepared(ask: Ask, kind: Hashable, slots: Slots, _language: str) -> Prepared | None:
    """None: there is never a row. Readers of another language may have another order."""

    def draw(invented: dict, names: dict) -> tuple[str, tuple] | None:
        try:
            sql, params = ask(kind, invented).query.sql_with_params()
        except EmptyResultSet:
            return None
        return sql, tuple(slot_or_constant(param, names) for param in params)

    if (drawn := drawn_twice(draw, slots, ask.__qualname__)) is None:
        return None
    rows = ask(kind, {name: INVENTED[form]() for name, form in slots})
    compiler = rows.query.get_compiler(using=rows.db)
    compiler.as_sql()
    columns = [one[0] for one in compiler.select[: compiler.col_count]]
    converters, composite = compiler.get_converters(columns), compiler.has_composite_fields(columns)
    answers = {"get_converters": lambda _fields: converters, "has_composite_fields": lambda _fields: composite}
    known = vars(compiler) | answers
    return Prepared(rows, tuple(drawn[0].split("%s")), drawn[1], known)


def _asked(prepared: Prepared, values: dict[str, Any]) -> QuerySet:
    """A queryset that has everything but its answer: only to be read, as a further filter would not be heard."""
    using = prepared.rows.db
    compiler: Any = object.__new__(connections[using].ops.compiler(prepared.rows.query.compiler))
    vars(compiler).update(prepared.compiler, connection=connections[using])
    compiler.as_sql = lambda: prepared.filled(values)
    query = object.__new__(type(prepared.rows.query))
    vars(query).update(vars(prepared.rows.query), get_compiler=lambda *_using, **_too: compiler)
    rows = object.__new__(type(prepared.rows))
    vars(rows).update(vars(prepared.rows), _query=query, _result_cache=None, _prefetch_done=False)
    return rows


def _values_of(param: Any, values: dict[str, Any]) -> list:
    value = values[param.name] if isinstance(param, Slot) else param
    return value if isinstance(param, Slot) and isinstance(value, list) else [value]
