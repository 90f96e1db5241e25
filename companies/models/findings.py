"""What a state register said of a firm that its record here does not say."""
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Entity

from ..enums import FindingKind
from ..querysets import FindingQuerySet
from .firms import Firm


class Finding(Entity):
    """Changes nothing by itself: staff look at it and say, with a reason, that they have. `said`: the register's words.

    The words stay when it is checked, so that the same ones are not found again.
    """

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=20, choices=FindingKind)
    said = models.CharField(max_length=500, blank=True)
    found_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "kind"], condition=Q(checked_at=None), name="finding_one_open_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=FindingKind.values), name="finding_kind_is_known"),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None) | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="finding_checked_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm}: {self.get_kind_display()}"
