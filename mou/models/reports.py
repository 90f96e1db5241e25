"""Reports: what was known at one moment, kept as it was issued."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.activity import ref
from core.models import Entity

from ..enums import ReportState
from ..querysets import ReportQuerySet
from ..states import REPORT
from .memoranda import USER, Memorandum


class Report(Entity):
    """Written by a worker; once issued, its figures and files stay, and the next one shows what has changed since."""

    lifecycle = REPORT

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.QUEUED)
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField()
    languages = ArrayField(models.CharField(max_length=2), size=2)
    requested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    as_of = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    xlsx = models.BinaryField(null=True, blank=True)
    done_steps = models.PositiveSmallIntegerField(default=0)
    total_steps = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.JSONField(default=dict, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["memorandum", "number"], name="report_number_once"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_is_known"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(as_of__isnull=False, pdf__isnull=False),
                name="report_issued_has_its_file_and_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.memorandum_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("mou:report", args=[self.pk])

    @property
    def is_issued(self) -> bool:
        return self.state == ReportState.ISSUED

    def about(self) -> list[str]:
        return [ref(self.memorandum)]
