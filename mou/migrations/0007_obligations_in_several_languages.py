"""What is delivered, in the words of whoever proposes it, in as many languages as they write."""

from django.db import migrations, models

from core.migrating_texts import columns_into_texts
from core.multilingual import TextsField, names_its_original


class Migration(migrations.Migration):
    dependencies = [("mou", "0006_sessions_in_several_languages")]
    operations = [
        migrations.AddField("obligation", "wordings", TextsField(limit=200)),
        columns_into_texts("mou", "Obligation", "language", wordings="wording"),
        migrations.RemoveField("obligation", "wording"),
        migrations.RemoveField("obligation", "language"),
        migrations.AddConstraint(
            "obligation",
            models.CheckConstraint(condition=names_its_original("wordings"), name="obligation_wording_has_its_original"),
        ),
    ]
