"""Title and summary of an experience session, in as many languages as its organiser writes."""

from django.db import migrations, models

from core.migrating_texts import columns_into_texts
from core.multilingual import TextsField, names_its_original


class Migration(migrations.Migration):
    dependencies = [("mou", "0005_meetings_by_their_new_name")]
    operations = [
        migrations.AddField("experiencesession", "titles", TextsField(limit=200)),
        migrations.AddField("experiencesession", "summaries", TextsField(limit=4000, multiline=True)),
        columns_into_texts("mou", "ExperienceSession", "language", titles="title", summaries="summary"),
        migrations.AlterField("experiencesession", "title", models.CharField("Title", max_length=200, default="")),
        migrations.RemoveField("experiencesession", "title"),
        migrations.RemoveField("experiencesession", "summary"),
        migrations.RemoveField("experiencesession", "language"),
        *(
            migrations.AddConstraint(
                "experiencesession",
                models.CheckConstraint(condition=names_its_original(field), name=f"experience_session_{word}_has_its_original"),
            )
            for field, word in (("titles", "title"), ("summaries", "summary"))
        ),
    ]
