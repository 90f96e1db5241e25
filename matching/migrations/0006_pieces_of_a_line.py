from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0005_attempts_of_a_run")]

    operations = [
        migrations.AddField(
            model_name="linevector", name="pieces", field=models.PositiveSmallIntegerField(default=1)
        ),
    ]
