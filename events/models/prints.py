"""Long papers that a worker writes: many badges."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.activity import ref
from core.models import Entity

from ..enums import PrintState
from ..querysets import PrintQuerySet
from ..states import PRINT
from .events import USER, Event


class Print(Entity):
    """Badges of an event, kept for a day. `digest`: of what stands on them, so that nobody waits for the same twice."""

    lifecycle = PRINT
    STEPS = 3

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="prints")
    state = models.CharField(max_length=20, choices=PrintState, default=PrintState.QUEUED)
    digest = models.CharField(max_length=64)
    sheets = models.PositiveIntegerField()
    requested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    done_steps = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = PrintQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PrintState.values), name="print_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(made_at__isnull=False, pdf__isnull=False),
                name="print_ready_has_its_file_and_time",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None) | Q(made_at__gte=F("requested_at")), name="print_made_after_it_was_asked_for"
            ),
            models.UniqueConstraint(fields=["event", "digest"], name="print_once_of_the_same"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.requested_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("events:print", args=[self.pk])

    def about(self) -> list[str]:
        return [ref(self.event)]

    @property
    def is_ready(self) -> bool:
        return self.state == PrintState.READY
