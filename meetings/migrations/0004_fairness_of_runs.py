"""How far the gaps of two people may lie apart in a timetable; runs before this had no such wish."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("meetings", "0003_slots_do_not_overlap")]

    operations = [
        migrations.AddField(
            model_name="timetablerun",
            name="fairness",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="timetablerun",
            constraint=models.CheckConstraint(
                condition=models.Q(("fairness", None), ("fairness__lte", 3), _connector="OR"),
                name="timetable_run_fairness_is_three_at_most",
            ),
        ),
    ]
