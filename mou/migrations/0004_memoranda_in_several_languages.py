"""Titles, purposes, texts and positions know their original. What was signed (the versions and their hashes) is not touched."""

from django.db import migrations, models

from core.migrating_texts import into_texts
from core.multilingual import TextsField, names_its_original

# field → limit of its texts, whether they have lines; and how its constraint calls it
WORDED = {
    "memorandum": {"titles": (300, False, "title"), "purposes": (2000, True, "purpose")},
    "commitment": {"titles": (200, False, "title"), "texts": (4000, True, "text")},
    "signatory": {"positions": (200, False, "position"), "proxy_for": (200, False, "proxy")},
}
GUARDS = {"mou_commitment": "mou_commitment_stays_after_signing", "mou_signatory": "mou_signatory_stays"}


def guards(before: str, after: str) -> list[migrations.RunSQL]:
    """The triggers that keep what was signed step aside while the form of a column changes, and only then."""
    return [
        migrations.RunSQL(f"ALTER TABLE {table} {before} TRIGGER {trigger}", f"ALTER TABLE {table} {after} TRIGGER {trigger}")
        for table, trigger in GUARDS.items()
    ]


def worded() -> list:
    return [
        migrations.AlterField(model_name=model, name=name, field=TextsField(limit=limit, multiline=multiline))
        for model, fields in WORDED.items()
        for name, (limit, multiline, _word) in fields.items()
    ]


def guarded() -> list:
    return [
        migrations.AddConstraint(
            model_name=model,
            constraint=models.CheckConstraint(condition=names_its_original(name), name=f"{model}_{word}_has_its_original"),
        )
        for model, fields in WORDED.items()
        for name, (_limit, _multiline, word) in fields.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("mou", "0003_files_are_kept_by_core"), ("accounts", "0001_users_and_consent")]
    operations = [
        *guards("DISABLE", "ENABLE"),
        into_texts("mou", "Memorandum", "titles", "purposes", author="created_by"),
        into_texts("mou", "Commitment", "titles", "texts", author="memorandum__created_by"),
        into_texts("mou", "Signatory", "positions", "proxy_for", author="memorandum__created_by"),
        *guards("ENABLE", "DISABLE"),
        *worded(),
        *guarded(),
    ]
