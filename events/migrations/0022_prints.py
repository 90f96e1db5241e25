import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [("queued", "Waiting"), ("running", "Being written"), ("ready", "Ready"), ("failed", "Failed")]
PROTECT = django.db.models.deletion.PROTECT


def check(name: str, condition: models.Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0021_organisations_in_latin_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Print",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("event", models.ForeignKey(on_delete=PROTECT, related_name="prints", to="events.event")),
                ("state", models.CharField(choices=STATES, default="queued", max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("sheets", models.PositiveIntegerField()),
                ("requested_by", models.ForeignKey(
                    on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                )),
                ("requested_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("pdf", models.BinaryField(blank=True, null=True)),
                ("done_steps", models.PositiveSmallIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["-requested_at"],
                "constraints": [
                    check("print_state_is_known", models.Q(state__in=[code for code, _label in STATES])),
                    check(
                        "print_ready_has_its_file_and_time",
                        ~models.Q(state="ready") | models.Q(made_at__isnull=False, pdf__isnull=False),
                    ),
                    check(
                        "print_made_after_it_was_asked_for",
                        models.Q(made_at=None) | models.Q(made_at__gte=models.F("requested_at")),
                    ),
                    models.UniqueConstraint(fields=("event", "digest"), name="print_once_of_the_same"),
                ],
            },
        ),
    ]
