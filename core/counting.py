"""Several counts in one query.

Each is compiled by itself. As columns of a queryset they would be resolved, copied and given other aliases first.
Django takes longer to put such questions together than the database to answer them: for readers of one kind they are
drawn up once, afterwards only values are put in (`count_for`).
"""

import json
from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet

from .prepared import Ask, Slot, Slots, drawn_twice, slot_or_constant, slots_of


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


class TalliesOf:
    """How many rows a queryset has of each pair of values of two fields: [[first, second, how many], …]."""

    column = "(SELECT jsonb_agg(jsonb_build_array(first, second, many)) FROM ({}) AS tallied (first, second, many))"

    def __init__(self, rows: QuerySet, first: str, second: str):
        self.rows = rows.order_by().values_list(first, second).annotate(many=Count("pk"))

    @staticmethod
    def read(given: Any) -> Any:
        return json.loads(given) if given else []


class FirstOf:
    """The smallest value of a field; None where there is no row."""

    column = "({})"

    def __init__(self, rows: QuerySet, field: str):
        self.rows = rows.order_by(field).values(field)[:1]

    @staticmethod
    def read(given: Any) -> Any:
        return given


Question = QuerySet | TallyOf | TalliesOf | FirstOf
Questions = dict[str, Question]


class Column(NamedTuple):
    """A question as SQL."""

    sql: str
    params: tuple
    read: Callable[[Any], Any]


def count_together(questions: Questions) -> dict[str, Any]:
    """{name: how many, a tally, or the first}"""
    return _answers({name: _column(one) for name, one in questions.items()}, {})


def count_for(
    ask: Ask,
    kind: Hashable,
    values: dict[str, UUID | date],
) -> dict[str, Any]:
    """What `ask(kind, values)` asks; it is called for the first reader of a kind only, with invented values."""
    return _answers(drawn_up(ask, kind, slots_of(values)), values)


@lru_cache(maxsize=64)
def drawn_up(ask: Ask, kind: Hashable, slots: Slots) -> dict[str, Column]:
    """The questions of a kind of reader; where a value belongs stands a slot."""

    def draw(invented: dict, names: dict) -> dict[str, Column]:
        columns = {name: _column(one) for name, one in ask(kind, invented).items()}
        return {
            name: one._replace(params=tuple(slot_or_constant(value, names) for value in one.params))
            for name, one in columns.items()
        }

    return drawn_twice(draw, slots, f"{ask.__qualname__} of {kind}")


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
