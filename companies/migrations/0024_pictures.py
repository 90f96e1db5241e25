import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Deferrable, Q

LANGUAGES = [("ja", "日本語"), ("en", "English"), ("ru", "Русский"), ("kk", "Қазақша"), ("uz", "Oʻzbekcha")]
STATES = [
    ("waiting", "Minamin has not looked at it yet"), ("shown", "Shown to partners"), ("kept_back", "Not shown"),
    ("removed", "Removed"),
]
REASONS = [
    ("names", "It shows who the firm is: only introduced partners see it"),
    ("unclear", "It is blurred, dark or too small"),
    ("other_goods", "It does not show what the profile is about"),
    ("words", "The description does not fit the picture"),
    ("not_own", "It seems to belong to somebody else"),
    ("unfit", "It does not suit a business portal"),
]
STATE_CODES = ["waiting", "shown", "kept_back", "removed"]
REASON_CODES = ["names", "unclear", "other_goods", "words", "not_own", "unfit"]


def person(**given):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **given
    )


def owner(to, name):
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0023_trade_roles_are_known"),
        ("core", "0013_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("alt", models.CharField(max_length=200, verbose_name="What is to be seen on it?")),
                ("language", models.CharField(choices=LANGUAGES, max_length=2)),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=12)),
                ("why", models.CharField(blank=True, choices=REASONS, default="", max_length=16)),
                ("added_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("added_by", person()),
                ("decided_by", person(blank=True, null=True)),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                ("firm", owner("companies.firm", "logos")),
                ("profile", owner("companies.partneringprofile", "pictures")),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "indexes": [
                    models.Index(condition=Q(state="waiting"), fields=["added_at"], name="pictures_to_look_at")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(firm=None, profile__isnull=False) | Q(firm__isnull=False, profile=None),
                        name="picture_is_of_a_profile_or_a_logo",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="removed", place=None) | (~Q(state="removed") & Q(place__range=(1, 8))),
                        name="picture_has_one_of_eight_places",
                    ),
                    models.UniqueConstraint(
                        deferrable=Deferrable.IMMEDIATE, fields=("profile", "place"),
                        name="picture_alone_in_its_place",
                    ),
                    models.UniqueConstraint(
                        condition=~Q(state="removed"), fields=("firm",), name="picture_one_logo_per_firm"
                    ),
                    models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="picture_state_is_known"),
                    models.CheckConstraint(
                        condition=(Q(state="kept_back") & Q(why__in=REASON_CODES))
                        | (~Q(state="kept_back") & Q(why="")),
                        name="picture_kept_back_says_why",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state__in=["shown", "kept_back"])
                        | Q(decided_by__isnull=False, decided_at__isnull=False),
                        name="picture_shown_was_looked_at",
                    ),
                    models.CheckConstraint(condition=~Q(alt=""), name="picture_says_what_it_shows"),
                ],
            },
        ),
    ]
