"""What an organiser hands out: programmes, maps, presentations."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.activity import ref
from core.models import Entity, StoredFile
from core.multilingual import TextsField, names_its_original

from ..querysets import DocumentQuerySet
from .events import USER, Event


class EventDocument(Entity):
    """Withdrawn, never deleted."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    titles = TextsField(limit=200)
    language = models.CharField(_("Language of the text"), max_length=2)  # of the file
    # otherwise people with a seat and the organiser
    is_public = models.BooleanField(_("Anybody may read it"), default=False)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(titles={}), name="event_document_has_a_title"),
            models.CheckConstraint(
                condition=names_its_original("titles"), name="event_document_title_has_its_original"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("added_at")),
                name="event_document_withdrawn_after_it_was_added",
            ),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    def about(self) -> list[str]:
        return [ref(self.event)]
