from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LeadState(TextChoices):
    NEW = "new", pgettext_lazy("state of an inquiry", "New")
    IN_TOUCH = "in_touch", _("In touch")
    INVITED = "invited", _("Invited to the portal")
    FIRM = "firm", _("Became a firm of the portal")
    CLOSED = "closed", pgettext_lazy("state of an inquiry", "Closed")


class LeadSource(TextChoices):
    INQUIRY = "inquiry", _("Inquiry form")
    CHAMBER = "chamber", _("Chamber")
    FAIR = "fair", _("Fair")
    IMPORT = "import", _("File")
    STAFF = "staff", _("Minamin staff")


class CloseCode(TextChoices):
    NO_FIT = "no_fit", _("Not what the portal does")
    NO_ANSWER = "no_answer", _("Nobody answers any more")
    NOT_WANTED = "not_wanted", _("They do not want it any more")
    DOUBLE = "double", _("Here under another record")
    UNWANTED = "unwanted", _("Advertising or abuse")
    OTHER = "other", _("Other")
