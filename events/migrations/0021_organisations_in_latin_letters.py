"""How the firm or organisation of whoever has no firm here is written in Latin letters."""

from django.db import migrations, models


def latin(model: str) -> migrations.AddField:
    return migrations.AddField(
        model_name=model,
        name="organisation_latin",
        field=models.CharField(
            blank=True, db_default="", default="", max_length=200,
            verbose_name="Firm or organisation in Latin letters",
        ),
    )


class Migration(migrations.Migration):

    dependencies = [("events", "0020_words_to_search_are_filled")]

    operations = [latin(model) for model in ("contributor", "member", "registration")]
