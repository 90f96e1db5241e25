"""Whether messages may go to a translation service: a firm's agreement, and conversations kept out of it."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Firm
from core.models import Entity

from ..enums import Asker
from .conversations import Thread

USER = settings.AUTH_USER_MODEL


class MachineConsent(Entity):
    """Given for a firm in a version of the words, in the language they were read in; ended, never deleted."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("agreement to a translation service")
        verbose_name_plural = _("agreements to a translation service")
        constraints = [
            models.UniqueConstraint(
                fields=["firm"], condition=Q(ended_at=None), name="machine_consent_one_in_force",
                violation_error_message=_("Your firm has agreed already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("given_at")), name="machine_consent_ended_after_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} {self.version}"

    def about(self) -> list[str]:
        return [f"companies.firm:{self.firm_id}"]


class MachineRefusal(Entity):
    """A side keeps this conversation out of the translation service, whoever writes in it."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="machine_refusals")
    by_side = models.CharField(max_length=12, choices=Asker)
    refused_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("conversation kept from the translation service")
        verbose_name_plural = _("conversations kept from the translation service")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "by_side"], condition=Q(lifted_at=None), name="machine_refusal_one_of_each_side",
                violation_error_message=_("This conversation is kept from the service already."),
            ),
            models.CheckConstraint(
                condition=Q(by_side__in=["japan", "central_asia"]), name="machine_refusal_is_a_firm_s"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("refused_at")),
                name="machine_refusal_lifted_after_it_was_said",
            ),
        ]

    def __str__(self) -> str:
        return str(self.thread)

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.thread.about()]
