"""How many calendar entries a person got for their seat; who has a row already may have got one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0017_hosts_in_latin_letters")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="entries_sent",
            field=models.PositiveIntegerField(db_default=1, default=0),
        ),
        migrations.AlterField(
            model_name="registration",
            name="entries_sent",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
