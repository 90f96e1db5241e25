"""The words that a name is found by; empty until the next migration or the next save."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0010_drafts_of_forms")]

    operations = [
        migrations.AddField(
            model_name="user", name="search_text",
            field=models.TextField(db_default=models.Value(""), default="", editable=False),
        ),
    ]
