"""Several counts in one query.

Each is compiled by itself. As columns of a queryset they would be resolved, copied and given other aliases first.
Django takes longer to put such questions together than the database to answer them: for readers of one kind they are
drawn up once, afterwards only values are put in (`count_for`).
"""

import json
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from secrets import randbelow
from typing import Any, NamedTuple
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils import timezone


class CountOf:
    """How many rows a queryset has."""

    column = "(SELECT count(*) FROM ({}) AS counted)"

    def __init__(self, rows: QuerySet):
        self.rows = rows.order_by().values("pk")

    @staticmethod
    def read(given: Any) -> Any:
        return given or 0


class TallyOf:
    """How many rows a queryset has of each value of a field: {value: how many}."""

    column = "(SELECT jsonb_object_agg(value, many) FROM ({}) AS tallied (value, many))"

    def __init__(self, rows: QuerySet, field: str):
        self.rows = rows.order_by().values_list(field).annotate(many=Count("pk"))

    @staticmethod
    def read(given: Any) -> Any:
        return json.loads(given) if given else {}


class FirstOf:
    """The smallest value of a field; None where there is no row."""

    column = "({})"

    def __init__(self, rows: QuerySet, field: str):
        self.rows = rows.order_by(field).values(field)[:1]

    @staticmethod
    def read(given: Any) -> Any:
        return given


Question = QuerySet | TallyOf | FirstOf
Questions = dict[str, Question]


class Column(NamedTuple):
    """A question as SQL."""

    sql: str
    params: tuple
    read: Callable[[Any], Any]


class Slot(NamedTuple):
    """Where a value belongs that is known only when the question is asked."""

    name: str


def count_together(questions: Questions) -> dict[str, Any]:
    """{name: how many, a tally, or the first}"""
    return _answers({name: _column(one) for name, one in questions.items()}, {})


def count_for(
    ask: Callable[[Any, dict[str, Any]], Questions],
    kind: Hashable,
    values: dict[str, UUID | datetime],
    also: Questions | None = None,
) -> dict[str, Any]:
    """What `ask(kind, values)` asks; it is called for the first reader of a kind only, with invented values.

    `also`: what depends on more and is put together each time.
    """
    drawn = drawn_up(ask, kind, tuple((name, type(value)) for name, value in values.items()))
    return _answers(drawn | {name: _column(one) for name, one in (also or {}).items()}, values)


@lru_cache(maxsize=64)
def drawn_up(ask: Callable, kind: Hashable, slots: tuple[tuple[str, type], ...]) -> dict[str, Column]:
    """Two drawings with other values, on other clocks, must be the same but for the slots."""
    columns = _drawing(ask, kind, slots)
    with timezone.override(ZoneInfo("Pacific/Chatham")):
        if columns != _drawing(ask, kind, slots):
            raise TypeError(f"{ask.__qualname__} asks something else each time: {kind}")
    return columns


def _drawing(ask: Callable, kind: Hashable, slots: tuple[tuple[str, type], ...]) -> dict[str, Column]:
    invented = {name: _invented(form) for name, form in slots}
    names = {value: name for name, value in invented.items()}
    columns = {name: _column(one) for name, one in ask(kind, invented).items()}
    return {
        name: one._replace(params=tuple(_slot_or_constant(value, names) for value in one.params))
        for name, one in columns.items()
    }


def _invented(form: type) -> UUID | datetime:
    """Such as stands nowhere else."""
    return uuid4() if form is UUID else datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=randbelow(10**15))


def _slot_or_constant(value: Any, names: dict[UUID | datetime, str]) -> Any:
    if isinstance(value, UUID | datetime) and value in names:
        return Slot(names[value])
    if isinstance(value, date):
        raise TypeError(f"a day or moment that is not among the values given: {value}")
    return value


def _column(question: Question) -> Column:
    asked = CountOf(question) if isinstance(question, QuerySet) else question
    try:
        sql, params = asked.rows.query.sql_with_params()
    except EmptyResultSet:
        return Column("NULL", (), asked.read)
    return Column(asked.column.format(sql), params, asked.read)


def _answers(columns: dict[str, Column], values: dict[str, Any]) -> dict[str, Any]:
    params = [param for one in columns.values() for param in one.params]
    with connection.cursor() as cursor:
        # Columns are queries of ours, compiled by Django; values stay parameters.
        cursor.execute(  # nosemgrep: sql-put-together-by-hand
            f"SELECT {', '.join(one.sql for one in columns.values())}",
            [values[param.name] if isinstance(param, Slot) else param for param in params],
        )
        found = cursor.fetchone()
    return {name: one.read(given) for (name, one), given in zip(columns.items(), found, strict=True)}
