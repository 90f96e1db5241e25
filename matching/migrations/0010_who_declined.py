from django.db import migrations, models

VERBS = ["matching.introduction.decline", "matching.introduction.decline_on_behalf"]


def fill_from_the_log(apps, schema_editor):
    """The side that declined; a firm that closed did not answer."""
    introductions = apps.get_model("matching", "Introduction").objects.filter(state="declined")
    acts = apps.get_model("core", "Activity").objects.filter(verb__in=VERBS).exclude(data__code="closed")
    for subject, data in acts.order_by("at").values_list("subject", "data").iterator():
        introductions.filter(pk=subject.partition(":")[2]).update(declined_side=data.get("side", ""))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_activity_is_append_only"),
        ("matching", "0009_proposals_by_hand"),
    ]

    operations = [
        migrations.AddField(
            model_name="introduction",
            name="declined_side",
            field=models.CharField(
                blank=True, choices=[("japan", "Japan"), ("central_asia", "Central Asia")], db_default="", default="",
                max_length=12,
            ),
        ),
        migrations.RunPython(fill_from_the_log, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.CheckConstraint(
                condition=models.Q(declined_side="")
                | models.Q(state="declined", declined_side__in=["japan", "central_asia"]),
                name="introduction_declined_side_is_known_and_of_one_declined",
            ),
        ),
    ]
