from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_files_people_add")]
    operations = [
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["subject", "verb", "-at", "-id"], name="activity_by_subject"),
        ),
    ]
