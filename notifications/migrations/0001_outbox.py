import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", models.EmailField(max_length=254)),
                ("kind", models.CharField(max_length=60)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=250)),
                ("text", models.TextField()),
                ("path", models.CharField(blank=True, max_length=200)),
                ("concerns", models.CharField(blank=True, max_length=100)),
                ("in_inbox", models.BooleanField(default=True)),
                ("dedupe_key", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("visible_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting"),
                            ("sending", "Being sent"),
                            ("delivered", "Delivered"),
                            ("permanent_failure", "Refused for good"),
                            ("technical_failure", "Given up after many tries"),
                            ("cancelled", "Taken back before sending"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="State",
                    ),
                ),
                ("priority", models.SmallIntegerField(choices=[(0, "Security"), (1, "Personal"), (2, "Bulk")], default=1)),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "message",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="notifications.message"),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["recipient", "-visible_at"], name="message_inbox"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(condition=models.Q(("concerns", ""), _negated=True), fields=["concerns"], name="message_by_concern"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(fields=("dedupe_key",), name="message_said_once"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("visible_at__gte", models.F("created_at"))), name="message_visible_after_created"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ["pending", "sending"])), fields=["priority", "due_at", "id"], name="delivery_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["pending", "sending", "delivered", "permanent_failure", "technical_failure", "cancelled"])
                ),
                name="delivery_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "sending"), _negated=True), ("lease_until__isnull", False), _connector="OR"),
                name="delivery_sending_has_lease",
            ),
        ),
    ]
