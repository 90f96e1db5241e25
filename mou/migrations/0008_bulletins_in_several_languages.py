"""A bulletin holds its wordings itself: one row a language becomes one text in several languages."""

from django.db import migrations, models

from core.migrating_texts import with_original
from core.multilingual import TextsField, names_its_original

FIELDS = {"titles": "title", "bodies": "body"}


def gather(apps, editor) -> None:
    Bulletin, BulletinText = apps.get_model("mou", "Bulletin"), apps.get_model("mou", "BulletinText")
    for pk, language in Bulletin.objects.values_list("pk", "created_by__language").iterator():
        rows = list(BulletinText.objects.filter(bulletin=pk))
        original = next((row.language for row in rows if row.quality == "original"), language or "")
        made = {name: _stored(rows, column, original) for name, column in FIELDS.items()}
        Bulletin.objects.filter(pk=pk).update(**{name: models.Value(one, models.JSONField()) for name, one in made.items()})


def _stored(rows: list, column: str, original: str) -> dict:
    stored = with_original({row.language: getattr(row, column) for row in rows}, original)
    for row in rows:
        if row.quality == "unchecked" and row.language in stored.get("texts", {}):
            stored["texts"][row.language]["unchecked"] = True
    return stored


def spread(apps, editor) -> None:
    BulletinText = apps.get_model("mou", "BulletinText")
    for row in apps.get_model("mou", "Bulletin").objects.iterator():
        BulletinText.objects.bulk_create(
            BulletinText(
                bulletin_id=row.pk, language=language, title=row.titles.get(language, ""), body=row.bodies.get(language, ""),
                quality=row.titles.quality(language).value,
            )
            for language in row.titles
        )


class Migration(migrations.Migration):
    dependencies = [("mou", "0007_obligations_in_several_languages"), ("accounts", "0001_users_and_consent")]
    operations = [
        migrations.AddField("bulletin", "titles", TextsField(limit=200)),
        migrations.AddField("bulletin", "bodies", TextsField(limit=20000, multiline=True)),
        migrations.RunPython(gather, spread),
        migrations.DeleteModel("BulletinText"),
        *(
            migrations.AddConstraint(
                "bulletin", models.CheckConstraint(condition=names_its_original(field), name=f"bulletin_{word}_has_its_original")
            )
            for field, word in (("titles", "title"), ("bodies", "text"))
        ),
    ]
