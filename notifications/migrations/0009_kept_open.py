from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0008_cases_of_the_inbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="kept_open",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
