"""Several counts in one query."""

from typing import Any

from django.db.models import Count, IntegerField, JSONField, Model, QuerySet, Subquery


class CountOf(Subquery):
    """How many rows a queryset has, as a column."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class TallyOf(Subquery):
    """How many rows a queryset has of each value of a field, as a column: {value: how many}."""

    template = "(SELECT jsonb_object_agg(value, many) FROM (%(subquery)s) AS tallied (value, many))"
    output_field = JSONField()

    def __init__(self, rows: QuerySet, field: str):
        super().__init__(rows.order_by().values_list(field).annotate(many=Count("pk")))


class FirstOf(Subquery):
    """The smallest value of a field, as a column; None where there is no row."""

    def __init__(self, rows: QuerySet, field: str):
        super().__init__(rows.order_by(field).values(field)[:1])


Question = QuerySet | TallyOf | FirstOf


def count_together(row: Model, questions: dict[str, Question]) -> dict[str, Any]:
    """{name: how many, a tally, or the first}, asked in one query as columns beside `row`, which must exist."""
    columns = {name: one if isinstance(one, Subquery) else _count(one) for name, one in questions.items()}
    found = row._meta.model._base_manager.filter(pk=row.pk).values(**columns).get()
    empty: dict[str, Any] = {name: _empty(one) for name, one in questions.items()}
    return {name: given or empty[name] for name, given in found.items()}


def _empty(question: Question) -> Any:
    if isinstance(question, FirstOf):
        return None
    return {} if isinstance(question, TallyOf) else 0


def _count(rows: QuerySet) -> CountOf:
    return CountOf(rows.order_by().values("pk"))
