import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_accepted_terms")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("page", models.CharField(max_length=300)),
                ("sealed", models.TextField()),
                ("kept_at", models.DateTimeField()),
                ("person", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL,
                )),
            ],
            options={
                "indexes": [models.Index(fields=["kept_at"], name="draft_age")],
                "constraints": [
                    models.UniqueConstraint(fields=["person", "page"], name="draft_once_per_person_and_page"),
                ],
            },
        ),
    ]
