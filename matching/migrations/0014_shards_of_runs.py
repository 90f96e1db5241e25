import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("matching", "0013_pool_and_refreshes")]

    operations = [
        migrations.CreateModel(
            name="RunShard",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("first", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("holder", models.UUIDField(blank=True, null=True)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("data", models.BinaryField(null=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shards", to="matching.matchrun"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["run", "first"], name="run_shard_once_per_place"),
                    models.CheckConstraint(condition=Q(end__gt=F("first")), name="run_shard_has_firms"),
                    models.CheckConstraint(
                        condition=Q(data__isnull=True, done_at__isnull=True)
                        | Q(data__isnull=False, done_at__isnull=False),
                        name="run_shard_done_has_its_pairs",
                    ),
                ],
            },
        ),
    ]
