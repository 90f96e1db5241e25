"""Fills the places that 0013 added; may be run twice, and again where the rule of an alphabet changes."""

from django.db import migrations

from companies.rules.legal_forms import proper_name
from core.sort_keys import SortKeys, fill

PEOPLE = SortKeys("name", "name_latin")
ORGANISATIONS = SortKeys("organisation", proper=proper_name)


def fill_keys(apps, _editor):
    registrations = apps.get_model("events", "Registration").objects.all()
    fill(registrations, "sort_keys", PEOPLE)
    fill(registrations, "organisation_keys", ORGANISATIONS)
    fill(apps.get_model("events", "Member").objects.all(), "sort_keys", PEOPLE)


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time
    dependencies = [("events", "0013_places_in_lists")]

    operations = [migrations.RunPython(fill_keys, migrations.RunPython.noop)]
