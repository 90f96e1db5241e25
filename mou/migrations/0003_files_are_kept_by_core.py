"""The files are core's now (core 0003 renames the table); the database follows a renamed table by itself."""

import django.db.models.deletion
from django.db import migrations, models


def pointing(model: str) -> migrations.AlterField:
    file = models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile")
    return migrations.AlterField(model_name=model, name="file", field=file)


class Migration(migrations.Migration):
    dependencies = [("mou", "0002_what_was_signed_stays"), ("core", "0003_files_people_add")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[pointing("document"), pointing("material"), pointing("revision"), migrations.DeleteModel(name="StoredFile")]
        )
    ]
