"""The topic of a meeting knows in which language it was asked, and can be read in others."""

from django.db import migrations, models

from core.migrating_texts import columns_into_texts
from core.multilingual import TextsField, names_its_original


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_out_of_events")]
    operations = [
        migrations.AddField("meeting", "topics", TextsField(limit=300)),
        columns_into_texts("meetings", "Meeting", "language", topics="topic"),
        migrations.RemoveField("meeting", "topic"),
        migrations.RemoveField("meeting", "language"),
        migrations.AddConstraint(
            "meeting", models.CheckConstraint(condition=names_its_original("topics"), name="meeting_topic_has_its_original")
        ),
    ]
