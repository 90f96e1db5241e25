import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [("accounts", "0006_places_are_filled")]

    operations = [
        migrations.CreateModel(
            name="TextReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=2)),
                ("key", models.CharField(max_length=32)),
                ("english", models.TextField()),
                ("before", models.JSONField()),
                ("forms", models.JSONField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("accepted", "Accepted as it is"), ("reworded", "Worded better")], max_length=20
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["language", "key", "version"], name="text_review_once_per_version"
                    ),
                    models.CheckConstraint(
                        condition=Q(language__in=["ja", "ru", "kk", "uz"]), name="text_review_is_of_ours"
                    ),
                    models.CheckConstraint(
                        condition=Q(version__gte=1), name="text_review_versions_begin_at_one"
                    ),
                    models.CheckConstraint(
                        condition=Q(forms=F("before"), verdict="accepted")
                        | (Q(verdict="reworded") & ~Q(forms=F("before"))),
                        name="text_review_accepted_is_as_it_was",
                    ),
                ],
            },
        ),
    ]
