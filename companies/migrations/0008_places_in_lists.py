"""Where a name stands in lists, for each language; empty until the next migration or the next save."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("companies", "0007_joining_a_firm")]

    operations = [
        migrations.AddField(
            model_name="firm",
            name="sort_keys",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
    ]
