import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

STATES = [
    ("offered", "Waiting for an answer"), ("taken", "Accepted"), ("declined", "Declined"), ("withdrawn", "Withdrawn")
]


def person():
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0013_calls_to_firms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("state", models.CharField(choices=STATES, default="offered", max_length=20)),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="companies.firm"
                    ),
                ),
                ("owner", person()),
                ("heir", person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(state="offered"), fields=("owner",), name="handover_one_open_per_owner"
                    ),
                    models.CheckConstraint(
                        condition=Q(state__in=["offered", "taken", "declined", "withdrawn"]),
                        name="handover_state_is_known",
                    ),
                    models.CheckConstraint(condition=~Q(owner=F("heir")), name="handover_is_to_somebody_else"),
                    models.CheckConstraint(
                        condition=~Q(state__in=["taken", "declined"]) | Q(answered_at__isnull=False),
                        name="handover_answered_names_when",
                    ),
                ]
            },
        )
    ]
