"""The rule of the migration before holds for every row: a second step, so that nobody waits for it."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("companies", "0022_trade_roles")]

    operations = [ValidateConstraint("partneringprofile", "profile_trade_role_is_known")]
