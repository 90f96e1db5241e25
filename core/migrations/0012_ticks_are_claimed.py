from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_acts_are_chained"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
