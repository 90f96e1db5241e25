"""The activity log, what people said with it, who looked at whose address, and how far readers have read."""
from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q

from ..codes import NO_CODE
from ..enums import LookedAt, LookWay
from ..former import all_names, current
from ..wake import nudge_once


class CurrentTransaction(Func):
    """Number of the writing transaction; lets readers skip rows whose older neighbours may still commit."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class HoldsCodesOnly(Func):
    """Whether every key and text within a JSON value is a code, however deep it stands ("s": ends of lines too)."""

    template = f"""(
        NOT jsonb_path_exists(%(expressions)s, '$.** ? (@.type() == "string" && @ like_regex "{NO_CODE}" flag "s")')
        AND NOT jsonb_path_exists(
            %(expressions)s, '$.** ? (@.type() == "object").keyvalue() ? (@.key like_regex "{NO_CODE}" flag "s")'
        )
    )"""
    output_field = models.BooleanField()


class ActivityQuerySet(models.QuerySet):
    def about(self, reference: str) -> "ActivityQuerySet":
        return self.about_any([reference])

    def of(self, reference: str) -> "ActivityQuerySet":
        """Its own acts only, without those of the rows that hang below it."""
        return self.filter(subject__in=all_names(reference))

    def with_verbs(self, verbs: Iterable[str]) -> "ActivityQuerySet":
        return self.filter(verb__in=[name for verb in verbs for name in all_names(verb)])

    def with_words(self) -> "ActivityQuerySet":
        return self.select_related("said")

    def about_any(self, references: list[str]) -> "ActivityQuerySet":
        """One timeline of several rows that stand for one thing."""
        return self.filter(about__overlap=[name for one in references for name in all_names(one)])

    def for_timeline(self) -> "ActivityQuerySet":
        return self.select_related("actor", "said").order_by("-at", "-id")


class Activity(models.Model):
    """Append-only: a database trigger refuses changes and deletions. What people said stands in ActivityWords."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    about = ArrayField(models.CharField(max_length=100))
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    transaction = models.BigIntegerField(db_default=CurrentTransaction())

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        indexes = [
            GinIndex(fields=["about"], name="activity_by_about"),
            models.Index(fields=["transaction", "id"], name="activity_by_transaction"),
            models.Index(fields=["subject", "verb", "-at", "-id"], name="activity_by_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=HoldsCodesOnly("data"), name="activity_data_holds_codes_only"),
            models.CheckConstraint(
                condition=~Q(verb__regex=NO_CODE) & ~Q(subject__regex=NO_CODE), name="activity_names_rows_by_codes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        nudge_once("core.read_log")

    @classmethod
    def from_db(cls, db, field_names, values):
        """Rows written before a model moved read as if they had been written today."""
        row = super().from_db(db, field_names, values)
        given = row.__dict__
        given |= {name: current(given[name]) for name in ("verb", "subject") if name in given}
        if "about" in given:
            given["about"] = [current(name) for name in given["about"]]
        return row

    @property
    def reason(self) -> str:
        """Read the rows `with_words()` (or `for_timeline()`), otherwise each asks for its own."""
        said = getattr(self, "said", None)
        return said.reason if said else ""

    @property
    def is_emptied(self) -> bool:
        said = getattr(self, "said", None)
        return bool(said and said.emptied_at)


class LogLink(models.Model):
    """One act of the log in the chain: its hash covers the act and the hash before it, in commit order. Append-only."""

    position = models.BigIntegerField(primary_key=True)
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(position__gte=1), name="log_link_positions_begin_with_one"),
            models.CheckConstraint(condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="log_link_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.hash[:12]}"


class ActivityWords(models.Model):
    """What people said with an act, apart from the log: a trigger lets it be emptied, never rewritten or deleted."""

    activity = models.OneToOneField(Activity, primary_key=True, on_delete=models.PROTECT, related_name="said")
    reason = models.TextField(blank=True)
    words = models.JSONField(default=dict)  # {what it is: text}
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "words of activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(reason="", words={}), name="activity_words_emptied_say_nothing"
            ),
            models.CheckConstraint(
                condition=Q(emptied_at__isnull=False) | ~Q(reason="", words={}), name="activity_words_say_something"
            ),
        ]

    def __str__(self) -> str:
        return f"words of activity {self.activity_id}"


class LookQuerySet(models.QuerySet):
    def newest(self) -> "LookQuerySet":
        return self.select_related("actor", "person").order_by("-last_at", "-id")


class Look(models.Model):
    """Somebody saw another's e-mail address or telephone, `times` within ten minutes. Written by core.looks only.

    `link`: the row whose signed link was used, where nobody was signed in. `whose`: the row that holds the contact;
    `mark`: whose address it was then. `about`: in which introduction, at which event.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(max_length=100, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=32, blank=True)
    whose = models.CharField(max_length=100)
    about = models.CharField(max_length=100, blank=True)
    page = models.CharField(max_length=80, blank=True)
    way = models.CharField(max_length=10, choices=LookWay)
    what = models.CharField(max_length=20, choices=LookedAt)
    since = models.DateTimeField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["mark", "-last_at"], name="look_by_mark"),
            models.Index(fields=["person", "-last_at"], name="look_by_person"),
            models.Index(fields=["actor", "-last_at"], name="look_by_actor"),
            models.Index(fields=["last_at"], name="look_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "link", "whose", "mark", "about", "page", "way", "what", "since"],
                nulls_distinct=False, name="look_once_in_ten_minutes",
            ),
            models.CheckConstraint(condition=Q(way__in=LookWay.values), name="look_way_is_known"),
            models.CheckConstraint(condition=Q(what__in=LookedAt.values), name="look_at_something_known"),
            models.CheckConstraint(condition=Q(actor__isnull=False) | ~Q(link=""), name="look_has_somebody_looking"),
            models.CheckConstraint(
                condition=~Q(whose__regex=NO_CODE) & ~Q(about__regex=NO_CODE) & ~Q(page__regex=NO_CODE),
                name="look_holds_codes_only",
            ),
            models.CheckConstraint(
                condition=Q(times__gte=1, last_at__gte=models.F("first_at")), name="look_was_not_over_before_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose}: {self.what}"


class LogCursor(models.Model):
    """How far a reader has read the log."""

    reader = models.CharField(max_length=60, primary_key=True)
    transaction = models.BigIntegerField(default=0)
    activity = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.reader} at {self.activity}"
