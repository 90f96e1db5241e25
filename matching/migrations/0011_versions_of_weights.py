import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [("draft", "Draft"), ("active", "In use"), ("retired", "No longer used"), ("dropped", "Dropped")]


def person(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("matching", "0010_who_declined"),
    ]

    operations = [
        migrations.CreateModel(
            name="WeightSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("state", models.CharField(choices=STATES, default="draft", max_length=10)),
                ("version", models.PositiveIntegerField()),
                ("based_on", models.PositiveIntegerField()),
                ("data", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("activated_at", models.DateTimeField(blank=True, null=True)),
                ("activated_by", person(blank=True, null=True)),
                ("made_by", person()),
            ],
            options={
                "verbose_name": "version of the weights",
                "verbose_name_plural": "versions of the weights",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=["version"], name="weight_set_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(state="active"), fields=["state"], name="weight_set_one_active"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(version__gt=1000), name="weight_set_version_is_above_the_shipped_ones"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(state__in=["draft", "active", "retired", "dropped"]),
                        name="weight_set_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(state__in=["draft", "dropped"])
                        | models.Q(activated_by__isnull=False, activated_at__isnull=False),
                        name="weight_set_used_names_who_and_when",
                    ),
                ],
            },
        ),
    ]
