"""Fills the places that 0008 added; may be run twice, and again where the rule of an alphabet changes."""

from django.db import migrations

from companies.rules.legal_forms import proper_name
from core.sort_keys import SortKeys, fill

KEYS = SortKeys("name", "name_latin", proper=proper_name)


def fill_keys(apps, _editor):
    fill(apps.get_model("companies", "Firm").objects.all(), "sort_keys", KEYS)


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time
    dependencies = [("companies", "0008_places_in_lists")]

    operations = [migrations.RunPython(fill_keys, migrations.RunPython.noop)]
