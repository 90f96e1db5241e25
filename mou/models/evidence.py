"""Evidence of what was delivered, and the files people add to it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.activity import ref
from core.geography import Side
from core.models import Entity, StoredFile
from core.multilingual import TextsField, names_its_original

from ..enums import EvidenceState
from ..querysets import DocumentQuerySet, EvidenceQuerySet, RevisionQuerySet
from ..states import EVIDENCE
from .memoranda import USER
from .obligations import Obligation, Occasion


class Evidence(Entity):
    """One delivery, found by the portal in its daily work or added by a person;
    counts when countersigned, while its source stands.
    """

    lifecycle = EVIDENCE

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="evidence")
    state = models.CharField(max_length=20, choices=EvidenceState, default=EvidenceState.PROPOSED)
    titles = TextsField(limit=200)  # empty: its source says it
    notes = TextsField(limit=2000, multiline=True)
    happened_on = models.DateField(_("Delivered on"))  # a day of the obligation's zone
    quantity = models.PositiveSmallIntegerField(_("How many?"), default=1)
    # first day of the period it is meant for, when not the one of its day
    for_period = models.DateField(null=True, blank=True)
    occasion = models.ForeignKey(Occasion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_model = models.CharField(max_length=60, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    added_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    submitted_side = models.CharField(max_length=20, choices=Side, blank=True)
    submitted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    countersigned_side = models.CharField(max_length=20, choices=Side, blank=True)
    countersigned_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    countersigned_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "source_model", "source_id"], condition=Q(source_id__isnull=False),
                name="evidence_once_per_source",
            ),
            models.CheckConstraint(condition=Q(state__in=EvidenceState.values), name="evidence_state_is_known"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="evidence_quantity_is_at_least_one"),
            models.CheckConstraint(
                condition=Q(source_model="", source_id=None) | (~Q(source_model="") & Q(source_id__isnull=False)),
                name="evidence_source_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(source_id__isnull=False) | ~Q(titles={}), name="evidence_of_a_person_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(countersigned_by=None)
                | (~Q(countersigned_by=F("submitted_by")) & ~Q(countersigned_side=F("submitted_side"))),
                name="evidence_countersigned_by_the_other_side",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["countersigned", "accepted"]) | Q(
                    countersigned_by__isnull=False, countersigned_at__isnull=False
                ),
                name="evidence_counting_names_who_countersigned",
            ),
            models.CheckConstraint(condition=names_its_original("titles"), name="evidence_title_has_its_original"),
            models.CheckConstraint(condition=names_its_original("notes"), name="evidence_remark_has_its_original"),
        ]
        indexes = [
            models.Index(fields=["obligation", "state", "happened_on"], name="evidence_of_obligation"),
            models.Index(
                fields=["source_model", "source_id"], name="evidence_by_source", condition=Q(source_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.titles) or str(self.obligation)

    def get_absolute_url(self) -> str:
        return reverse("mou:evidence", args=[self.pk])

    def about(self) -> list[str]:
        return [ref(self.obligation), *self.obligation.about()]


class Revision(Entity):
    """A numbered version of the file that belongs to an evidence; older ones stay."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="revision_number_once_per_evidence")]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.number}"

    def about(self) -> list[str]:
        return [ref(self.evidence), *self.evidence.about()]


class Document(Entity):
    """A scan or other file kept with a memorandum."""

    memorandum = models.ForeignKey("Memorandum", on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    titles = TextsField(limit=200)
    language = models.CharField(max_length=2, blank=True)  # of the file; empty: of several

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(titles={}), name="memorandum_document_has_a_title"),
            models.CheckConstraint(
                condition=names_its_original("titles"), name="memorandum_document_title_has_its_original"
            ),
        ]

    def __str__(self) -> str:
        return str(self.titles)

    def about(self) -> list[str]:
        return [ref(self.memorandum)]
