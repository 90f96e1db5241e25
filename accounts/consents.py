"""The consent texts. A changed wording is a new version for what is asked from then on; what was given to an earlier
one stays in force as it was given.
"""

from django.utils.translation import gettext_lazy as _

from .enums import Purpose

VERSION = "2026-12"
IN_FORCE = (VERSION, "2026-11")
TEXTS = {
    Purpose.PORTAL_USE: _(
        "The contact person knows that their name, position, e-mail address and telephone number are kept in the "
        "portal. Their own firm and Minamin's staff see them; so does the chamber of their country when it invites or "
        "calls the firm for Minamin. A partner firm sees them only after the contact person has agreed to it. They may "
        "have them corrected or deleted at any time."
    ),
    Purpose.CONTACT_RELEASE: _(
        "The contact person agrees that their name, position, e-mail address and telephone number are passed to the "
        "partner firm in the other country, where data protection law may differ from that at home, and to the "
        "chamber that helps with this introduction. Minamin's staff see them too. The contact person can withdraw this "
        "agreement until the contacts have been passed on."
    ),
}
FORMER = {
    "2026-11": {
        Purpose.PORTAL_USE: _(
            "The contact person knows that their name, position, e-mail address and telephone number are kept in the "
            "portal and seen by Minamin's staff, and may have them corrected or deleted at any time."
        ),
        Purpose.CONTACT_RELEASE: _(
            "The contact person agrees that their name, position, e-mail address and telephone number are passed to "
            "the partner firm and its chamber in the country named here, where data protection law may differ from "
            "that at home. They can withdraw this agreement until the contacts have been passed on."
        ),
    },
}


def agreed_text(purpose: str, version: str) -> str:
    """What was agreed to; "" for a version nobody kept."""
    texts = TEXTS if version == VERSION else FORMER.get(version, {})
    return str(texts.get(Purpose(purpose), ""))
