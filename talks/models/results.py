"""What came of an introduction: asked of both firms several times, each answer kept."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Entity
from matching.models import Introduction

from ..enums import Asker, FollowUpState, ResultAnswer, ResultReason
from ..querysets import FollowUpQuerySet, ResultQuerySet
from ..rules.results import ROUNDS
from ..states import FOLLOW_UP
from .conversations import Thread

USER = settings.AUTH_USER_MODEL


class FollowUp(Entity):
    """One asking of both firms, so many days after their contacts were opened."""

    lifecycle = FOLLOW_UP

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="follow_ups")
    introduction = models.ForeignKey(Introduction, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=FollowUpState, default=FollowUpState.OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_answer = models.CharField(max_length=12, choices=ResultAnswer, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about the result")
        verbose_name_plural = _("questions about results")
        constraints = [
            models.UniqueConstraint(fields=["introduction", "days"], name="follow_up_once_a_round"),
            models.CheckConstraint(condition=Q(state__in=FollowUpState.values), name="follow_up_state_is_known"),
            models.CheckConstraint(condition=Q(days__in=ROUNDS), name="follow_up_round_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "lapsed"]) | Q(answered_at__isnull=False),
                name="follow_up_answered_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(settled_answer="")
                | Q(state__in=["same", "concluded"], settled_answer__in=ResultAnswer.values),
                name="follow_up_settled_is_over",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="follow_ups_waiting")]

    def __str__(self) -> str:
        return str(self.introduction)

    def get_absolute_url(self) -> str:
        return reverse("talks:result", args=[self.pk])

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.introduction.about()]


class Result(Entity):
    """What one firm said; one that it changed stays, with the time at which another took its place."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="results")
    by_side = models.CharField(max_length=12, choices=Asker)
    answer = models.CharField(max_length=12, choices=ResultAnswer)
    code = models.CharField(max_length=16, choices=ResultReason, blank=True)
    said_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer about the result")
        verbose_name_plural = _("answers about results")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "by_side"], condition=Q(replaced_at=None), name="result_one_of_each_side",
                violation_error_message=_("Your firm has just answered. Open the page again to change the answer."),
            ),
            models.CheckConstraint(condition=Q(by_side__in=["japan", "central_asia"]), name="result_is_a_firm_s"),
            models.CheckConstraint(
                condition=Q(answer="nothing", code__in=ResultReason.values)
                | Q(answer__in=["in_talks", "agreement"], code=""),
                name="result_of_nothing_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_answer_display())

    def about(self) -> list[str]:
        return self.follow_up.about()
