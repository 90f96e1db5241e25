from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0004_calls_to_firms"),
    ]

    operations = [
        migrations.AddField(
            model_name="matchrun",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
