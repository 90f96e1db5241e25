"""Refusals of translations, each named after the rule that was broken."""
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class SameLanguage(Refusal):
    message = _("The text is written in this language already.")


class EmptyTranslation(Refusal):
    field = "text"
    message = _("Please write the translation.")


class NothingToCheck(Refusal):
    message = _("There is no translation to check yet. Please write it.")
