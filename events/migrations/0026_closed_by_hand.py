"""Registration that is closed by hand keeps its planned closing day; when it was closed stands beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("events", "0025_old_cases_are_numbered")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
