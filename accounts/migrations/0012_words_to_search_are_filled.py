"""Fills the words that 0011 added; may be run twice, and again where the folding changes."""

from django.db import migrations

from core.searching import SearchText
from core.sort_keys import fill

WORDS = SearchText("full_name", "name_latin")


def fill_words(apps, _editor):
    fill(apps.get_model("accounts", "User").objects.all(), "search_text", WORDS)


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time
    dependencies = [("accounts", "0011_words_to_search")]

    operations = [migrations.RunPython(fill_words, migrations.RunPython.noop)]
