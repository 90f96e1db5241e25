"""The legal form in a column of its own, beside the name that says it."""

from django.db import migrations, models

FORMS = [
    ("limited", "Limited liability company"), ("joint_stock", "Joint-stock company"), ("farm", "Farm"),
    ("sole_trader", "Sole trader"), ("private", "Private enterprise or joint venture"), ("state", "State enterprise"),
    ("association", "Cooperative, association or partnership"),
]


class Migration(migrations.Migration):

    dependencies = [("companies", "0019_certificates_are_found")]

    operations = [
        migrations.AddField(
            "firm", "legal_form",
            models.CharField("Legal form", blank=True, choices=FORMS, db_default="", default="", max_length=20),
        ),
        migrations.AddConstraint(
            "firm",
            models.CheckConstraint(
                condition=models.Q(("legal_form__in", ["", *(code for code, _name in FORMS)])),
                name="firm_legal_form_is_known",
            ),
        ),
    ]
