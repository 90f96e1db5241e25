"""A referral to a chamber: the same introduction, followed by the people on the ground."""
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Chamber
from core.case_numbers import CaseNumberField, once
from core.models import Entity

from ..enums import Channel, ReferralState
from ..querysets import ReferralQuerySet
from ..states import REFERRAL
from .introductions import Introduction
from .matches import USER


class Referral(Entity):
    """Timers are computed from these times in business days of both countries; nothing about lateness is stored."""

    lifecycle = REFERRAL

    introduction = models.ForeignKey(Introduction, on_delete=models.PROTECT, related_name="referrals")
    chamber = models.ForeignKey(Chamber, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=ReferralState, default=ReferralState.SENT)
    case_number = CaseNumberField()
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            once("referral_case_number_once"),
            models.UniqueConstraint(fields=["introduction", "chamber"], name="referral_once_per_chamber"),
            models.CheckConstraint(condition=Q(state__in=ReferralState.values), name="referral_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["taken_in_charge", "done_with_help", "done_no_help", "not_reachable"])
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="referral_taken_names_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["chamber", "state", "sent_at"], name="referral_by_chamber")]

    def __str__(self) -> str:
        return f"{self.introduction} → {self.chamber}"

    def get_absolute_url(self) -> str:
        return reverse("matching:referral", args=[self.pk])

    def about(self) -> list[str]:
        return [f"matching.introduction:{self.introduction_id}", *self.introduction.about()]


class ReferralNote(Entity):
    """A comment, or an interaction with one of the firms (then `channel` and `happened_on` say how and when)."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("What was said or done"), max_length=2000)
    channel = models.CharField(_("How"), max_length=10, choices=Channel, blank=True)
    happened_on = models.DateField(_("When"), null=True, blank=True)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="", happened_on=None) | (~Q(channel="") & Q(happened_on__isnull=False)),
                name="referral_note_interaction_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
