import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-mail address")),
                ("full_name", models.CharField(max_length=120, verbose_name="Full name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "Firm member"),
                            ("staff", "Minamin staff"),
                            ("liaison", "Chamber liaison"),
                            ("administrator", "Administrator"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="Role",
                    ),
                ),
                ("language", models.CharField(default="en", max_length=2, verbose_name="Language")),
                ("time_zone", models.CharField(default="UTC", max_length=40, verbose_name="Time zone")),
                ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                ("joined_at", models.DateTimeField(auto_now_add=True, verbose_name="Joined")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.CreateModel(
            name="ConsentRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person_name", models.CharField(max_length=120)),
                ("person_email", models.EmailField(max_length=254)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("contact_release", "Passing the contact person's details to a partner abroad"),
                            ("portal_use", "Keeping the contact person's details in the portal"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "recipient_country",
                    models.CharField(
                        choices=[
                            ("JP", "Japan"),
                            ("KZ", "Kazakhstan"),
                            ("UZ", "Uzbekistan"),
                            ("KG", "Kyrgyzstan"),
                            ("TJ", "Tajikistan"),
                            ("TM", "Turkmenistan"),
                        ],
                        max_length=2,
                    ),
                ),
                ("concerns", models.CharField(blank=True, max_length=100)),
                ("text_version", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=2)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="user_email_once",
                violation_error_message="This e-mail address is already in use.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["member", "staff", "liaison", "administrator"])), name="user_role_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["ja", "en", "ru", "kk", "uz"])), name="user_language_is_offered"
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrecord",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("person_email"),
                models.F("purpose"),
                models.F("recipient_country"),
                models.F("text_version"),
                models.F("concerns"),
                condition=models.Q(("withdrawn_at", None)),
                name="consent_one_live_per_purpose_and_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_at", None), ("withdrawn_at__gte", models.F("given_at")), _connector="OR"),
                name="consent_withdrawn_after_given",
            ),
        ),
    ]
