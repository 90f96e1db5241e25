"""Who may see which meeting and which timetable: organisers all of theirs, everybody else what concerns them."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from events.querysets import chambers_of

from .states import FOLLOWED_UP, OPEN_MEETING, PLANNABLE, SITTING


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeetingQuerySet":
        """Organisers all of theirs; everybody else those of the people they act for."""
        if user.is_minamin:
            return self
        own = models.Q(event__chamber__in=chambers_of(user)) if user.is_liaison else Q(pk=None)
        rows = self.model.asker.field.related_model.objects.visible_to(user).values("pk")
        return self.filter(own | Q(asker__in=rows) | Q(asked__in=rows))

    def of(self, registration) -> "MeetingQuerySet":
        return self.filter(Q(asker=registration) | Q(asked=registration))

    def open(self) -> "MeetingQuerySet":
        return self.filter(state__in=OPEN_MEETING)

    def sharing_people(self, meeting) -> "MeetingQuerySet":
        """Others with one of its two people."""
        people = [meeting.asker_id, meeting.asked_id]
        return self.filter(Q(asker__in=people) | Q(asked__in=people)).exclude(pk=meeting.pk)

    def to_plan(self, now: datetime) -> "MeetingQuerySet":
        """What a timetable may place or move; whatever sits in a slot that has begun stays,
        what is to follow a mere request waits.
        """
        return self.filter(state__in=PLANNABLE).exclude(slot__starts_at__lte=now).exclude(after__state="requested")

    def in_calendars(self) -> "MeetingQuerySet":
        """What people have an entry of; cancelled with their event,
        meetings keep their slot and are struck out there.
        """
        return self.filter(Q(state__in=[*SITTING, *FOLLOWED_UP]) | Q(state="cancelled", slot__isnull=False))

    def not_over(self) -> "MeetingQuerySet":
        return self.exclude(state__in=FOLLOWED_UP)

    def with_people(self) -> "MeetingQuerySet":
        return self.select_related(
            "event__chamber", "asker__user", "asked__user", "asker__firm", "asked__firm",
            "slot", "wished_slot", "interpreter", "missing",
        )


class RunQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RunQuerySet":
        if user.is_minamin:
            return self
        return self.filter(event__chamber__in=chambers_of(user)) if user.is_liaison else self.none()

    def light(self) -> "RunQuerySet":
        """Without what only the solver reads."""
        return self.defer("given", "rows", "times", "plan", "variant", "conflicts", "left_out")

    def waiting(self) -> "RunQuerySet":
        return self.filter(state__in=["queued", "running"]).order_by("requested_at")
