"""The consent texts in force. A changed wording is a new version and is asked again."""

from django.utils.translation import gettext_lazy as _

from .enums import Purpose

VERSION = "2026-11"
TEXTS = {
    Purpose.PORTAL_USE: _(
        "The contact person knows that their name, position, e-mail address and telephone number are kept in the "
        "portal and seen by Minamin's staff, and may have them corrected or deleted at any time."
    ),
    Purpose.CONTACT_RELEASE: _(
        "The contact person agrees that their name, position, e-mail address and telephone number are passed to the "
        "partner firm and its chamber in the country named here, where data protection law may differ from that at "
        "home. They can withdraw this agreement until the contacts have been passed on."
    ),
}
