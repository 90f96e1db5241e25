from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False
    dependencies = [("companies", "0018_words_to_search_are_filled")]

    operations = [
        AddIndexConcurrently(
            model_name="firm",
            index=models.Index(
                condition=models.Q(("certificates_asked", []), _negated=True),
                fields=["state"],
                name="firm_certificates_to_check",
            ),
        ),
    ]
