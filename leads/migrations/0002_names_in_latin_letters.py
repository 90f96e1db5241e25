"""How whoever asks, and their firm, is written in Latin letters."""

from django.db import migrations, models


def latin(model: str, name: str, limit: int, **label: str) -> migrations.AddField:
    field = models.CharField(blank=True, db_default="", default="", max_length=limit, **label)
    return migrations.AddField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):

    dependencies = [("leads", "0001_leads")]

    operations = [
        latin("lead", "name_latin", 120, verbose_name="Name in Latin letters"),
        latin("lead", "firm_name_latin", 200, verbose_name="Name of the firm in Latin letters"),
        latin("leadmessage", "name_latin", 120),
    ]
