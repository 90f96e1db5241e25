from django.db import migrations, models


class Migration(migrations.Migration):
    """Why nobody needs to tell a person any more is kept as it was typed; backward, it is cut to 300 characters."""

    dependencies = [("events", "0005_meetings_left_out_of_plans")]

    operations = [
        migrations.AlterField("notice", "accounted_as", models.TextField(blank=True)),
    ]
