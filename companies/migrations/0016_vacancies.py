"""Roles that nobody holds, as staff were told of them."""

import uuid

from django.db import migrations, models
from django.db.models import Q

ROLES = [("owner", "Owner of a firm"), ("liaison", "Liaison of a chamber"), ("organiser", "Organiser of an event"),
         ("office", "Minamin’s staff")]


class Migration(migrations.Migration):
    dependencies = [("companies", "0015_unfinished_imports")]

    operations = [
        migrations.CreateModel(
            name="Vacancy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(choices=ROLES, max_length=20)),
                ("concerns", models.CharField(max_length=100)),
                ("noticed_at", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "vacancies"},
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.UniqueConstraint(fields=["role", "concerns"], name="vacancy_told_once"),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=Q(role__in=[name for name, _label in ROLES]), name="vacancy_role_is_known"
            ),
        ),
    ]
