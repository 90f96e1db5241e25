"""An introduction: both firms asked, contacts released only when both consented and staff approved."""
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Call, Firm, Spoken
from core.case_numbers import CaseNumberField, once
from core.geography import Side
from core.models import Entity

from ..enums import IntroductionState, Outcome
from ..querysets import IntroductionQuerySet
from ..states import INTRODUCTION, LIVE_INTRODUCTION, RELEASED
from .matches import USER, Match


def _said_outside() -> models.OneToOneField:
    return models.OneToOneField(Spoken, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


def _to_be_called() -> models.OneToOneField:
    return models.OneToOneField(Call, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class Introduction(Entity):
    """`…_spoken`: the firm's words outside the portal on which its answer rests, where somebody recorded it;
    `…_call`: the newest task to ask it by telephone.
    """

    lifecycle = INTRODUCTION

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="introductions")
    state = models.CharField(max_length=30, choices=IntroductionState, default=IntroductionState.CONSENT_REQUESTED)
    case_number = CaseNumberField()
    requested_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    japan_consent_at = models.DateTimeField(null=True, blank=True)
    japan_consent_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    japan_consent_spoken = _said_outside()
    partner_consent_at = models.DateTimeField(null=True, blank=True)
    partner_consent_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partner_consent_spoken = _said_outside()
    decline_spoken = _said_outside()
    declined_side = models.CharField(max_length=12, choices=Side, blank=True, db_default="", default="")
    japan_call = _to_be_called()
    partner_call = _to_be_called()
    released_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=20, choices=Outcome, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        constraints = [
            once("introduction_case_number_once"),
            models.UniqueConstraint(
                fields=["match"], condition=Q(state__in=LIVE_INTRODUCTION), name="introduction_one_live_per_match"
            ),
            models.CheckConstraint(condition=Q(state__in=IntroductionState.values), name="introduction_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=RELEASED)
                | Q(japan_consent_at__isnull=False, partner_consent_at__isnull=False, released_at__isnull=False),
                name="introduction_released_needs_both_consents",
            ),
            models.CheckConstraint(
                condition=Q(japan_consent_spoken=None) | Q(japan_consent_at__isnull=False),
                name="introduction_spoken_of_japan_is_a_consent",
            ),
            models.CheckConstraint(
                condition=Q(partner_consent_spoken=None) | Q(partner_consent_at__isnull=False),
                name="introduction_spoken_of_the_partner_is_a_consent",
            ),
            models.CheckConstraint(
                condition=Q(decline_spoken=None) | Q(state="declined"), name="introduction_spoken_decline_is_declined"
            ),
            models.CheckConstraint(
                condition=Q(declined_side="") | Q(state="declined", declined_side__in=Side.values),
                name="introduction_declined_side_is_known_and_of_one_declined",
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded") | ~Q(outcome=""), name="introduction_concluded_has_an_outcome"
            ),
        ]
        indexes = [models.Index(fields=["state", "answer_by"], name="introduction_due")]

    def __str__(self) -> str:
        return str(self.match)

    def get_absolute_url(self) -> str:
        return reverse("matching:introduction", args=[self.pk])

    def about(self) -> list[str]:
        return [f"matching.match:{self.match_id}", *self.match.about()]

    @property
    def is_released(self) -> bool:
        return self.state in RELEASED

    def consent_field(self, firm: Firm) -> str:
        return "japan_consent" if self.match.side_of(firm) == Side.JAPAN else "partner_consent"

    def call_field(self, firm: Firm) -> str:
        return "japan_call" if self.match.side_of(firm) == Side.JAPAN else "partner_call"

    def has_consent_of(self, firm: Firm) -> bool:
        return getattr(self, self.consent_field(firm) + "_at") is not None

    def spoken_of(self, firm: Firm) -> Spoken | None:
        """What its answer here rests on, when it was said outside the portal."""
        if self.decline_spoken and self.decline_spoken.firm_id == firm.pk:
            return self.decline_spoken
        return getattr(self, self.consent_field(firm) + "_spoken")
