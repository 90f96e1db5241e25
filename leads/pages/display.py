"""Inquiries as staff and chambers see them, as plain data."""
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.pages.display import fact
from core.i18n import language_name, say_date_of, say_day, speaking
from core.looks import look
from core.names import shown
from core.telephones import link_of, say_telephone

from ..models import Lead, LeadMessage
from ..rules.phrases import PHRASES, SUBJECT

TONE = {"new": "due", "in_touch": "info", "invited": "waiting", "firm": "done", "closed": "planned"}


def lead_tag(lead: Lead) -> dict:
    return {"tone": TONE[lead.state], "word": lead.get_state_display()}


def lead_row(lead: Lead, now: datetime) -> dict:
    """Of the staff's list; give it with owner and chamber."""
    return {
        "lead": lead, "tag": lead_tag(lead), "late": lead.is_late(now),
        "from": lead.chamber or lead.get_source_display(), "language": language_name(lead.language),
    }


def card_row(lead: Lead, now: datetime) -> dict:
    """For components/row_list.html."""
    late = {"tone": "overdue", "word": _("Late")} if lead.is_late(now) else lead_tag(lead)
    due = _("answer by %(day)s") % {"day": say_date_of(lead.answer_by)} if lead.answer_by else ""
    meta = " · ".join(filter(None, [lead.get_country_display(), due]))
    return {"url": lead.get_absolute_url(), "title": str(lead), "side": lead.side,
            "meta": meta} | late


def facts(lead: Lead) -> list[dict]:
    look(lead, about=lead)
    agreed = _("ticked on the form") if lead.agreed_version else _("told to %(who)s") % {"who": shown(lead.told_to)}
    return [
        fact(_("Firm"), str(lead)), fact(_("Legal ID"), lead.legal_id),
        fact(_("Country"), lead.get_country_display()), fact(_("Contact person"), lead.person),
        fact(_("E-mail address"), lead.email, url=f"mailto:{lead.email}"),
        fact(_("Telephone"), say_telephone(lead.phone), url=link_of(lead.phone)),
        fact(_("Language"), language_name(lead.language)),
        fact(_("Where from"), " · ".join(filter(None, [lead.get_source_display(), str(lead.chamber or "")]))),
        fact(_("Agreed to be written to"), f"{say_day(lead.agreed_on)} ({agreed})"),
        fact(_("Looked after by"), lead.owner, missing=_("nobody yet")),
    ]


def said(message: LeadMessage) -> dict:
    if message.by is None:
        look(message, about=f"leads.lead:{message.lead_id}")
    who = str(message.by) if message.by else f"{shown(message.name, message.name_latin)} <{message.email}>"
    return {"message": message, "who": who, "ours": message.by is not None}


def referred_row(lead: Lead) -> dict:
    """What a chamber is told of its firm: name, state, next date."""
    return {"name": str(lead), "tag": lead_tag(lead), "answer_by": lead.answer_by}


def shared_row(lead: Lead) -> dict:
    """The same for components/row_list.html."""
    return {"url": reverse("leads:ours"), "title": str(lead)} | lead_tag(lead)


def with_phrases(text: str, codes: list[str], language: str) -> str:
    """Below what was typed, in the language of whoever is answered."""
    with speaking(language):
        chosen = [str(PHRASES[code][1]) for code in codes if code in PHRASES]
    return "\n\n".join(filter(None, [text.strip(), *chosen]))


def subject_in(language: str) -> str:
    with speaking(language):
        return str(SUBJECT)
