"""The words that a name is found by; empty until the next migration or the next save."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("events", "0018_entries_sent")]

    operations = [
        migrations.AddField(
            model_name="registration", name="search_text",
            field=models.TextField(db_default=models.Value(""), default="", editable=False),
        ),
    ]
