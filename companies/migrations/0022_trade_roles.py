"""Who a firm is in an offer or need. Nobody has said it yet: pages propose it, people confirm it."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

ROLES = [
    ("maker", "Maker"), ("distributor", "Distributor or agent"), ("buyer", "Buyer for own use"),
    ("service", "Service firm"), ("investor", "Investor"), ("research", "Research institute"),
]


class Migration(migrations.Migration):

    dependencies = [("companies", "0021_legal_forms_are_filled")]

    operations = [
        migrations.AddField(
            "partneringprofile", "trade_role",
            models.CharField("Who you are", blank=True, choices=ROLES, db_default="", default="", max_length=20),
        ),
        AddConstraintNotValid(
            "partneringprofile",
            models.CheckConstraint(
                condition=models.Q(("trade_role__in", ["", *(code for code, _name in ROLES)])),
                name="profile_trade_role_is_known",
            ),
        ),
    ]
