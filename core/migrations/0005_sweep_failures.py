import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_activity_by_subject")]
    operations = [
        migrations.CreateModel(
            name="SweepFailure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("job", models.CharField(max_length=40)),
                ("row", models.CharField(max_length=100)),
                ("times", models.PositiveIntegerField()),
                ("error", models.CharField(max_length=150)),
                ("place", models.CharField(max_length=200)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("job", "row"), name="sweep_failure_once_per_row"),
                    models.CheckConstraint(condition=models.Q(("times__gte", 1)), name="sweep_failure_has_happened"),
                ],
            },
        ),
    ]
