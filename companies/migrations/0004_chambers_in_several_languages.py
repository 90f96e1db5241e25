"""The name of a chamber is one text in several languages; the plain one beside them gets a language of its own."""

import re

from django.db import migrations, models

from core.i18n import LANGUAGE_CODES
from core.migrating_texts import with_original, without_original
from core.multilingual import TextsField, names_its_original

SCRIPTS = {"[぀-ヿ一-鿿]": ("ja",), "[Ѐ-ӿ]": ("ru", "kk"), "": ("en", "uz")}  # languages of a script, the likelier first


def join(apps, editor) -> None:
    rows = apps.get_model("companies", "Chamber")._base_manager
    for pk, name, names in rows.values_list("pk", "name", "names"):
        texts = {code: text for code, text in names.items() if text}
        own = language_of(name, texts)
        rows.filter(pk=pk).update(names=with_original({own: name} | texts, own))


def part(apps, editor) -> None:
    rows = apps.get_model("companies", "Chamber")._base_manager
    for pk, stored in rows.values_list("pk", "names"):
        texts = without_original(stored)
        rows.filter(pk=pk).update(name=texts.get(stored.get("original"), ""), names=texts)


def language_of(name: str, texts: dict[str, str]) -> str:
    """The language that says the same; else one of its script, or any other, that has no name yet."""
    same = [code for code, text in texts.items() if text == name]
    likely = next(codes for signs, codes in SCRIPTS.items() if re.search(signs, name))
    free = [code for code in (*likely, *LANGUAGE_CODES) if code not in texts]
    return [*same, *free, *likely][0]


class Migration(migrations.Migration):
    dependencies = [("companies", "0003_names_in_latin_letters")]
    operations = [
        migrations.RunPython(join, part),
        migrations.AlterField("chamber", "names", TextsField(limit=200)),
        migrations.AlterField("chamber", "name", models.CharField("Name", max_length=200, default="")),
        migrations.RemoveField("chamber", "name"),
        migrations.AddConstraint(
            "chamber", models.CheckConstraint(condition=~models.Q(names={}), name="chamber_has_a_name")
        ),
        migrations.AddConstraint(
            "chamber", models.CheckConstraint(condition=names_its_original("names"), name="chamber_name_has_its_original")
        ),
    ]
