"""Fills the places that 0005 added; may be run twice, and again where the rule of an alphabet changes."""

from django.db import migrations

from core.sort_keys import SortKeys, fill

KEYS = SortKeys("full_name", "name_latin")


def fill_keys(apps, _editor):
    fill(apps.get_model("accounts", "User").objects.all(), "sort_keys", KEYS)


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time
    dependencies = [("accounts", "0005_places_in_lists")]

    operations = [migrations.RunPython(fill_keys, migrations.RunPython.noop)]
