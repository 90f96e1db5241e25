"""An owner offers the ownership of their firm to a colleague, who confirms or declines."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import Entity

from ..enums import HandoverState
from ..states import HANDOVER
from .firms import Firm

USER = settings.AUTH_USER_MODEL


class Handover(Entity):
    """Nothing changes before the heir has confirmed."""

    lifecycle = HANDOVER

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="handovers")
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    heir = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=HandoverState, default=HandoverState.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(state="offered"), name="handover_one_open_per_owner"),
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state_is_known"),
            models.CheckConstraint(condition=~Q(owner=F("heir")), name="handover_is_to_somebody_else"),
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "declined"]) | Q(answered_at__isnull=False),
                name="handover_answered_names_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} → {self.heir}"

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]
