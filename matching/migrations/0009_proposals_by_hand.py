from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0008_codes_of_refusals")]

    operations = [
        migrations.AddField(
            model_name="match", name="by_hand", field=models.BooleanField(db_default=False, default=False)
        ),
    ]
