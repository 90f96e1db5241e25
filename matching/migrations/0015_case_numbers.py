from django.db import migrations, models

from core.case_numbers import guard


class Migration(migrations.Migration):
    dependencies = [("core", "0014_case_numbers"), ("matching", "0014_shards_of_runs")]

    operations = [
        migrations.AddField("match", "case_number", models.CharField(
            db_default=models.Value(""), default="", editable=False, max_length=20,
        )),
        migrations.RunSQL(*guard("matching_match", "MA", "created_at")),
        migrations.AddField("introduction", "case_number", models.CharField(
            db_default=models.Value(""), default="", editable=False, max_length=20,
        )),
        migrations.RunSQL(*guard("matching_introduction", "IN", "requested_at")),
        migrations.AddField("referral", "case_number", models.CharField(
            db_default=models.Value(""), default="", editable=False, max_length=20,
        )),
        migrations.RunSQL(*guard("matching_referral", "RE", "sent_at")),
    ]
