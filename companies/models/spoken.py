"""What a firm said outside the portal, and somebody recorded for it."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Entity, StoredFile

from ..enums import SpokenChannel, SpokenState
from ..states import SPOKEN
from .firms import Firm

USER = settings.AUTH_USER_MODEL


class DayInTokyo(models.Func):
    """Of our countries the one where a day begins first."""

    template = "(%(expressions)s AT TIME ZONE 'Asia/Tokyo')::date"
    output_field = models.DateField()


class Spoken(Entity):
    """The acts of higher apps that rest on it point to it; the firm confirms it or takes it back."""

    lifecycle = SPOKEN

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="spoken")
    state = models.CharField(max_length=20, choices=SpokenState, default=SpokenState.RECORDED)
    said_by = models.CharField(_("Who said it"), max_length=120)
    channel = models.CharField(_("How"), max_length=12, choices=SpokenChannel)
    said_on = models.DateField(_("On which day"))
    note = models.CharField(_("What was said"), max_length=500, blank=True)
    file = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    settled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SpokenState.values), name="spoken_state_is_known"),
            models.CheckConstraint(condition=Q(channel__in=SpokenChannel.values), name="spoken_channel_is_known"),
            models.CheckConstraint(condition=~Q(said_by=""), name="spoken_names_who_said_it"),
            models.CheckConstraint(
                condition=Q(said_on__lte=DayInTokyo("recorded_at")),
                name="spoken_was_said_before_it_was_recorded",
            ),
            models.CheckConstraint(
                condition=Q(state="recorded", settled_by=None, settled_at=None)
                | (~Q(state="recorded") & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="spoken_settled_names_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm}: {self.get_channel_display()}"

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]
