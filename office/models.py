"""What people add to open work: who looks after it, until when it rests, who stands in for whom; notes on firms."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Chamber, Firm
from core.activity import ref
from core.models import Entity

USER = settings.AUTH_USER_MODEL


class Care(Entity):
    """One row of the list as one house sees it: Minamin's (no chamber) or a chamber's. Why it rests, the log says."""

    kind = models.CharField(max_length=30)
    item = models.UUIDField()
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rests_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item", "chamber"], nulls_distinct=False, name="care_once_per_house"
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="care_names_its_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"


class StandIn(Entity):
    """While `person` is away, what is theirs is the deputy's too; days of the deputy's own calendar."""

    person = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField(_("From"))
    until_on = models.DateField(_("Until"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="stand_in_is_somebody_else"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="stand_in_ends_after_it_begins",
                violation_error_message=_("The last day must not lie before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ← {self.deputy}"


class Note(Entity):
    """What staff write down about a firm, for colleagues only."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["firm", "-written_at"], name="note_by_firm")]

    def __str__(self) -> str:
        return f"{self.firm_id} {self.written_at:%F}"

    def about(self) -> list[str]:
        return [ref(self.firm)]
