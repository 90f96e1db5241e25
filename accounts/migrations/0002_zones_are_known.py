from django.db import migrations, models
from django.db.models import Q

ZONES = ["Asia/Tokyo", "Asia/Almaty", "Asia/Tashkent", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Ashgabat", "UTC"]


def set_right(apps, schema_editor):
    apps.get_model("accounts", "User").objects.exclude(time_zone__in=ZONES).update(time_zone="UTC")


class Migration(migrations.Migration):
    """Whose zone nobody knows could open no page at all; they read in UTC until they choose another."""

    dependencies = [("accounts", "0001_users_and_consent")]

    operations = [
        migrations.RunPython(set_right, migrations.RunPython.noop),
        migrations.AddConstraint("user", models.CheckConstraint(condition=Q(time_zone__in=ZONES), name="user_zone_is_known")),
    ]
