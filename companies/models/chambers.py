"""Chambers of commerce and the people there who follow referrals."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.geography import Country
from core.models import Entity
from core.multilingual import TextsField, names_its_original


class Chamber(Entity):
    country = models.CharField(_("Country"), max_length=2, choices=Country)
    names = TextsField(limit=200)
    is_partner = models.BooleanField(_("Receives referrals"), default=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    # Where answers to letters of its liaisons go; without one, to the liaison.
    reply_to = models.EmailField(_("E-mail address for replies"), blank=True)

    class Meta:
        verbose_name = _("chamber")
        verbose_name_plural = _("chambers")
        constraints = [
            models.UniqueConstraint(
                fields=["country"], condition=models.Q(is_partner=True), name="chamber_one_partner_per_country"
            ),
            models.CheckConstraint(condition=~models.Q(names={}), name="chamber_has_a_name"),
            models.CheckConstraint(condition=names_its_original("names"), name="chamber_name_has_its_original"),
        ]

    def __str__(self) -> str:
        return str(self.names)


class Liaison(Entity):
    """A person at a chamber; sees that chamber's referrals and no others."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chamber = models.ForeignKey(Chamber, on_delete=models.PROTECT, related_name="liaisons")

    def __str__(self) -> str:
        return f"{self.user} ({self.chamber})"
