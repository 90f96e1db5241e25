"""Columns for lists that the database pages: where a name stands, in every language, filled on save."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import JSONField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Collate

from .i18n import current_language
from .sorting import all_keys


def in_order(column: str = "sort_keys"):
    """For `order_by`: as the reader of now looks for them."""
    return Collate(KeyTextTransform(current_language(), column), "C")


class SortKeys(models.JSONField):
    """{language: key} of a name, filled on save (`SortedByName`). `proper` leaves away what nobody looks for."""

    def __init__(self, *of: str, proper: Callable[[str], str] = str, **options):
        self.of, self.proper = of, proper
        usual: dict[str, Any] = {"default": dict, "db_default": Value({}, JSONField()), "editable": False}
        super().__init__(**(usual | options))

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def pre_save(self, instance, add) -> dict[str, str]:  # noqa: ARG002, Django names it
        keys = self.keys_of(instance)
        setattr(instance, self.attname, keys)
        return keys

    def keys_of(self, row) -> dict[str, str]:
        return all_keys(*(self.proper(getattr(row, name)) for name in self.of))


class SortedByName(models.Model):
    """Whoever saves a name saves its keys and the words it is found by; `QuerySet.update` of a name would not."""

    class Meta:
        abstract = True

    def save(self, *, update_fields=None, **options) -> None:
        if update_fields is not None:
            late = [one.name for one in filled_on_save(type(self)) if {*one.of} & {*update_fields}]
            update_fields = {*update_fields, *late}
        super().save(update_fields=update_fields, **options)


def filled_on_save(model: type[models.Model]) -> list[Any]:
    """The columns that are made of others: SortKeys, SearchText."""
    return [field for field in model._meta.concrete_fields if hasattr(field, "keys_of")]


def fill(rows: models.QuerySet, column: str, field: Any, *, step: int = 1000) -> int:
    """For migrations: the keys of rows that lack them or have others, in steps; returns how many were written."""
    written, last = 0, None
    while batch := list((rows.filter(pk__gt=last) if last else rows).order_by("pk")[:step]):
        late = [row for row in batch if getattr(row, column) != field.keys_of(row)]
        for row in late:
            setattr(row, column, field.keys_of(row))
        rows.bulk_update(late, [column])
        written, last = written + len(late), batch[-1].pk
    return written
