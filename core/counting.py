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


Question = QuerySet | TallyOf


def count_together(row: Model, questions: dict[str, Question]) -> dict[str, Any]:
    """{name: how many, or a tally}, asked in one query as columns beside `row`, which must exist."""
    columns = {name: one if isinstance(one, TallyOf) else _count(one) for name, one in questions.items()}
    found = row._meta.model._base_manager.filter(pk=row.pk).values(**columns).get()
    empty: dict[str, Any] = {name: {} if isinstance(one, TallyOf) else 0 for name, one in questions.items()}
    return {name: given or empty[name] for name, given in found.items()}


def _count(rows: QuerySet) -> CountOf:
    return CountOf(rows.order_by().values("pk"))
