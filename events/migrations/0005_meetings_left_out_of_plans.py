from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0004_conflicts_of_runs")]

    operations = [
        migrations.AddField(model_name="timetablerun", name="left_out", field=models.JSONField(blank=True, default=dict)),
    ]
