from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

STATES = [("draft", "Draft"), ("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")]
NAME = "experience_session_state_is_known"


class Migration(migrations.Migration):
    dependencies = [("mou", "0013_samples_and_trial_orders_count")]

    operations = [
        migrations.AlterField(
            "experiencesession", "state", models.CharField(max_length=20, choices=STATES, default="planned")
        ),
        migrations.RemoveConstraint("experiencesession", NAME),
        AddConstraintNotValid(
            "experiencesession",
            models.CheckConstraint(condition=models.Q(("state__in", [code for code, _name in STATES])), name=NAME),
        ),
        ValidateConstraint("experiencesession", NAME),
    ]
