"""Firms may be done before the chamber is: a referral then ends as concluded."""
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

STATES = [
    ("sent", "Sent"), ("acknowledged", "Acknowledged"), ("taken_in_charge", "Taken in charge"),
    ("needs_information", "Needs information"), ("done_with_help", "Done: helped"),
    ("done_no_help", "Done: no help needed"), ("not_reachable", "Firm not reachable"), ("declined", "Declined"),
    ("abandoned", "Abandoned"), ("concluded", "Concluded by the firms"),
]


class Migration(migrations.Migration):
    dependencies = [("matching", "0016_old_cases_are_numbered")]

    operations = [
        migrations.AlterField("referral", "state", models.CharField(choices=STATES, default="sent", max_length=20)),
        migrations.RemoveConstraint("referral", "referral_state_is_known"),
        AddConstraintNotValid(
            "referral",
            models.CheckConstraint(
                condition=models.Q(state__in=[code for code, _label in STATES]), name="referral_state_is_known"
            ),
        ),
    ]
