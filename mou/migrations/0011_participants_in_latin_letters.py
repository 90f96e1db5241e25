"""How a participant of a session, and where they come from, is written in Latin letters."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("mou", "0010_documents_in_several_languages")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="name_latin",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="Name in Latin letters"
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="organisation_latin",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200,
                verbose_name="Firm or organisation in Latin letters",
            ),
        ),
    ]
