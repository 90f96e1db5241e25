"""Who is named on a letter, letters that are no longer true, and reports of journeys."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def name_the_people(apps, schema_editor):
    """A letter that holds names whoever travels now: any change of people has replaced the letters before."""
    Letter, Member = apps.get_model("events", "Letter"), apps.get_model("events", "Member")
    for letter in Letter.objects.filter(replaced_at=None).select_related("delegation").defer("pdf"):
        letter.members.set(Member.objects.filter(delegation=letter.delegation, left_at=None))
        if _says_otherwise(letter):
            letter.replaced_at = timezone.now()
            letter.save(update_fields=["replaced_at"])


def _says_otherwise(letter) -> bool:
    """Days and stops could change, and the journey be cancelled, without a word on its letters."""
    journey, content = letter.delegation, letter.content
    stops = [(one.starts_at.isoformat(), one.ends_at.isoformat(), one.place) for one in journey.stops.order_by("starts_at")]
    said = [(one["starts_at"], one["ends_at"], one["place"]) for one in content.get("stops", [])]
    days = [journey.starts_on.isoformat(), journey.ends_on.isoformat()]
    return journey.state == "cancelled" or days != [content.get("starts_on"), content.get("ends_on")] or stops != said


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_accounted_for_in_full"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("delegation", "report", models.TextField(blank=True, default="", verbose_name="What came of the journey"), preserve_default=False),
        migrations.AddField("delegation", "reported_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "delegation",
            "reported_by",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.CheckConstraint(
                condition=models.Q(("report", ""), models.Q(("reported_at__isnull", False), ("state", "completed")), _connector="OR"),
                name="delegation_report_is_dated_and_of_a_completed_one",
            ),
        ),
        migrations.AddField("letter", "members", models.ManyToManyField(related_name="letters", to="events.member")),
        migrations.RunPython(name_the_people, migrations.RunPython.noop, elidable=True),
    ]
