import core.models
from django.db import migrations, models

NO_CODE = "[^A-Za-z0-9_.:+-]"


class Migration(migrations.Migration):
    dependencies = [("core", "0006_words_beside_the_log")]
    operations = [
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(condition=core.models.HoldsCodesOnly("data"), name="activity_data_holds_codes_only"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("verb__regex", NO_CODE), _negated=True), models.Q(("subject__regex", NO_CODE), _negated=True)), name="activity_names_rows_by_codes"),
        ),
    ]
