"""Migrations that a running portal survives (CONTRIBUTING.md): what is newer than the list below is held to it.

A step that the rules refuse and that is right all the same (the last of three releases drops a column) stands in
ON_PURPOSE, with its reason.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

# The last of each app that is older than the rules.
HELD_FROM = {
    "accounts": 12, "companies": 21, "core": 13, "events": 23, "leads": 2, "matching": 6, "meetings": 3, "mou": 12,
    "notifications": 7, "office": 0, "talks": 1,
}
ON_PURPOSE: dict[tuple[str, int], str] = {}  # {(app, number): why}
# Tables that grow for ever: an index or a whole check holds up everybody who writes there.
LARGE = {
    ("core", "activity"), ("core", "activitywords"), ("notifications", "message"), ("notifications", "delivery"),
    ("companies", "firm"), ("companies", "contact"), ("companies", "partneringprofile"), ("matching", "match"),
    ("core", "loglink"), ("core", "storedfile"),
}
WHOLE = (ops.AddIndex, ops.AddConstraint)  # without NOT VALID, or not built beside the work


def faults(app: str, operation: Any, state: ProjectState) -> Iterator[str]:
    """What is wrong with one operation, given how things were before it."""
    if isinstance(operation, ops.SeparateDatabaseAndState):
        for one in operation.database_operations:
            yield from faults(app, one, state)
    elif isinstance(operation, ops.AddField):
        if not (operation.field.null or operation.field.many_to_many or operation.field.has_db_default()):
            yield "a new column is NOT NULL without db_default: the former release cannot insert rows"
    elif isinstance(operation, ops.RenameField | ops.RenameModel):
        yield "a rename: the former release asks for the old name"
    elif isinstance(operation, ops.RemoveField | ops.DeleteModel):
        yield "dropped, and the former release still reads it"
    elif isinstance(operation, ops.AlterField):
        yield from _altered(app, operation, state)
    elif type(operation) in WHOLE and (app, operation.model_name_lower) in LARGE:
        yield "on a large table: AddIndexConcurrently, or AddConstraintNotValid and ValidateConstraint"
    elif isinstance(operation, ops.RunPython | ops.RunSQL) and not operation.reversible:
        yield "no way back"


def _altered(app: str, operation: ops.AlterField, state: ProjectState) -> Iterator[str]:
    was, field = state.models[app, operation.model_name_lower].fields[operation.name], operation.field
    if was.null and not field.null:
        yield "NOT NULL on a filled table reads all of it under a lock"
    if was.remote_field or field.remote_field:
        return
    before, after = was.db_type(connection), field.db_type(connection)
    if before != after and not _grows(before, after):
        yield f"{before} becomes {after}: the table is rewritten under a lock"


def _grows(before: str, after: str) -> bool:
    """varchar may become longer, or text, without a look at the rows."""
    length = {name: int(name[8:-1]) for name in (before, after) if name.startswith("varchar(")}
    return before in length and (after == "text" or length.get(after, 0) > length[before])


def newer(loader: MigrationLoader) -> list:
    numbered = [(one, int(one.name[:4])) for one in loader.disk_migrations.values() if one.app_label in HELD_FROM]
    return [one for one, number in numbered if number > HELD_FROM[one.app_label]]


def test_newer_migrations_hold_up_nobody():
    loader = MigrationLoader(None)
    wrong = []
    for migration in newer(loader):
        key = (migration.app_label, int(migration.name[:4]))
        state = loader.project_state([(migration.app_label, migration.name)], at_end=False)
        for operation in migration.operations:
            if key not in ON_PURPOSE:
                wrong += [f"{migration}: {operation.describe()}: {one}" for one in faults(key[0], operation, state)]
            operation.state_forwards(migration.app_label, state)
    assert wrong == []


def test_every_app_of_ours_is_held_and_the_list_is_not_ahead():
    loader = MigrationLoader(None)
    numbers = {app: max(int(name[:4]) for label, name in loader.disk_migrations if label == app) for app in HELD_FROM}
    assert all(numbers[app] >= number for app, number in HELD_FROM.items())
    assert all(number > HELD_FROM[app] and why for (app, number), why in ON_PURPOSE.items())


def before() -> ProjectState:
    fields = {"name": models.CharField(max_length=20), "note": models.TextField(null=True), "no": models.IntegerField()}
    state = ProjectState()
    state.add_model(ModelState("core", "Activity", [("id", models.BigAutoField(primary_key=True)), *fields.items()]))
    return state


def does_nothing(_apps, _editor) -> None: ...


INDEX = models.Index(fields=["no"], name="by_no_of_it")
CHECK = models.CheckConstraint(condition=models.Q(no__gt=0), name="no_is_above_zero")
NEW = models.IntegerField
BAD = [
    ops.AddField("activity", "new", NEW(default=1)),
    ops.RenameField("activity", "no", "number"),
    ops.RenameModel("Activity", "Act"),
    ops.RemoveField("activity", "no"),
    ops.DeleteModel("Activity"),
    ops.AlterField("activity", "no", models.BigIntegerField()),
    ops.AlterField("activity", "name", models.CharField(max_length=10)),
    ops.AlterField("activity", "note", models.TextField()),
    ops.AddIndex("activity", INDEX),
    ops.AddConstraint("activity", CHECK),
    ops.RunPython(does_nothing),
    ops.RunSQL("SELECT 1"),
    ops.SeparateDatabaseAndState(database_operations=[ops.RemoveField("activity", "no")]),
]
GOOD = [
    ops.AddField("activity", "new", NEW(null=True)),
    ops.AddField("activity", "new", NEW(db_default=1)),
    ops.AlterField("activity", "name", models.CharField(max_length=40)),
    ops.AlterField("activity", "name", models.TextField()),
    ops.AlterField("activity", "no", models.IntegerField(default=3)),
    ops.AddIndex("habits", INDEX),
    AddIndexConcurrently("activity", INDEX),
    ops.RunPython(does_nothing, ops.RunPython.noop),
    ops.SeparateDatabaseAndState(state_operations=[ops.RemoveField("activity", "no")]),
]


@pytest.mark.parametrize("operation", BAD, ids=lambda one: one.describe())
def test_what_would_hold_up_or_break_the_running_portal_is_found(operation):
    assert len(list(faults("core", operation, before()))) == 1


@pytest.mark.parametrize("operation", GOOD, ids=lambda one: one.describe())
def test_what_it_survives_is_not(operation):
    assert list(faults("core", operation, before())) == []
