"""How second contacts are written in Latin letters."""

from django.db import migrations, models


def latin(model: str) -> migrations.AddField:
    return migrations.AddField(
        model_name=model,
        name="second_name_latin",
        field=models.CharField(
            blank=True, db_default="", default="", max_length=120,
            verbose_name="Second contact’s name in Latin letters",
        ),
    )


class Migration(migrations.Migration):

    dependencies = [("events", "0022_prints")]

    operations = [latin(model) for model in ("member", "notice", "registration")]
