import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.codes import NO_CODE

USER = {"null": True, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}
WAYS = [("page", "On a page"), ("file", "In a file"), ("mail", "In a mail")]
WHAT = [("email", "E-mail address"), ("phone", "Telephone"), ("email+phone", "E-mail address and telephone")]
ONCE = ("actor", "link", "whose", "mark", "about", "page", "way", "what", "since")
CODES = ~models.Q(whose__regex=NO_CODE) & ~models.Q(about__regex=NO_CODE) & ~models.Q(page__regex=NO_CODE)


def check(name: str, condition: models.Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_ticks_are_claimed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.ForeignKey(**USER)),
                ("link", models.CharField(blank=True, max_length=100)),
                ("person", models.ForeignKey(**USER)),
                ("mark", models.CharField(blank=True, max_length=32)),
                ("whose", models.CharField(max_length=100)),
                ("about", models.CharField(blank=True, max_length=100)),
                ("page", models.CharField(blank=True, max_length=80)),
                ("way", models.CharField(choices=WAYS, max_length=10)),
                ("what", models.CharField(choices=WHAT, max_length=20)),
                ("since", models.DateTimeField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["mark", "-last_at"], name="look_by_mark"),
                    models.Index(fields=["person", "-last_at"], name="look_by_person"),
                    models.Index(fields=["actor", "-last_at"], name="look_by_actor"),
                    models.Index(fields=["last_at"], name="look_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=ONCE, name="look_once_in_ten_minutes", nulls_distinct=False),
                    check("look_way_is_known", models.Q(way__in=[code for code, _label in WAYS])),
                    check("look_at_something_known", models.Q(what__in=[code for code, _label in WHAT])),
                    check("look_has_somebody_looking", models.Q(actor__isnull=False) | ~models.Q(link="")),
                    check("look_holds_codes_only", CODES),
                    check(
                        "look_was_not_over_before_it_began",
                        models.Q(times__gte=1, last_at__gte=models.F("first_at")),
                    ),
                ],
            },
        ),
    ]
