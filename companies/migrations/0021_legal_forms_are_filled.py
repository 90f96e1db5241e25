"""Fills what 0020 added from what the names say; names stay as they are. May be run twice, never changes a chosen form."""

from django.db import migrations

from companies.rules.legal_forms import form_of

STEP = 1000


def fill(apps, _editor):
    rows = apps.get_model("companies", "Firm").objects.filter(legal_form="").only("name", "name_latin")
    last = None
    while batch := list((rows.filter(pk__gt=last) if last else rows).order_by("pk")[:STEP]):
        for row in batch:
            row.legal_form = form_of(row.name, row.name_latin)
        rows.model.objects.bulk_update([row for row in batch if row.legal_form], ["legal_form"])
        last = batch[-1].pk


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time
    dependencies = [("companies", "0020_legal_forms")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
