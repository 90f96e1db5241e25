"""Rules of the database, broken behind the services' back."""

import pytest
from django.db import IntegrityError, connection, transaction


def broken(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def breaks(row, rules: dict[str, dict]) -> None:
    """Each rule broken by an update of this row."""
    for name, fields in rules.items():
        broken(name, lambda fields=fields: type(row)._base_manager.filter(pk=row.pk).update(**fields))


def again(row, **changes):
    """A second row like this one."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    return lambda: type(row)._base_manager.create(**fields | changes)


def sql(statement: str, *values):
    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return write
