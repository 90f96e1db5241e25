from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0003_meetings_and_timetables")]

    operations = [
        migrations.AddField(model_name="timetablerun", name="conflicts", field=models.JSONField(blank=True, default=list)),
    ]
