"""Two records of one firm become one: who said so, who agreed, what moved, and whether it was taken back."""
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Entity

from ..enums import MergeState
from ..querysets import REVERSIBLE_FOR, MergeQuerySet
from ..states import MERGE, STANDING_MERGE
from .firms import STAFF, Firm


class Merge(Entity):
    """`record`: what each app moved, by app (see companies.successors), so that exactly that goes back."""

    lifecycle = MERGE

    state = models.CharField(max_length=12, choices=MergeState, default=MergeState.PROPOSED)
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("Why do you think they are the same firm?"), max_length=2000)
    two_deciders = models.BooleanField()
    proposed_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("Reason"), max_length=2000, blank=True)  # why it was refused or taken back
    state_before = models.CharField(max_length=20, blank=True)
    record = models.JSONField(default=dict, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MergeState.values), name="merge_state_is_known"),
            models.CheckConstraint(condition=~Q(firm=F("into")), name="merge_joins_two_records"),
            models.UniqueConstraint(
                fields=["firm"], condition=Q(state__in=STANDING_MERGE), name="merge_one_standing_per_record"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "refused"]) | Q(two_deciders=False) | ~Q(
                    decided_by=F("proposed_by")
                ),
                name="merge_author_is_not_decider",
                violation_error_message=_("Nobody confirms their own proposal."),
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="merge_decided_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(taken_back_at__lte=F("decided_at") + REVERSIBLE_FOR),
                name="merge_taken_back_within_seven_days",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_back") | Q(taken_back_by__isnull=False, taken_back_at__isnull=False),
                name="merge_taken_back_names_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} → {self.into}"

    def get_absolute_url(self) -> str:
        return reverse("companies:merge_case", args=[self.pk])

    @property
    def reversible_until(self) -> datetime | None:
        return self.decided_at + REVERSIBLE_FOR if self.state == MergeState.DONE else None
