"""What an introduction's page shows: who gets what, whose answer is missing, and once released how and when to talk."""
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Chamber, Contact, Firm
from core.geography import Side
from core.i18n import city_of, language_name, say_both, say_clock
from core.looks import look
from core.telephones import link_of, say_telephone

from ..models import Introduction, Referral
from ..rules.overlap import far_zone, working_overlap
from .teasers import anonymous_title

WORDS = {
    "consent_requested": ("waiting", gettext_lazy("Waiting for both firms")),
    "contacts_released": ("due", gettext_lazy("Contacts are open")),
    "first_contact_confirmed": ("info", gettext_lazy("In touch")),
    "in_discussion": ("info", gettext_lazy("In discussion")),
    "concluded": ("done", gettext_lazy("Concluded")),
    "declined": ("planned", gettext_lazy("Declined")),
    "expired": ("planned", gettext_lazy("Expired")),
    "recalled": ("planned", gettext_lazy("Recalled by Minamin")),
}
CLOSED = {
    "declined": (
        gettext_lazy("This introduction was declined"),
        gettext_lazy("One of the two firms does not want to go on. No contacts were passed on."),
    ),
    "expired": (
        gettext_lazy("This introduction ran out"),
        gettext_lazy("One of the firms did not answer in time. No contacts were passed on."),
    ),
    "recalled": (
        gettext_lazy("Minamin has recalled this introduction"),
        gettext_lazy("The contacts are not shown any more. Write to Minamin if you have a question."),
    ),
}
OBSTACLE = {
    "japan_consent": gettext_lazy("The Japanese firm has not agreed yet."),
    "partner_consent": gettext_lazy("The Central Asian firm has not agreed yet."),
    "firm_not_live": gettext_lazy("One of the two firms is not verified at present."),
    "export_control": gettext_lazy("An export-control question is open."),
}


def firm_row(introduction: Introduction, firm: Firm) -> dict[str, Any]:
    """A row for components/row_list.html in one firm's list."""
    other = introduction.match.other(firm)
    tone, word = WORDS[introduction.state]
    meta = [other.get_country_display()]
    if introduction.state == "consent_requested":
        if not introduction.has_consent_of(firm):
            tone, word = "due", _("Your answer is awaited")
        meta += [_("Answer by:") + " " + say_both(introduction.answer_by, firm.zone)]
    named = introduction.is_released
    return {
        "url": introduction.get_absolute_url(),
        "side": other.side,
        "title": str(other) if named else anonymous_title(other, introduction.match.other_profile(firm)),
        "meta": " · ".join(map(str, meta)),
        "tone": tone,
        "word": word,
    }


def who_gets_what(introduction: Introduction, firm: Firm, contact: Contact | None) -> list[dict[str, Any]]:
    """Facts of the consent question: exactly what is passed on, to whom, in which country."""
    look(contact, about=introduction)
    other = introduction.match.other(firm)
    chambers = Chamber.objects.filter(country__in=introduction.match.countries, is_partner=True)
    person = [contact.name, contact.position, contact.email, say_telephone(contact.phone)] if contact else []
    return [
        {
            "label": _("Contact person"), "value": ", ".join(filter(None, person)),
            "missing": _("No contact person is named yet"),
        },
        {"label": _("Name of your firm"), "value": firm.name, "lang": firm.language},
        {"label": _("Passed on to"), "value": anonymous_title(other, introduction.match.other_profile(firm))},
        {"label": _("In this country"), "value": other.get_country_display()},
        {"label": _("And to the chamber"), "value": ", ".join(map(str, chambers)), "missing": _("none")},
        {"label": _("You get"), "value": _("the same details of the other firm")},
    ]


def contact_view(contact: Contact | None, firm: Firm) -> dict[str, Any]:
    """One contact card; without the person when they have not agreed."""
    view = {"firm": firm, "side": firm.side, "facts": [], "contact": contact}
    if contact:
        view["facts"] = [
            {"label": _("Contact person"), "value": str(contact)},
            {"label": _("Position"), "value": contact.position, "lang": firm.language},
            {"label": _("E-mail address"), "value": contact.email, "url": f"mailto:{contact.email}"},
            {"label": _("Telephone"), "value": say_telephone(contact.phone), "url": link_of(contact.phone)},
            {"label": _("Writes in"), "value": language_name(contact.language)},
        ]
        if firm.legal_form:
            view["facts"].insert(0, {"label": _("Legal form"), "value": firm.get_legal_form_display()})
        if numbers := firm.certificate_numbers:
            view["facts"].append({"label": _("Numbers of certificates"), "value": " · ".join(numbers.splitlines())})
    return view


def clocks(zones: list[str], now: datetime) -> list[dict[str, Any]]:
    """Rows of components/both_times.html: the reader's clock first."""
    return [
        {
            "city": city_of(zone), "time": say_clock(now, zone),
            "side": Side.JAPAN if zone == "Asia/Tokyo" else Side.CENTRAL_ASIA,
        }
        for zone in dict.fromkeys(zones)
    ]


def office_hours(zones: list[str], now: datetime) -> list[dict[str, Any]]:
    """The hours in which both offices are open, in each zone; [] when there are none."""
    first, second = zones
    overlap = working_overlap(now, first, second)
    if overlap.start == overlap.end:
        return []
    return [
        row | {"time": f"{say_clock(overlap.start, zone)}–{say_clock(overlap.end, zone)}"}
        for row, zone in zip(clocks(zones, now), zones, strict=True)
    ]


def helper_row(referral: Referral) -> dict[str, Any]:
    """The chamber that helps, for the two firms: its name and how far it is, not its people."""
    done = referral.closed_at is not None
    tone = "done" if done else "info" if referral.taken_at else "waiting"
    return {"name": str(referral.chamber), "tone": tone, "word": referral.get_state_display()}


def office_row(introduction: Introduction, reader_zone: str) -> dict[str, Any]:
    tone, word = WORDS[introduction.state]
    match = introduction.match
    agreed = [firm.get_country_display() for firm in (match.japan, match.partner) if introduction.has_consent_of(firm)]
    return {
        "introduction": introduction, "match": match, "tone": tone, "word": word, "agreed": ", ".join(map(str, agreed)),
        "other_zone": far_zone(match, reader_zone), "is_waiting": introduction.state == "consent_requested",
    }


def consent_check(introduction: Introduction, firm: Firm) -> dict[str, Any]:
    """A row of components/checks.html for the staff."""
    field = introduction.consent_field(firm)
    at, by = getattr(introduction, field + "_at"), getattr(introduction, field + "_by")
    agreed = at is not None
    return {
        "result": "done" if agreed else "waiting",
        "word": _("Agreed") if agreed else "",
        "title": str(firm),
        "at": at,
        "meta": str(by) if by else "",
    }
