from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileState(TextChoices):
    QUARANTINED = "quarantined", _("Being checked")
    RELEASED = "released", _("Checked")
    REFUSED = "refused", _("Refused")
