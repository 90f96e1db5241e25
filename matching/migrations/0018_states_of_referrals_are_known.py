from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Every row is looked at without holding up who writes."""

    dependencies = [("matching", "0017_referrals_that_firms_conclude")]

    operations = [ValidateConstraint("referral", "referral_state_is_known")]
