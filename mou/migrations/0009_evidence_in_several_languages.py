"""What was delivered, the remarks on it, and what happened before: in as many languages as somebody writes."""

from django.db import migrations, models
from django.db.models import Q

from core.migrating_texts import columns_into_texts
from core.multilingual import TextsField, names_its_original

GUARDS = {
    "evidence_title_has_its_original": ("evidence", "titles"),
    "evidence_remark_has_its_original": ("evidence", "notes"),
    "occasion_title_has_its_original": ("occasion", "titles"),
}


def has_a_title(empty: Q) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(source_id__isnull=False) | ~empty, name="evidence_of_a_person_has_a_title"
    )


class Migration(migrations.Migration):
    dependencies = [("mou", "0008_bulletins_in_several_languages")]
    operations = [
        migrations.RemoveConstraint("evidence", "evidence_of_a_person_has_a_title"),
        migrations.AddField("evidence", "titles", TextsField(limit=200)),
        migrations.AddField("evidence", "notes", TextsField(limit=2000, multiline=True)),
        migrations.AddField("occasion", "titles", TextsField(limit=200)),
        columns_into_texts("mou", "Evidence", "language", titles="title", notes="note"),
        columns_into_texts("mou", "Occasion", "language", titles="title"),
        migrations.RemoveField("evidence", "title"),
        migrations.RemoveField("evidence", "note"),
        migrations.RemoveField("evidence", "language"),
        migrations.RemoveField("occasion", "title"),
        migrations.RemoveField("occasion", "language"),
        migrations.AddConstraint("evidence", has_a_title(Q(titles={}))),
        *(
            migrations.AddConstraint(model, models.CheckConstraint(condition=names_its_original(field), name=name))
            for name, (model, field) in GUARDS.items()
        ),
    ]
