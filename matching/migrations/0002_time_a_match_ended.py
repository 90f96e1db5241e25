from django.db import migrations, models
from django.db.models import Max, Q

ENDED = ["dismissed", "rejected", "declined", "expired", "blocked"]


def fill_from_the_log(apps, schema_editor):
    """The last act that brought the match into its state; what the log does not know ended when it was scored."""
    matches = apps.get_model("matching", "Match").objects.filter(state__in=ENDED)
    acts = apps.get_model("core", "Activity").objects.filter(subject__startswith="matching.match:", to_state__in=ENDED)
    moved = acts.order_by().values_list("subject", "to_state").annotate(Max("at"))
    ended = {(subject.partition(":")[2], state): at for subject, state, at in moved}
    for match in matches.only("state", "rejected_at", "scored_at").iterator():
        at = ended.get((str(match.pk), match.state)) or match.rejected_at or match.scored_at
        matches.filter(pk=match.pk).update(ended_at=at)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_activity_is_append_only"),
        ("matching", "0001_matches_to_referrals"),
    ]

    operations = [
        migrations.AddField(
            model_name="match",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(fill_from_the_log, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=ENDED) | Q(ended_at__isnull=False), name="match_ended_has_its_time"
            ),
        ),
    ]
