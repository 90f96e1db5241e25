from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0006_mails_held_after_a_restore"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="holder",
            field=models.UUIDField(blank=True, null=True),
        ),
    ]
