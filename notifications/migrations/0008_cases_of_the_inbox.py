from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0007_leases_have_a_holder"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="done_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="wordings",
            field=models.JSONField(blank=True, default=dict, null=True),
        ),
    ]
