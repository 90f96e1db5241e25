"""Several counts in one query."""

from django.db.models import IntegerField, Model, QuerySet, Subquery


class CountOf(Subquery):
    """How many rows a queryset has, as a column."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def count_together(row: Model, questions: dict[str, QuerySet]) -> dict[str, int]:
    """{name: how many}, asked in one query as columns beside `row`, which must exist."""
    columns = {name: CountOf(rows.order_by().values("pk")) for name, rows in questions.items()}
    found = row._meta.model._base_manager.filter(pk=row.pk).values(**columns).get()
    return {name: number or 0 for name, number in found.items()}
