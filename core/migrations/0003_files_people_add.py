"""Files were mou's at first. The table keeps its rows, only its name and its owner change; mou's own part is its 0003."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

RENAME = """
ALTER TABLE {0}_storedfile RENAME TO {1}_storedfile;
ALTER INDEX {0}_storedfile_pkey RENAME TO {1}_storedfile_pkey;
UPDATE django_content_type SET app_label = '{1}' WHERE app_label = '{0}' AND model = 'storedfile'
    AND NOT EXISTS (SELECT 1 FROM django_content_type WHERE app_label = '{1}' AND model = 'storedfile');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_activity_is_append_only"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mou", "0002_what_was_signed_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(RENAME.format("mou", "core"), RENAME.format("core", "mou"))],
            state_operations=[
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("state", models.CharField(choices=[("quarantined", "Being checked"), ("released", "Checked"), ("refused", "Refused")], default="quarantined", max_length=20)),
                        ("name", models.CharField(max_length=200)),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("content", models.BinaryField()),
                        ("refusal", models.JSONField(blank=True, default=dict)),
                        ("uploaded_at", models.DateTimeField()),
                        ("inspected_at", models.DateTimeField(blank=True, null=True)),
                        ("uploaded_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("state__in", ["quarantined", "released", "refused"])), name="stored_file_state_is_known"),
                            models.CheckConstraint(condition=models.Q(("size__gte", 1)), name="stored_file_is_not_empty"),
                            models.CheckConstraint(condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="stored_file_has_a_hash"),
                            models.CheckConstraint(condition=models.Q(("state", "quarantined"), ("inspected_at__isnull", False), _connector="OR"), name="stored_file_released_was_inspected"),
                        ],
                    },
                ),
            ],
        ),
    ]
