from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0004_calls_to_firms")]

    operations = [
        migrations.AddField(
            model_name="linevector", name="pieces", field=models.PositiveSmallIntegerField(default=1)
        ),
    ]
