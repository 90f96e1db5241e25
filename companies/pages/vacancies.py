"""What a page says of a role that nobody holds, and what to do."""

from typing import Any

from django.utils.translation import gettext as _

from ..computed.holders import is_ownerless, is_silent
from ..models import Chamber, Firm


def of_firm(firm: Firm) -> dict[str, Any] | None:
    """For components/caution.html; None while somebody holds the role."""
    if not is_ownerless(firm):
        return None
    return {
        "title": _("Nobody holds the role of owner in this firm"),
        "text": _(
            "Its owner’s account is closed. Make one of its people the owner below; where none is left, call the "
            "contact person and invite them."
        ),
    }


def of_own_firm(firm: Firm) -> dict[str, Any] | None:
    """As its remaining people read it."""
    if not is_ownerless(firm):
        return None
    return {
        "title": _("Nobody holds the role of owner in your firm"),
        "text": _("Minamin has been told. Write to us who is to be the owner; until then nobody can change the team."),
    }


def of_chamber(chamber: Chamber, *, for_staff: bool) -> dict[str, Any] | None:
    if not is_silent(chamber):
        return None
    title = _("Nobody can act for %(chamber)s at present") % {"chamber": chamber}
    if not for_staff:
        return {"title": title, "text": _("Minamin has been told and looks for somebody. You need not do anything.")}
    text = _("Call the chamber and ask who follows. An administrator then names that person as its liaison.")
    return {"title": title, "text": " ".join(filter(None, [text, _telephone(chamber)]))}


def _telephone(chamber: Chamber) -> str:
    return _("Telephone: %(phone)s") % {"phone": chamber.phone} if chamber.phone else ""
