"""What to say to a firm on the telephone: in its own language, and in the one of whoever calls."""
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.consents import TEXTS
from accounts.enums import Purpose
from companies.models import Contact, Firm
from companies.pages.display import fact
from core.i18n import current_language, language_name, letter_language, speaking
from core.looks import look
from core.telephones import link_of, say_telephone

from ..models import Introduction
from .teasers import anonymous_title

GREETING = _("Good day. I am calling for Minamin, which brings firms of Japan and Central Asia together.")
AFTER_THE_PARTNER = [
    _("Until both firms agree, neither learns the name of the other."),
    _("Your contact person would have to agree to the following text. I read it to you."),
    TEXTS[Purpose.CONTACT_RELEASE],
    _("Do you agree? You may also say no, or ask for time to think."),
    _("I write down your name, today’s date and your answer. You can take it back until the contacts are passed on."),
]
PARTNER = _("A firm that suits yours would like to get to know you: %(partner)s.")


def script(introduction: Introduction, firm: Firm, contact: Contact | None) -> dict[str, Any]:
    """{lang, name, rows: [(theirs, ours)]}; `ours` is empty where whoever calls reads the firm's language."""
    language = letter_language(contact.language if contact else firm.language, firm.zone)
    ours = _sentences(introduction, firm)
    with speaking(language, firm.zone):
        theirs = _sentences(introduction, firm)
    same = language == current_language()
    rows = [(text, "" if same else mine) for text, mine in zip(theirs, ours, strict=True)]
    return {"lang": language, "name": language_name(language), "rows": rows}


def _sentences(introduction: Introduction, firm: Firm) -> list[str]:
    """In the language active now; the partner stays unnamed."""
    match = introduction.match
    partner = anonymous_title(match.other(firm), match.other_profile(firm))
    return [str(GREETING), str(PARTNER) % {"partner": partner}, *map(str, AFTER_THE_PARTNER)]


def person_facts(contact: Contact | None) -> list[dict[str, Any]]:
    """Whom to ask for."""
    if contact is None:
        return []
    return [
        fact(_("Contact person"), contact), fact(_("Position"), contact.position),
        fact(_("Writes in"), language_name(contact.language)),
    ]


def reach_facts(contact: Contact | None) -> list[dict[str, Any]]:
    """Where, for staff: a chamber is given the number of its call and no more."""
    if contact is None:
        return []
    look(contact, about=f"companies.firm:{contact.firm_id}")
    number = fact(_("Telephone"), say_telephone(contact.phone), url=link_of(contact.phone))
    return [number, fact(_("E-mail address"), contact.email)]
