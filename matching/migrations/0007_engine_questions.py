import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0006_pieces_of_a_line")]

    operations = [
        migrations.CreateModel(
            name="EngineQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject", models.CharField(max_length=80, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.JSONField(default=dict)),
            ],
            options={"abstract": False},
        ),
    ]
