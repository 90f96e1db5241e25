"""Obligations under a commitment, what suspended or changed them, and the occasions of those owed per occasion."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.activity import ref
from core.geography import Side
from core.models import Entity
from core.multilingual import Texts, TextsField, names_its_original

from ..enums import Cadence, ChangeKind, ChangeState, Indicator, ObligationState, Owing
from ..querysets import ChangeQuerySet, ObligationQuerySet
from ..states import CHANGE, OBLIGATION
from .memoranda import USER, Commitment

BOTH = (Side.JAPAN, Side.CENTRAL_ASIA)


class Obligation(Entity):
    """What one side (or both) delivers, how often, how much. Periods are generated from the cadence, never stored."""

    lifecycle = OBLIGATION

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="obligations")
    state = models.CharField(max_length=20, choices=ObligationState, default=ObligationState.PROPOSED)
    owing = models.CharField(_("Which side is responsible?"), max_length=20, choices=Owing)
    indicator = models.CharField(_("What is counted?"), max_length=30, choices=Indicator)
    wordings = TextsField(limit=200)  # empty: the name of what is counted says it
    cadence = models.CharField(_("How often?"), max_length=20, choices=Cadence)
    target = models.PositiveSmallIntegerField(_("How many each time?"), default=1)
    days_to_deliver = models.PositiveSmallIntegerField(_("Days to deliver after each occasion"), null=True, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    zone = models.CharField(max_length=40)  # whose calendar days count: the owing party's; Central Asia's when joint
    responsible = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_side = models.CharField(max_length=20, choices=Side, blank=True)
    proposed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["commitment__number", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ObligationState.values), name="obligation_state_is_known"),
            models.CheckConstraint(condition=Q(owing__in=Owing.values), name="obligation_owing_side_is_known"),
            models.CheckConstraint(condition=Q(indicator__in=Indicator.values), name="obligation_indicator_is_known"),
            models.CheckConstraint(condition=Q(cadence__in=Cadence.values), name="obligation_cadence_is_known"),
            models.CheckConstraint(condition=Q(target__gte=1), name="obligation_target_is_at_least_one"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="obligation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(cadence=Cadence.PER_EVENT) | Q(days_to_deliver__isnull=False, days_to_deliver__gte=1),
                name="obligation_per_occasion_names_its_days",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("proposed_by")), name="obligation_agreed_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=names_its_original("wordings"), name="obligation_wording_has_its_original"
            ),
        ]

    def __str__(self) -> str:
        return str(self.heading)

    def get_absolute_url(self) -> str:
        return reverse("mou:obligation", args=[self.pk])

    def about(self) -> list[str]:
        return [ref(self.commitment), f"mou.memorandum:{self.commitment.memorandum_id}"]

    @property
    def heading(self) -> str | Texts:
        """In the words of whoever proposed it, otherwise what is counted."""
        return self.wordings or str(self.get_indicator_display())

    @property
    def owing_sides(self) -> tuple[Side, ...]:
        return BOTH if self.owing == Owing.JOINT else (Side(self.owing),)


class Hold(Entity):
    """A time in which the obligation rests; open while it does."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="holds")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation"], condition=Q(until_on=None), name="hold_one_open_per_obligation"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="hold_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}–{self.until_on or ''}"


class Change(Entity):
    """Asked by one side with a reason, decided by the other."""

    lifecycle = CHANGE

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=20, choices=ChangeState, default=ChangeState.ASKED)
    kind = models.CharField(max_length=20, choices=ChangeKind)
    period_start = models.DateField(null=True, blank=True)  # due_date: which period; terms: from which period on
    occasion = models.ForeignKey("Occasion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("New due date"), null=True, blank=True)
    cadence = models.CharField(max_length=20, choices=Cadence, blank=True)
    target = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField()
    asked_side = models.CharField(max_length=20, choices=Side)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "kind"], condition=Q(state="asked"), name="change_one_open_per_kind"
            ),
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="change_state_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="change_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.DUE_DATE) | Q(due_on__isnull=False), name="change_of_a_date_names_the_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    def about(self) -> list[str]:
        return [ref(self.obligation), *self.obligation.about()]


class Occasion(Entity):
    """Something after which a delivery is owed (for cadence "per event"): read from the log, or noted by a person."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="occasions")
    titles = TextsField(limit=200)  # empty: its source says it
    happened_on = models.DateField(_("On"))
    source_model = models.CharField(max_length=60, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    noted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "source_model", "source_id"], condition=Q(source_id__isnull=False),
                name="occasion_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(source_model="", source_id=None) | (~Q(source_model="") & Q(source_id__isnull=False)),
                name="occasion_source_is_whole",
            ),
            models.CheckConstraint(condition=names_its_original("titles"), name="occasion_title_has_its_original"),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    def about(self) -> list[str]:
        return [ref(self.obligation), *self.obligation.about()]
