"""A match: one Japanese and one Central Asian firm, with the reasons why; who answered, who decided."""
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Firm, PartneringProfile
from core.case_numbers import CaseNumberField, once
from core.geography import Side
from core.models import Entity

from ..enums import Answer, ExportState, MatchState, RejectReason
from ..querysets import ExportReviewQuerySet, MatchQuerySet
from ..states import APPROVED_MATCH, ENDED_MATCH, EXPORT, LIVE_MATCH, MATCH, REFUSED_MATCH, UNPROPOSED

USER = settings.AUTH_USER_MODEL


class Match(Entity):
    """`reasons`: {"japan": [factor…], "partner": [factor…]} as the engine gave them; sentences are made when read.
    `refusal`: why staff or a firm did not want it, a code only. `by_hand`: staff put the two together, so that the
    weights version is 0 until a run has compared them.
    """

    lifecycle = MATCH

    state = models.CharField(max_length=20, choices=MatchState, default=MatchState.SUGGESTED)
    case_number = CaseNumberField()
    japan = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    japan_profile = models.ForeignKey(PartneringProfile, null=True, on_delete=models.PROTECT, related_name="+")
    partner_profile = models.ForeignKey(PartneringProfile, null=True, on_delete=models.PROTECT, related_name="+")
    fit = models.PositiveSmallIntegerField(_("Fit"))
    forward = models.FloatField()
    backward = models.FloatField()
    reasons = models.JSONField(default=dict)
    cautions = models.JSONField(default=list)
    weights_version = models.PositiveIntegerField()
    by_hand = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()
    scored_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    decide_by = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=20, choices=RejectReason, blank=True, db_default="", default="")

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            once("match_case_number_once"),
            models.UniqueConstraint(
                fields=["japan", "partner"], condition=Q(state__in=LIVE_MATCH), name="match_one_live_per_pair",
                violation_error_message=_("These two firms already have an open match."),
            ),
            models.CheckConstraint(condition=~Q(japan=F("partner")), name="match_joins_two_firms"),
            models.CheckConstraint(condition=Q(fit__gte=0, fit__lte=100), name="match_fit_from_0_to_100"),
            models.CheckConstraint(condition=Q(state__in=MatchState.values), name="match_state_is_known"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="match_author_is_not_approver",
                violation_error_message=_("Nobody approves their own proposal."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED_MATCH) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="match_approved_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED_MATCH) | Q(ended_at__isnull=False), name="match_ended_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(refusal="") | Q(state__in=REFUSED_MATCH, refusal__in=RejectReason.values),
                name="match_refusal_is_known_and_of_one_refused",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "decide_by"], name="match_queue"),
            models.Index(fields=["japan", "state", "-fit"], name="match_by_japan"),
            models.Index(fields=["partner", "state", "-fit"], name="match_by_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.japan} × {self.partner}"

    def get_absolute_url(self) -> str:
        return reverse("matching:match", args=[self.pk])

    def about(self) -> list[str]:
        return [f"companies.firm:{self.japan_id}", f"companies.firm:{self.partner_id}"]

    def side_of(self, firm: Firm) -> Side:
        return Side.JAPAN if firm.pk == self.japan_id else Side.CENTRAL_ASIA

    def other(self, firm: Firm) -> Firm:
        return self.partner if firm.pk == self.japan_id else self.japan

    def other_profile(self, firm: Firm) -> PartneringProfile:
        return self.partner_profile if firm.pk == self.japan_id else self.japan_profile

    @property
    def firms(self) -> tuple[Firm, Firm]:
        return self.japan, self.partner

    @property
    def is_kept(self) -> bool:
        """For later: no run withdraws it for a better one."""
        return self.state == MatchState.SHORTLISTED

    @property
    def is_scored(self) -> bool:
        return self.weights_version > 0

    @property
    def is_unproposed(self) -> bool:
        return self.state in UNPROPOSED

    @property
    def can_be_live(self) -> bool:
        """Both profiles are still published, both firms verified, and no newer match joins them."""
        profiles = PartneringProfile.objects.live().filter(pk__in=[self.japan_profile_id, self.partner_profile_id])
        newer = Match.objects.filter(japan=self.japan_id, partner=self.partner_id).live().exclude(pk=self.pk)
        return profiles.count() == len(self.firms) and not newer.exists()

    @property
    def countries(self) -> tuple[str, str]:
        return self.japan.country, self.partner.country


class Interest(Entity):
    """A firm's answer to a suggestion."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="interests")
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer)
    code = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["match", "firm"], name="interest_once_per_firm")]

    def __str__(self) -> str:
        return f"{self.firm}: {self.answer}"


class ExportReview(Entity):
    """A question to a named reviewer about one controlled code in a match, never a verdict by itself."""

    lifecycle = EXPORT

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="export_reviews")
    state = models.CharField(max_length=30, choices=ExportState, default=ExportState.FLAGGED)
    code = models.CharField(max_length=6)
    tier = models.CharField(max_length=5)
    list_version = models.CharField(max_length=20)
    reviewed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    cleared_until = models.DateField(null=True, blank=True)

    objects = ExportReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "code"], name="export_review_once_per_code"),
            models.CheckConstraint(
                condition=~Q(state="cleared") | Q(reviewed_by__isnull=False, cleared_until__isnull=False),
                name="export_review_cleared_names_who_and_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.tier})"

    def about(self) -> list[str]:
        return [f"matching.match:{self.match_id}"]

    def holds(self, day: date) -> bool:
        """Whether it is cleared for this day."""
        return self.state == "cleared" and self.cleared_until >= day
