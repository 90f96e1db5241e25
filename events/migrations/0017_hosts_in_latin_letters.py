"""How the name of a host, and of whom to ask there, is written in Latin letters."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("events", "0016_two_people_share_a_mailbox")]

    operations = [
        migrations.AddField(
            model_name="stop",
            name="host_latin",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Host organisation in Latin letters"
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="host_person_latin",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120,
                verbose_name="Host’s contact person in Latin letters",
            ),
        ),
    ]
