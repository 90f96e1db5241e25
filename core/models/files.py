"""Files that people add."""
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..files.enums import FileState
from ..files.owners import refs_of_owner
from ..files.states import FILE
from .entity import Entity


class FileQuerySet(models.QuerySet):
    def light(self) -> "FileQuerySet":
        """Without the bytes."""
        return self.defer("content")

    def waiting(self) -> "FileQuerySet":
        return self.filter(state="quarantined").order_by("uploaded_at")


class StoredFile(Entity):
    """Bytes somebody uploaded, in quarantine until a worker has looked into them;
    kept in the database, so one backup holds all.
    """

    lifecycle = FILE

    state = models.CharField(max_length=20, choices=FileState, default=FileState.QUARANTINED)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    refusal = models.JSONField(default=dict, blank=True)  # a Phrase: why it was refused
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    inspected_at = models.DateTimeField(null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="stored_file_state_is_known"),
            models.CheckConstraint(condition=Q(size__gte=1), name="stored_file_is_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_has_a_hash"),
            models.CheckConstraint(
                condition=Q(state="quarantined") | Q(inspected_at__isnull=False),
                name="stored_file_released_was_inspected",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def about(self) -> list[str]:
        return refs_of_owner(self)
