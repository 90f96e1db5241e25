"""Runs of the match engine and what it keeps about each line: vectors, and texts it must not touch again."""
from django.db import models
from django.db.models import Q

from companies.models import ProductLine
from core.models import Entity

from ..enums import RunState
from ..querysets import EncodedLineQuerySet, QuestionQuerySet, RunQuerySet
from ..states import RUN
from .matches import USER


class MatchRun(Entity):
    """One full pass: encode what is new, score all pairs, write suggestions."""

    lifecycle = RUN

    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    requested_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)  # it sees the firms as they were then
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)  # counted when one begins, so that a killed worker's counts

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="queued"), name="match_run_one_waiting",
            ),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="match_run_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.requested_at:%Y-%m-%d %H:%M} {self.state}"


class EncodedLine(Entity):
    """What became of a line's text in the encoders; quarantined after it took the encoder process down twice."""

    line = models.OneToOneField(ProductLine, on_delete=models.CASCADE, related_name="+")
    text_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=100, blank=True)
    quarantined_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EncodedLineQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.line_id)

    def about(self) -> list[str]:
        return [f"companies.partneringprofile:{self.line.profile_id}"]


class LineVector(Entity):
    """float32, little-endian, of one encoder and version: the whole line, then its clauses if it is long."""

    encoded = models.ForeignKey(EncodedLine, on_delete=models.CASCADE, related_name="vectors")
    encoder = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    pieces = models.PositiveSmallIntegerField(default=1)
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encoded", "encoder"], name="line_vector_once_per_encoder")]

    def __str__(self) -> str:
        return f"{self.encoder} {self.version}"


class EngineQuestion(Entity):
    """What staff asked the engine and a worker answers: why two firms are not matched, where expected pairs rank."""

    subject = models.CharField(max_length=80, unique=True)  # what is asked, as services/questions.py writes it
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.JSONField(default=dict)

    objects = QuestionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.subject

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None or self.answered_at < self.asked_at
