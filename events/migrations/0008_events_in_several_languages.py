"""Titles and summaries of events, parts of the programme and reasons of changes know which language is the original."""

from django.db import migrations, models

from core.migrating_texts import columns_into_texts, into_texts
from core.multilingual import TextsField, names_its_original

GUARDS = {
    "event_title_has_its_original": ("event", "titles"),
    "event_summary_has_its_original": ("event", "summaries"),
    "event_session_title_has_its_original": ("session", "titles"),
    "event_change_reason_has_its_original": ("eventchange", "reasons"),
}


class Migration(migrations.Migration):
    dependencies = [("events", "0007_journeys_told_and_reported"), ("accounts", "0001_users_and_consent")]
    operations = [
        into_texts("events", "Event", "titles", "summaries", author="created_by"),
        into_texts("events", "EventChange", "reasons", author="confirmed_by"),
        migrations.AlterField("event", "titles", TextsField(limit=200)),
        migrations.AlterField("event", "summaries", TextsField(limit=4000, multiline=True)),
        migrations.AlterField("eventchange", "reasons", TextsField(limit=2000, multiline=True)),
        migrations.AddField("session", "titles", TextsField(limit=200)),
        columns_into_texts("events", "Session", "language", titles="title"),
        migrations.AlterModelOptions("session", {"ordering": ["starts_at", "ends_at", "pk"]}),
        migrations.AlterField("session", "title", models.CharField("Title", max_length=200, default="")),
        migrations.RemoveField("session", "title"),
        migrations.RemoveField("session", "language"),
        *(
            migrations.AddConstraint(model, models.CheckConstraint(condition=names_its_original(field), name=name))
            for name, (model, field) in GUARDS.items()
        ),
    ]
