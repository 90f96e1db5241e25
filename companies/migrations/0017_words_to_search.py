"""The words that a name is found by; empty until the next migration or the next save."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("companies", "0016_vacancies")]

    operations = [
        migrations.AddField(
            model_name="firm", name="search_text",
            field=models.TextField(db_default=models.Value(""), default="", editable=False),
        ),
    ]
