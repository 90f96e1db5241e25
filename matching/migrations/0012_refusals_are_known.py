from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Every row is looked at without holding up who writes."""

    dependencies = [("matching", "0011_versions_of_weights")]

    operations = [ValidateConstraint("match", "match_refusal_is_known_and_of_one_refused")]
