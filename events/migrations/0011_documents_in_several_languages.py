"""What a document is called, in as many languages as its organiser writes; its own language stays what it was."""

from django.db import migrations, models
from django.db.models import Q

from core.migrating_texts import columns_into_texts
from core.multilingual import TextsField, names_its_original


def has_a_title(empty: Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~empty, name="event_document_has_a_title")


class Migration(migrations.Migration):
    dependencies = [("events", "0010_names_in_latin_letters")]
    operations = [
        migrations.RemoveConstraint("eventdocument", "event_document_has_a_title"),
        migrations.AlterModelOptions("eventdocument", {"ordering": ["added_at", "pk"]}),
        migrations.AddField("eventdocument", "titles", TextsField(limit=200)),
        columns_into_texts("events", "EventDocument", "language", keeps_language=True, titles="title"),
        migrations.AlterField("eventdocument", "title", models.CharField("What is it?", max_length=200, default="")),
        migrations.RemoveField("eventdocument", "title"),
        migrations.AddConstraint("eventdocument", has_a_title(Q(titles={}))),
        migrations.AddConstraint(
            "eventdocument",
            models.CheckConstraint(
                condition=names_its_original("titles"), name="event_document_title_has_its_original"
            ),
        ),
    ]
