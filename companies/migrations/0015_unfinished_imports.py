import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

BEGIN = [
    ("uploaded", "Reading the files"), ("previewed", "Ready to be confirmed"), ("confirmed", "Being imported"),
    ("done", "Imported"), ("failed", "Could not be read"),
]
STOPPED, ABANDONED = ("stopped", "Stopped before its end"), ("abandoned", "Abandoned")
KNOWN = "import_job_state_is_known"


def mark():
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.importjob"
    )


def known(states):
    return models.CheckConstraint(condition=Q(state__in=[code for code, _word in states]), name=KNOWN)


def without_stopped(apps, _editor):
    """Before, an import that stopped was one that had failed."""
    apps.get_model("companies", "ImportJob").objects.filter(state="stopped").update(state="failed")


class Migration(migrations.Migration):
    dependencies = [("companies", "0014_handing_a_firm_over")]
    operations = [
        migrations.AddField(model_name="firm", name="unfinished_import", field=mark()),
        migrations.AddField(model_name="partneringprofile", name="unfinished_import", field=mark()),
        migrations.AlterField(
            model_name="importjob",
            name="state",
            field=models.CharField(choices=[*BEGIN, STOPPED, ABANDONED], default="uploaded", max_length=20),
        ),
        migrations.RemoveConstraint(model_name="importjob", name=KNOWN),
        migrations.AddConstraint(model_name="importjob", constraint=known([*BEGIN, STOPPED, ABANDONED])),
        migrations.RunPython(migrations.RunPython.noop, without_stopped),
    ]
