"""Meetings of two people at one table: when they could be, when they are, what came of them;
and the plans that place them.
"""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.activity import ref
from core.models import Entity
from core.multilingual import TextsField, names_its_original
from events.models.events import USER, Contributor, Event
from events.models.registrations import Registration

from .enums import DayPart, MeetingOrigin, MeetingState, RunState
from .querysets import MeetingQuerySet, RunQuerySet
from .states import FOLLOWED_UP, MEETING, OPEN_MEETING, PLANNABLE, RUN, SITTING


def _between(begin: str, end: str) -> models.Func:
    """As a range that holds its beginning and not its end, as PostgreSQL makes it."""
    return models.Func(begin, end, function="TSTZRANGE", output_field=DateTimeRangeField())


class MeetingSetup(Entity):
    """How meetings are held at an event."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="+")
    tables = models.PositiveSmallIntegerField(_("Tables"))
    most_per_person = models.PositiveSmallIntegerField(_("Maximum open requests per person"), default=12)
    hold_hours = models.PositiveSmallIntegerField(_("Hours to answer a request"), default=72)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(tables__gte=1), name="meeting_setup_has_tables")]

    def __str__(self) -> str:
        return str(self.event)


class Slot(Entity):
    """A time in which a table can be used once; numbered over all days.

    Those of an event never overlap: who is in one meeting a slot is in one meeting at a time.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="slot_number_once_per_event"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_starts"),
            ExclusionConstraint(
                expressions=[
                    ("event", RangeOperators.EQUAL),
                    (_between("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                deferrable=models.Deferrable.IMMEDIATE,  # all of an event move in one statement
                name="slot_overlaps_no_other_of_its_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.number}"


class Unavailable(Entity):
    """A slot in which a delegate or an interpreter cannot come."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="absences")
    registration = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    interpreter = models.ForeignKey(Contributor, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "registration", "interpreter"], nulls_distinct=False, name="unavailable_said_once"
            ),
            models.CheckConstraint(
                condition=Q(registration=None, interpreter__isnull=False) | Q(
                    registration__isnull=False, interpreter=None
                ),
                name="unavailable_is_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id}"


class Meeting(Entity):
    """`asker` wishes to meet `asked`. `slot`, `table`, `interpreter`: where it stands now;
    the people's slots are Seating rows.
    """

    lifecycle = MEETING

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.REQUESTED)
    origin = models.CharField(max_length=20, choices=MeetingOrigin)
    mutual = models.BooleanField(default=False)  # both had asked for it
    topics = TextsField(limit=300)
    requested_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    # languages that need an interpreter, as ja-ru; empty: none needed
    pair = models.CharField(max_length=5, blank=True)
    pair_corrected = models.BooleanField(default=False)
    part = models.CharField(_("Half of the day"), max_length=2, choices=DayPart, blank=True)
    after = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followers")
    wished_slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    table = models.PositiveSmallIntegerField(null=True, blank=True)
    interpreter = models.ForeignKey(Contributor, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(default=0)  # of its calendar entry
    is_fixed = models.BooleanField(default=False)  # no plan moves it
    # who did not come
    missing = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_is_known"),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="meeting_is_of_two_people"),
            models.UniqueConstraint(
                fields=["slot", "table"],
                condition=Q(slot__isnull=False),
                name="meeting_one_per_table_and_slot",
                violation_error_message=_("This table is taken at this time."),
            ),
            models.UniqueConstraint(
                fields=["slot", "interpreter"],
                condition=Q(interpreter__isnull=False, slot__isnull=False),
                name="meeting_one_per_interpreter_and_slot",
            ),
            models.CheckConstraint(
                condition=Q(slot=None, table=None, interpreter=None) | Q(slot__isnull=False, table__isnull=False),
                name="meeting_slot_has_a_table",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SITTING) | Q(slot__isnull=False), name="meeting_scheduled_has_a_slot"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_at__isnull=False), name="meeting_held_names_its_time"
            ),
            models.CheckConstraint(condition=names_its_original("topics"), name="meeting_topic_has_its_original"),
        ]
        indexes = [models.Index(fields=["event", "state"], name="meeting_by_event")]

    def __str__(self) -> str:
        return f"{self.asker} – {self.asked}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    def about(self) -> list[str]:
        return [ref(self.event), f"events.registration:{self.asker_id}", f"events.registration:{self.asked_id}"]

    @property
    def weight(self) -> int:
        """For the timetable: 3 both asked, 2 accepted, 1 arranged by the organiser."""
        return 3 if self.mutual else 1 if self.origin == MeetingOrigin.ORGANISER else 2

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_MEETING

    @property
    def is_placed(self) -> bool:
        """Has a slot that still counts."""
        return self.state in SITTING

    @property
    def is_plannable(self) -> bool:
        return self.state in PLANNABLE

    @property
    def is_over(self) -> bool:
        """It was held, or somebody did not come: both may say what comes of it."""
        return self.state in FOLLOWED_UP

    def has_begun(self, now: datetime) -> bool:
        """Its slot, whatever came of it."""
        return self.slot is not None and self.slot.starts_at <= now

    def other(self, registration: Registration) -> Registration:
        return self.asked if registration.pk == self.asker_id else self.asker


class Seating(Entity):
    """A person in a slot: what the database guards for people. Exists while the meeting has its slot."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seatings")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot", "registration"], name="seating_one_per_person_and_slot"),
            models.UniqueConstraint(fields=["meeting", "registration"], name="seating_once_per_meeting_and_person"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} at {self.slot_id}"


class TimeProposal(Entity):
    """Another time for a meeting; the first one stays until the other side takes this."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposals")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "proposed_by"], condition=Q(answered_at=None), name="time_proposal_one_open_per_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} → {self.slot_id}"


class FollowUp(Entity):
    """What one side says afterwards: how it was, and what comes next, by whom, until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="follow_ups")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    rating = models.PositiveSmallIntegerField(_("How useful was it?"))
    next_step = models.CharField(_("Next step"), max_length=300, blank=True)
    owner = models.CharField(_("Who does it"), max_length=120, blank=True)
    due_on = models.DateField(_("To be done by"), null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "registration"], name="follow_up_once_per_side"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="follow_up_rating_from_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.rating}"


class TimetableRun(Entity):
    """A computation of the timetable: what it was given, how far it is, the best plan so far.
    Resumes from that plan.
    """

    lifecycle = RUN

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=RunState, default=RunState.QUEUED)
    seconds = models.PositiveSmallIntegerField()
    keep_moves_few = models.BooleanField(default=False)
    # empty slots are filled; nobody who has a place is moved
    only_add = models.BooleanField(default=False, db_default=False)
    # nobody is to wait in so many gaps more than anybody else; None: as it comes
    fairness = models.PositiveSmallIntegerField(null=True, blank=True)
    given = models.JSONField(default=dict)  # as docs/timetable.md describes it
    rows = ArrayField(models.UUIDField(), default=list)  # index → meeting
    # index → slot, "" where a shorter day has none
    times = ArrayField(models.CharField(max_length=36, blank=True), default=list)
    plan = models.JSONField(default=dict)  # slot and table per meeting, of the best so far
    # as few people as can be stay without a meeting, whatever weight that costs
    everybody = models.BooleanField(default=False, db_default=False)
    variant = models.JSONField(default=dict)  # further plans by name (OtherPlan), each with its figures
    progress = models.JSONField(default=dict)
    error = models.JSONField(default=dict, blank=True)  # a Phrase: why it failed
    # what contradicts itself, by index; put into words when it is shown
    conflicts = models.JSONField(default=list, blank=True)
    # meetings without a place when it was applied, and why (LeftOut)
    left_out = models.JSONField(default=dict, blank=True)
    stop_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="timetable_run_state_is_known"),
            models.CheckConstraint(
                condition=Q(fairness=None) | Q(fairness__lte=3), name="timetable_run_fairness_is_three_at_most"
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(state__in=["queued", "running"]),
                name="timetable_run_one_at_a_time",
                violation_error_message=_("A timetable is being computed already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:run", args=[self.pk])

    @property
    def others(self) -> dict[str, dict]:
        """Plans to choose from beside the first one; of a run from when there was one only, the one that waits less."""
        return {"waiting": self.variant} if "slot" in self.variant else self.variant

    def about(self) -> list[str]:
        return [ref(self.event)]
