from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TranslationState(TextChoices):
    ASKED = "asked", _("Waiting for a translator")
    QUEUED = "queued", _("Waiting for the translation service")
    MACHINE = "machine", _("Machine, unchecked")
    WRITTEN = "written", pgettext_lazy("text", "Translated")
    FAILED = "failed", _("Not translated")
    WITHDRAWN = "withdrawn", pgettext_lazy("translation", "Not asked for any more")
