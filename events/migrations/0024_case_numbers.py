from django.db import migrations, models

from core.case_numbers import guard


class Migration(migrations.Migration):
    dependencies = [("core", "0014_case_numbers"), ("events", "0023_second_contacts_in_latin_letters")]

    operations = [
        migrations.AddField("event", "case_number", models.CharField(
            db_default=models.Value(""), default="", editable=False, max_length=20,
        )),
        migrations.RunSQL(*guard("events_event", "EV", "created_at")),
    ]
