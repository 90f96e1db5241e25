from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0005_replies_to_chambers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("invitation", "to_firm", models.BooleanField(default=False)),
        migrations.AddField(
            "invitation", "language",
            models.CharField(default="en", max_length=2, verbose_name="Language of the invitation"),
        ),
        migrations.AddField("invitation", "reminders", models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=Q(("to_firm", False), ("role", "owner"), _connector="OR"),
                name="invitation_to_a_firm_is_for_its_owner",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(
                condition=Q(("accepted_at", None), ("revoked_at", None), ("to_firm", True)),
                fields=("firm",), name="invitation_to_a_firm_once_at_a_time",
            ),
        ),
    ]
