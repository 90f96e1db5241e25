from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    MEMBER = "member", _("Firm member")
    STAFF = "staff", _("Minamin staff")
    LIAISON = "liaison", _("Chamber liaison")
    ADMINISTRATOR = "administrator", _("Administrator")


class Verdict(TextChoices):
    ACCEPTED = "accepted", _("Accepted as it is")
    REWORDED = "reworded", _("Worded better")


class Purpose(TextChoices):
    CONTACT_RELEASE = "contact_release", _("Passing the contact person's details to a partner abroad")
    PORTAL_USE = "portal_use", _("Keeping the contact person's details in the portal")
