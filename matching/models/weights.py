"""The weights that staff made: a new version each time, none is ever edited."""
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Entity

from ..enums import WeightsState
from ..querysets import StaffQuerySet
from ..states import WEIGHTS
from .matches import USER

SHIPPED_BELOW = 1000  # versions that come with the portal


class WeightSet(Entity):
    """`data`: all numbers as `scoring.weights` has them; `based_on`: the version in force when it was made."""

    lifecycle = WEIGHTS

    state = models.CharField(max_length=10, choices=WeightsState, default=WeightsState.DRAFT)
    version = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    data = models.JSONField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    activated_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    activated_at = models.DateTimeField(null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the weights")
        verbose_name_plural = _("versions of the weights")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["version"], name="weight_set_version_once"),
            models.UniqueConstraint(fields=["state"], condition=Q(state="active"), name="weight_set_one_active"),
            models.CheckConstraint(
                condition=Q(version__gt=SHIPPED_BELOW), name="weight_set_version_is_above_the_shipped_ones"
            ),
            models.CheckConstraint(condition=Q(state__in=WeightsState.values), name="weight_set_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"])
                | Q(activated_by__isnull=False, activated_at__isnull=False),
                name="weight_set_used_names_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)

    def get_absolute_url(self) -> str:
        return reverse("matching:weight_set", args=[self.pk])
