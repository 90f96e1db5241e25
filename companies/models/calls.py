"""A firm without an account is to be asked by telephone: who calls which number, until when, and what came of it."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Entity

from ..enums import CallState
from ..querysets import CallQuerySet
from ..states import CALL
from .chambers import Chamber
from .firms import Firm
from .spoken import Spoken

USER = settings.AUTH_USER_MODEL


class Call(Entity):
    """What is to be asked, a row of a higher app that points here knows. `chamber`: the caller's, if they have one."""

    lifecycle = CALL

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="calls")
    state = models.CharField(max_length=20, choices=CallState, default=CallState.OPEN)
    number = models.CharField(_("Telephone"), max_length=40)
    chamber = models.ForeignKey(Chamber, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    caller = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    chased_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    spoken = models.OneToOneField(Spoken, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CallState.values), name="call_state_is_known"),
            models.CheckConstraint(condition=~Q(number=""), name="call_has_a_number"),
            models.CheckConstraint(
                condition=Q(state="open", closed_by=None, closed_at=None)
                | (~Q(state="open") & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="call_closed_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["agreed", "declined"], spoken__isnull=False)
                | (~Q(state__in=["agreed", "declined"]) & Q(spoken=None)),
                name="call_answered_has_what_was_said",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="call_due")]

    def __str__(self) -> str:
        return f"{self.firm}: {self.number}"

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]
