from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

CODES = ["product", "role", "size", "market", "volume", "timing", "partner_found", "known", "other"]
REFUSED = ["dismissed", "rejected", "declined"]


def fill_from_answers(apps, schema_editor):
    """The code that a firm gave when it declined; staff gave words only, which no machine reads."""
    declined = apps.get_model("matching", "Interest").objects.filter(answer="declined", code__in=CODES)
    code = Subquery(declined.filter(match=OuterRef("pk")).order_by("-answered_at").values("code")[:1])
    found = apps.get_model("matching", "Match").objects.filter(state="declined", pk__in=declined.values("match"))
    found.update(refusal=code)


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_engine_questions")]

    operations = [
        migrations.AddField(
            model_name="match",
            name="refusal",
            field=models.CharField(
                blank=True,
                choices=[
                    ("product", "The goods do not fit"),
                    ("role", "Wrong role, or rivals"),
                    ("size", "One firm is too small or too large"),
                    ("market", "Wrong market"),
                    ("volume", "Volumes or prices do not fit"),
                    ("timing", "One firm has no capacity at present"),
                    ("partner_found", "One firm has found a partner already"),
                    ("known", "They know each other already"),
                    ("other", "Other reason"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.RunPython(fill_from_answers, migrations.RunPython.noop, elidable=False),
        AddConstraintNotValid(
            "match",
            models.CheckConstraint(
                condition=Q(refusal="") | Q(state__in=REFUSED, refusal__in=CODES),
                name="match_refusal_is_known_and_of_one_refused",
            ),
        ),
    ]
