import uuid

from django.db import migrations, models

COUNTRIES = [
    ("JP", "Japan"), ("KZ", "Kazakhstan"), ("UZ", "Uzbekistan"), ("KG", "Kyrgyzstan"), ("TJ", "Tajikistan"),
    ("TM", "Turkmenistan"),
]


class Migration(migrations.Migration):
    dependencies = [("core", "0007_the_log_holds_codes_only")]
    operations = [
        migrations.CreateModel(
            name="ClosingDay",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("country", models.CharField(choices=COUNTRIES, max_length=2)),
                ("day", models.DateField()),
                ("works", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["day", "country"],
                "constraints": [
                    models.UniqueConstraint(fields=("country", "day"), name="closing_day_once_per_country"),
                ],
            },
        ),
    ]
