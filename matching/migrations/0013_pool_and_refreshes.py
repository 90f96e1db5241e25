import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0023_trade_roles_are_known"),
        ("matching", "0012_refusals_are_known"),
    ]

    operations = [
        migrations.AddField("matchrun", "read_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="PoolPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="matching.matchrun"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["run", "number"], name="pool_part_once_per_number")],
            },
        ),
        migrations.CreateModel(
            name="FirmRefresh",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "firm",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="companies.firm"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(condition=Q(done_at=None), fields=["asked_at"], name="firm_refresh_waiting")],
            },
        ),
    ]
