"""Title, purpose and report of a delegation, and what happens at its stops, in as many languages as somebody writes."""

from django.db import migrations, models
from django.db.models import Q

from core.migrating_texts import columns_into_texts
from core.multilingual import TextsField, names_its_original

GUARDS = {
    "delegation_title_has_its_original": ("delegation", "titles"),
    "delegation_purpose_has_its_original": ("delegation", "purposes"),
    "delegation_report_has_its_original": ("delegation", "reports"),
    "stop_programme_has_its_original": ("stop", "programmes"),
}


def reported(nothing: Q) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=nothing | Q(state="completed", reported_at__isnull=False),
        name="delegation_report_is_dated_and_of_a_completed_one",
    )


class Migration(migrations.Migration):
    dependencies = [("events", "0011_documents_in_several_languages"), ("accounts", "0001_users_and_consent")]
    operations = [
        migrations.RemoveConstraint("delegation", "delegation_report_is_dated_and_of_a_completed_one"),
        migrations.AddField("delegation", "titles", TextsField(limit=200)),
        migrations.AddField("delegation", "purposes", TextsField(limit=2000, multiline=True)),
        migrations.AddField("delegation", "reports", TextsField(limit=4000, multiline=True)),
        migrations.AddField("stop", "programmes", TextsField(limit=300)),
        columns_into_texts("events", "Stop", "delegation__language", keeps_language=True, programmes="what"),
        columns_into_texts("events", "Delegation", "reported_by__language", keeps_language=True, reports="report"),
        columns_into_texts("events", "Delegation", "language", titles="title", purposes="purpose"),
        migrations.AlterField("delegation", "title", models.CharField("Title", max_length=200, default="")),
        migrations.RemoveField("delegation", "title"),
        migrations.RemoveField("delegation", "purpose"),
        migrations.RemoveField("delegation", "report"),
        migrations.RemoveField("delegation", "language"),
        migrations.RemoveField("stop", "what"),
        migrations.AddConstraint("delegation", reported(Q(reports={}))),
        migrations.AddConstraint(
            "delegation", models.CheckConstraint(condition=~Q(titles={}), name="delegation_has_a_title")
        ),
        *(
            migrations.AddConstraint(model, models.CheckConstraint(condition=names_its_original(field), name=name))
            for name, (model, field) in GUARDS.items()
        ),
    ]
