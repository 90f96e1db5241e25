"""How whoever signs is written in Latin letters."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("mou", "0011_participants_in_latin_letters")]

    operations = [
        migrations.AddField(
            model_name="signatory",
            name="name_latin",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="Name in Latin letters"
            ),
        ),
    ]
