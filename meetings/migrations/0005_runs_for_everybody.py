"""A timetable may be asked to give everybody a meeting first; runs before this were not."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("meetings", "0004_fairness_of_runs")]

    operations = [
        migrations.AddField(
            model_name="timetablerun",
            name="everybody",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
