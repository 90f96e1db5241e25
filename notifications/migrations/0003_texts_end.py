from django.db import migrations, models
from django.db.models import Q

# What was written before to people without an account: codes and links lived three days at most.
GIVE_OLD_TEXTS_AN_END = """
UPDATE notifications_message
SET text_until = created_at + CASE WHEN kind LIKE 'account/%' THEN interval '3 days' ELSE interval '30 days' END
WHERE recipient_id IS NULL
"""
FORGET_THE_NEW_STATE = "UPDATE notifications_delivery SET state = 'cancelled' WHERE state = 'expired'"
BEFORE = ["pending", "sending", "delivered", "permanent_failure", "technical_failure", "cancelled"]
STATES = [
    ("pending", "Waiting"),
    ("sending", "Being sent"),
    ("delivered", "Delivered"),
    ("permanent_failure", "Refused for good"),
    ("technical_failure", "Given up after many tries"),
    ("cancelled", "Taken back before sending"),
    ("expired", "Its time was over before it could be sent"),
]


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_calendar_of_a_message")]

    operations = [
        migrations.AddField("message", "text_until", models.DateTimeField(null=True, blank=True)),
        migrations.RunSQL(GIVE_OLD_TEXTS_AN_END, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | Q(text_until__isnull=False), name="message_to_an_address_ends"
            ),
        ),
        migrations.AddIndex(
            "message",
            models.Index(fields=["text_until"], name="message_text_to_end", condition=~Q(text="") & Q(text_until__isnull=False)),
        ),
        migrations.AlterField(
            "delivery", "state", models.CharField("State", max_length=20, choices=STATES, default="pending")
        ),
        migrations.RemoveConstraint("delivery", "delivery_state_is_known"),
        migrations.RunSQL(migrations.RunSQL.noop, FORGET_THE_NEW_STATE),
        migrations.AddConstraint(
            "delivery",
            models.CheckConstraint(condition=Q(state__in=[*BEFORE, "expired"]), name="delivery_state_is_known"),
        ),
    ]
