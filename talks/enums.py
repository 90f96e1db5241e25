from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.geography import Side


class Asker(TextChoices):
    """On whose part somebody asks or writes."""

    JAPAN = Side.JAPAN.value, _("Japan")
    CENTRAL_ASIA = Side.CENTRAL_ASIA.value, _("Central Asia")
    OFFICE = "office", _("Minamin")
    CHAMBER = "chamber", _("Chamber")


class AskedState(TextChoices):
    OPEN = "open", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FileSort(TextChoices):
    CATALOGUE = "catalogue", _("Catalogue")
    PICTURE = "picture", _("Picture")
    PRICES = "prices", _("Price list")
    CERTIFICATE = "certificate", _("Certificate")
    SPECIFICATION = "specification", _("Specification")
    OTHER = "other", pgettext_lazy("file", "Other")
