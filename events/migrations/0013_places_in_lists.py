"""Where a name stands in lists, for each language; empty until the next migration or the next save."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("events", "0012_delegations_in_several_languages")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="sort_keys",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="registration",
            name="organisation_keys",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="registration",
            name="sort_keys",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
    ]
