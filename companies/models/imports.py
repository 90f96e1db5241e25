"""A file import: uploaded, previewed row by row, confirmed by a person, then written in one transaction."""
from django.conf import settings
from django.db import models
from django.urls import reverse

from core.models import Entity

from ..enums import ImportState
from ..querysets import ImportQuerySet
from ..states import IMPORT, WORKING_IMPORT


class ImportJob(Entity):
    lifecycle = IMPORT

    state = models.CharField(max_length=20, choices=ImportState, default=ImportState.UPLOADED)
    firms_name = models.CharField(max_length=200)
    lines_name = models.CharField(max_length=200, blank=True)
    firms_file = models.BinaryField()
    lines_file = models.BinaryField(null=True)
    report = models.JSONField(default=dict)
    done_rows = models.PositiveIntegerField(default=0)
    total_rows = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ImportState.values), name="import_job_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(done_rows__lte=models.F("total_rows")), name="import_job_progress_within_total"
            ),
        ]

    def __str__(self) -> str:
        return self.firms_name

    def get_absolute_url(self) -> str:
        return reverse("companies:import", args=[self.pk])

    @property
    def has_written(self) -> bool:
        return self.state == ImportState.DONE and self.total_rows > 0

    @property
    def found_nothing(self) -> bool:
        """It ended with its preview."""
        return self.state == ImportState.DONE and not self.total_rows

    @property
    def is_working(self) -> bool:
        """A worker is at it, or soon will be."""
        return self.state in WORKING_IMPORT
