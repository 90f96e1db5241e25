"""A request to join a firm as its decider and its author see it."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.i18n import say_date_of
from core.looks import look

from ..computed.joining import signs_of
from ..models import Claim
from .display import fact

TONE = {"asked": "waiting", "granted": "done", "refused": "overdue", "withdrawn": "planned"}
SIGN_WORDS = {
    "contact_address": gettext_lazy("The address is the one of the contact person"),
    "contact_domain": gettext_lazy("The mail domain is the one of the contact person"),
    "site_domain": gettext_lazy("The mail domain is the one of the firm's web site"),
    "contact_name": gettext_lazy("The name is the one of the contact person"),
    "document": gettext_lazy("A document was added"),
}


def claim_tag(claim: Claim) -> dict:
    return {"tone": TONE[claim.state], "word": claim.get_state_display()}


def claim_row(claim: Claim) -> dict:
    """For components/row_list.html; give it with firm and user."""
    title = _("%(person)s asks to join %(firm)s") % {"person": claim.user, "firm": claim.firm}
    meta = " · ".join([claim.position, _("asked on %(day)s") % {"day": say_date_of(claim.asked_at)}])
    return {"url": claim.get_absolute_url(), "title": title, "side": claim.firm.side, "meta": meta} | claim_tag(claim)


def signs(claim: Claim) -> list[dict]:
    """For components/checks.html: side by side what is there and what is not."""
    words = {True: ("done", _("Yes")), False: ("not_applicable", _("No"))}
    return [
        {"title": SIGN_WORDS[sign], "result": words[there][0], "word": words[there][1]}
        for sign, there in signs_of(claim).items()
    ]


def facts(claim: Claim) -> list[dict]:
    user = look(claim.user, about=claim)
    return [
        fact(_("Name"), user), fact(_("E-mail address"), user.email, url=f"mailto:{user.email}"),
        fact(_("Position"), claim.position), fact(_("What they write"), claim.note),
        fact(_("Asked on"), say_date_of(claim.asked_at)), fact(_("Answer by"), say_date_of(claim.answer_by)),
    ]
