"""The demonstration's rows go back to before texts had several languages, and forward again."""

from datetime import UTC, datetime

from django.apps import apps

from core.multilingual import TextsField
from dashboard import demo
from tests.migrating import before_migration, migrate, newest

FIRST = [("events", "_events_in_several_languages"), ("mou", "_memoranda_in_several_languages")]
NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)


def every_text() -> dict:
    """Of each field of texts in the portal and each row."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, TextsField):
                rows = model._base_manager.values_list("pk", field.name)
                found |= {(model._meta.label, field.name, pk): texts for pk, texts in rows}
    return found


def test_rows_of_the_demonstration_go_back_and_forward(transactional_db):
    """What had one language before keeps its original."""
    demo.load(now=NOW)
    before, leaves = every_text(), newest()
    try:
        migrate([step for app, ending in FIRST for step in before_migration(app, ending)])
    finally:
        migrate(leaves)
    after = every_text()
    assert len(before) > 100
    assert after.keys() == before.keys()
    assert [row for row, texts in before.items() if texts and texts.in_original not in after[row].values()] == []
