"""How the portal itself is doing: pulses, ticks, backups, sweeps; and days on which offices are closed."""
from django.db import models
from django.db.models import Q

from ..geography import Country
from .entity import Entity


class Heartbeat(models.Model):
    """When a task last went the whole way: beat → broker → worker → database."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Tick(models.Model):
    """When an entry of the schedule was sent out last: whoever writes it first sends it (core.schedule)."""

    name = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class BackupRun(models.Model):
    """One backup, or one drill that brought a backup back; written when it has ended, well or not."""

    BACKUP, DRILL = "backup", "drill"

    kind = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    problem = models.CharField(max_length=100, blank=True)  # the kind of error; "": it went well
    facts = models.JSONField(default=dict)  # numbers and codes: bytes, rows, seconds

    class Meta:
        indexes = [models.Index(fields=["kind", "-ended_at"], name="backup_run_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["backup", "drill"]), name="backup_run_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ended_at__gte=models.F("began_at")), name="backup_run_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ended_at:%F %R}"


class SweepFailureQuerySet(models.QuerySet):
    def lasting(self) -> "SweepFailureQuerySet":
        """What a person should look at: it has failed again and again."""
        return self.filter(times__gte=SweepFailure.LASTING).order_by("first_at")


class SweepFailure(Entity):
    """A row that a sweep could not do; left alone until its next try, gone when it has been done."""

    LASTING = 3  # failures after which staff see it

    job = models.CharField(max_length=40)  # the task's name, with ":part" where it sweeps twice
    row = models.CharField(max_length=100)
    times = models.PositiveIntegerField()
    error = models.CharField(max_length=150)  # its kind and the constraint; never its text, which may name people
    place = models.CharField(max_length=200)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    next_try_at = models.DateTimeField()

    objects = SweepFailureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "row"], name="sweep_failure_once_per_row"),
            models.CheckConstraint(condition=Q(times__gte=1), name="sweep_failure_has_happened"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.row}"


class ClosingDay(Entity):
    """A day on which the offices of a country are closed, or work, though no library knows it."""

    country = models.CharField(max_length=2, choices=Country)
    day = models.DateField()
    works = models.BooleanField(default=False)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["day", "country"]
        constraints = [models.UniqueConstraint(fields=["country", "day"], name="closing_day_once_per_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.day}"
