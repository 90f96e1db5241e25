"""Where a name stands in lists, for each language; empty until the next migration or the next save."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0004_telephones_of_people")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sort_keys",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
    ]
