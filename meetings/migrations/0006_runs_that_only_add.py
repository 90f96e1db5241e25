"""A run may leave every meeting where it sits and only fill empty slots; runs before this might move them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("meetings", "0005_runs_for_everybody")]

    operations = [
        migrations.AddField(
            model_name="timetablerun",
            name="only_add",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
