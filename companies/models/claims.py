"""Somebody asks to act for a firm that is registered already."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Entity, StoredFile

from ..enums import ClaimState, MemberRole
from ..querysets import ClaimQuerySet
from ..states import CLAIM
from .firms import Firm

USER = settings.AUTH_USER_MODEL


class Claim(Entity):
    """The firm's owner decides; where nobody is active, or the owner is silent past `answer_by`, staff do."""

    lifecycle = CLAIM

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="claims")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=ClaimState, default=ClaimState.ASKED)
    position = models.CharField(_("Your position in the firm"), max_length=120)
    note = models.CharField(_("What shows that you belong to the firm?"), max_length=500, blank=True)
    file = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    chased_at = models.DateTimeField(null=True, blank=True)
    role = models.CharField(_("Role"), max_length=10, choices=MemberRole, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="asked"), name="claim_one_open_per_person"),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "refused"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="claim_decided_names_who",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("user")), name="claim_is_decided_by_another"
            ),
            models.CheckConstraint(condition=~Q(state="granted") | ~Q(role=""), name="claim_granted_gives_a_role"),
        ]
        indexes = [models.Index(fields=["state", "answer_by"], name="claim_due")]

    def __str__(self) -> str:
        return f"{self.user} → {self.firm}"

    def get_absolute_url(self) -> str:
        return reverse("companies:claim", args=[self.pk])

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]
