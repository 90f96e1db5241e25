from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Backward, former members stay without a name and cannot sign in."""

    dependencies = [("accounts", "0007_reviews_of_texts")]
    operations = [
        migrations.AddField("user", "forgotten_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(full_name="", name_latin="", phone="", is_active=False),
                name="user_forgotten_has_no_name",
            ),
        ),
    ]
