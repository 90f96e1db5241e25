"""What two firms ask, answer and write, each in its own language; anonymous until contacts are released."""
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Entity, StoredFile
from matching.models import Match

from ..data.phrases import BY_VERSION, Question
from ..enums import AskedState, Asker, CallState, DecidingReason, DecidingState, FileSort
from ..querysets import (
    AskedQuerySet,
    DecidingQuerySet,
    PlannedCallQuerySet,
    RemarkQuerySet,
    SharedFileQuerySet,
    ThreadQuerySet,
)
from ..rules.limits import LONGEST_CALL_PLACE, LONGEST_REMARK, MOST_TIMES
from ..states import ASKED, CALL, DECIDING

USER = settings.AUTH_USER_MODEL
LONGEST_KEY = 40

class Thread(Entity):
    """Everything said between the two firms of a match. Sides, not firms: the match says who stands on each."""

    match = models.OneToOneField(Match, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")

    def __str__(self) -> str:
        return str(self.match)

    def get_absolute_url(self) -> str:
        return reverse("talks:thread", args=[self.match_id])

    def about(self) -> list[str]:
        return [f"matching.match:{self.match_id}", *self.match.about()]


class Asked(Entity):
    """One question of the phrase book, put to one side. `value`: see rules/answers."""

    lifecycle = ASKED

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="questions")
    state = models.CharField(max_length=12, choices=AskedState, default=AskedState.OPEN)
    key = models.CharField(max_length=LONGEST_KEY)
    version = models.PositiveSmallIntegerField()
    by_side = models.CharField(max_length=12, choices=Asker)
    to_side = models.CharField(max_length=12, choices=Asker)
    asked_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    value = models.JSONField(null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "to_side", "key"], condition=~Q(state="withdrawn"), name="asked_once_of_each_side",
                violation_error_message=_("This question has been asked already. The page shows where it stands."),
            ),
            models.CheckConstraint(condition=~Q(by_side=F("to_side")), name="asked_of_the_other_side"),
            models.CheckConstraint(condition=Q(to_side__in=["japan", "central_asia"]), name="asked_of_a_firm"),
            models.CheckConstraint(condition=Q(state__in=AskedState.values), name="asked_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="answered", value__isnull=False, answered_at__isnull=False)
                | (~Q(state="answered") & Q(value=None, answered_at=None)),
                name="asked_answered_has_its_answer",
            ),
        ]
        indexes = [models.Index(fields=["state", "to_side", "asked_at"], name="asked_waiting")]

    def __str__(self) -> str:
        return str(self.question.text)

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.thread.about()]

    @property
    def question(self) -> Question:
        """As it was worded when it was asked."""
        return BY_VERSION[self.key, self.version]


class SharedFile(Entity):
    """A file laid into a conversation; taken out again by the side that added it, and never deleted."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(_("What it is"), max_length=16, choices=FileSort)
    by_side = models.CharField(max_length=12, choices=Asker)
    added_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SharedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=FileSort.values), name="shared_file_sort_is_known"),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(removed_at__gte=F("added_at")),
                name="shared_file_removed_after_it_was_added",
            ),
        ]
        indexes = [models.Index(fields=["thread", "added_at"], name="shared_files_in_order")]

    def __str__(self) -> str:
        return self.file.name

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.thread.about()]


class Deciding(Entity):
    """A firm needs time: why, and until which day. One of each side counts, the others were renewed or ended."""

    lifecycle = DECIDING

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=12, choices=DecidingState, default=DecidingState.STANDING)
    by_side = models.CharField(max_length=12, choices=Asker)
    reason = models.CharField(_("Why"), max_length=12, choices=DecidingReason)
    until = models.DateField(_("Until which day"))
    said_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = DecidingQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of a decision")
        verbose_name_plural = _("days of decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "by_side"], condition=Q(state__in=["standing", "passed"]),
                name="deciding_one_of_each_side",
                violation_error_message=_("A day has been named already. Open the page again to change it."),
            ),
            models.CheckConstraint(condition=Q(state__in=DecidingState.values), name="deciding_state_is_known"),
            models.CheckConstraint(condition=Q(reason__in=DecidingReason.values), name="deciding_reason_is_known"),
            models.CheckConstraint(condition=Q(by_side__in=["japan", "central_asia"]), name="deciding_is_a_firm_s"),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(state="standing"), name="decisions_due")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.until}"

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.thread.about()]


class PlannedCall(Entity):
    """Up to three times for a call; the other side takes one of them. Times are beginnings."""

    lifecycle = CALL

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="calls")
    state = models.CharField(max_length=12, choices=CallState, default=CallState.PROPOSED)
    by_side = models.CharField(max_length=12, choices=Asker)
    times = ArrayField(models.DateTimeField())
    minutes = models.PositiveSmallIntegerField(_("How long"))
    interpreter = models.BooleanField(_("With an interpreter"), default=False)
    languages = ArrayField(models.CharField(max_length=2, choices=settings.LANGUAGES), default=list, blank=True)
    place = models.CharField(_("Link or number of the call"), max_length=LONGEST_CALL_PLACE, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PlannedCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.UniqueConstraint(
                fields=["thread"], condition=Q(state="proposed"), name="planned_call_one_proposal_waits",
                violation_error_message=_("Times have been proposed already. Open the page again to see them."),
            ),
            models.CheckConstraint(condition=Q(state__in=CallState.values), name="planned_call_state_is_known"),
            models.CheckConstraint(condition=Q(by_side__in=["japan", "central_asia"]), name="planned_call_is_a_firm_s"),
            models.CheckConstraint(
                condition=Q(times__len__range=(1, MOST_TIMES)), name="planned_call_has_one_to_three_times"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "cancelled"]) | Q(starts_at__isnull=False),
                name="planned_call_agreed_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.thread.about()]

    @property
    def ends_at(self) -> datetime:
        """Of one that is agreed."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Remark(Entity):
    """Free words in a thread, once contacts are open; never edited."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="remarks")
    by_side = models.CharField(max_length=12, choices=Asker)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.CharField(_("Your words"), max_length=LONGEST_REMARK)
    written_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]
        indexes = [models.Index(fields=["thread", "written_at"], name="remarks_in_order")]

    def __str__(self) -> str:
        return self.text[:60]

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.thread.about()]
