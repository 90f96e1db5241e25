"""Fills the words that 0017 added; may be run twice, and again where the folding changes."""

from django.db import migrations

from core.searching import SearchText
from core.sort_keys import fill

WORDS = SearchText("name", "name_latin")


def fill_words(apps, _editor):
    fill(apps.get_model("companies", "Firm").objects.all(), "search_text", WORDS)


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time
    dependencies = [("companies", "0017_words_to_search")]

    operations = [migrations.RunPython(fill_words, migrations.RunPython.noop)]
