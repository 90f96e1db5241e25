import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

# What waits for a digest goes out by itself where there are none; nobody loses a mail.
WITHOUT_DIGESTS = """
UPDATE notifications_delivery SET state = CASE state
    WHEN 'digest' THEN 'pending' WHEN 'digested' THEN 'delivered' ELSE 'cancelled' END
WHERE state IN ('digest', 'digested', 'left_out')
"""
STATES = [
    ("pending", "Waiting"),
    ("sending", "Being sent"),
    ("delivered", "Delivered"),
    ("permanent_failure", "Refused for good"),
    ("technical_failure", "Given up after many tries"),
    ("cancelled", "Taken back before sending"),
    ("expired", "Its time was over before it could be sent"),
    ("digest", "Waits for a digest"),
    ("digested", "Sent in a digest"),
    ("left_out", "Left out of the digest"),
]
WAYS = [("at_once", "By mail at once"), ("digest", "In a digest"), ("inbox", "Only in the portal")]
RHYTHMS = [("daily", "Every day"), ("weekly", "Every week")]
ID = ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False))


def of_a_clock(field: str) -> Q:
    return Q((field, None)) | Q((f"{field}__lt", 24))


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0004_letters_have_a_frame"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Preference",
            fields=[
                ID,
                ("topic", models.CharField(max_length=30)),
                ("way", models.CharField(choices=WAYS, max_length=10)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["user", "topic"], name="preference_one_per_person_and_topic"),
                    models.CheckConstraint(
                        condition=Q(way__in=["at_once", "digest", "inbox"]), name="preference_way_is_known"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "Habits",
            fields=[
                ID,
                ("digest_every", models.CharField(choices=RHYTHMS, default="daily", max_length=10)),
                ("digest_weekday", models.PositiveSmallIntegerField(default=0)),
                ("digest_hour", models.PositiveSmallIntegerField(default=8)),
                ("quiet_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("quiet_until", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "habits",
                "constraints": [
                    models.CheckConstraint(condition=Q(digest_every__in=["daily", "weekly"]), name="habits_rhythm_is_known"),
                    models.CheckConstraint(condition=Q(digest_weekday__lt=7), name="habits_weekday_is_of_a_week"),
                    models.CheckConstraint(
                        condition=Q(digest_hour__lt=24) & of_a_clock("quiet_from") & of_a_clock("quiet_until"),
                        name="habits_hours_are_of_a_clock",
                    ),
                    models.CheckConstraint(
                        condition=Q(quiet_from=None, quiet_until=None)
                        | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until")),
                        name="habits_quiet_hours_have_two_ends",
                    ),
                ],
            },
        ),
        migrations.AlterField(
            "delivery", "state", models.CharField("State", max_length=20, choices=STATES, default="pending")
        ),
        migrations.RemoveConstraint("delivery", "delivery_state_is_known"),
        migrations.RunSQL(migrations.RunSQL.noop, WITHOUT_DIGESTS),
        migrations.AddConstraint(
            "delivery",
            models.CheckConstraint(
                condition=Q(state__in=[state for state, _label in STATES]), name="delivery_state_is_known"
            ),
        ),
        migrations.AddIndex(
            "delivery", models.Index(fields=["due_at"], name="delivery_for_digest", condition=Q(state="digest"))
        ),
    ]
