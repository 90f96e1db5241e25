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


class DecidingState(TextChoices):
    STANDING = "standing", _("Deciding")
    PASSED = "passed", _("The day has passed")
    RENEWED = "renewed", _("Another day was named")
    ENDED = "ended", _("Decided")


class DecidingReason(TextChoices):
    MANAGEMENT = "management", _("Our management decides on it")
    BUDGET = "budget", _("We are preparing the budget")
    ENGINEERS = "engineers", _("Our engineers are examining it")
    CUSTOMERS = "customers", _("We are asking our customers or partners")
    PAPERS = "papers", _("We are gathering documents or certificates")
    PRICES = "prices", _("We are calculating prices or transport")
    SEASON = "season", _("It is our busy season")
    HOLIDAYS = "holidays", _("There are holidays in our country")
    OTHER = "other", _("Another reason inside the firm")


class FileSort(TextChoices):
    CATALOGUE = "catalogue", _("Catalogue")
    PICTURE = "picture", _("Picture")
    PRICES = "prices", _("Price list")
    CERTIFICATE = "certificate", _("Certificate")
    SPECIFICATION = "specification", _("Specification")
    OTHER = "other", pgettext_lazy("file", "Other")
