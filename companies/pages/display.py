"""How firms and profiles look on a page: tones of states, facts for the definition lists, rows for the lists."""
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.geography import Country
from core.i18n import language_name, say_date_of
from core.looks import look
from core.telephones import link_of, say_telephone
from core.text import suspicious_words

from ..computed.reach import Reached
from ..enums import CheckResult, Cooperation, Reach, Sector
from ..models import Contact, Firm, Merge, PartneringProfile, VerificationCheck
from ..rules import export_control, hs, legal_ids
from ..services import AUTOMATIC, facts_of_legal_id

FIRM_TONE = {
    "draft": "draft", "submitted": "waiting", "in_review": "info", "more_info_requested": "due", "verified": "done",
    "suspended": "overdue", "rejected": "overdue", "merged": "planned", "ceased": "planned",
}
PROFILE_TONE = {
    "draft": "draft", "submitted": "waiting", "in_review": "info", "changes_requested": "due", "published": "done",
    "expired": "due", "withdrawn": "planned", "fulfilled": "planned",
}
MERGE_TONE = {"proposed": "waiting", "done": "done", "refused": "planned", "taken_back": "planned"}
UNFINISHED = {"tone": "due", "word": gettext_lazy("Import not finished")}
REACH_TONE = {"somebody": "info", "invited": "waiting", "nobody": "overdue"}
# A number that fits its own rules is no verification: never green, never "verified".
NUMBER_LOOK = {
    "checked": ("info", gettext_lazy("Check digit fits")),
    "format_only": ("planned", gettext_lazy("Format only: no check digit exists")),
    "doubtful": ("overdue", gettext_lazy("The number does not fit")),
}
NUMBER_SAYS = {
    "resident": gettext_lazy("Resident firm"),
    "non_resident": gettext_lazy("Non-resident firm"),
    "joint_sole_traders": gettext_lazy("Joint sole traders"),
    "head": gettext_lazy("Head office"),
    "branch": gettext_lazy("Branch"),
    "representation": gettext_lazy("Representation"),
    "joint_farm": gettext_lazy("Joint farm"),
}
# "partly" is the neutral tag: what the portal itself finds in a number is no verification.
CHECK_RESULT = {
    CheckResult.PASSED: "done", CheckResult.FAILED: "failed", CheckResult.WAITING: "waiting",
    CheckResult.NOT_APPLICABLE: "not_applicable",
}
SECTOR = dict(Sector.choices)


def fact(label, value, **more) -> dict:
    return {"label": label, "value": value} | more


def firm_tag(firm: Firm) -> dict:
    if firm.is_unfinished:
        return UNFINISHED
    return {"tone": FIRM_TONE[firm.state], "word": firm.get_state_display()}


def profile_tag(profile: PartneringProfile) -> dict:
    if profile.is_unfinished:
        return UNFINISHED
    return {"tone": PROFILE_TONE[profile.state], "word": profile.get_state_display()}


def merge_tag(merge: Merge) -> dict:
    return {"tone": MERGE_TONE[merge.state], "word": merge.get_state_display()}


def merge_row(merge: Merge) -> dict:
    """For components/row_list.html; give it with both firms."""
    title = _("%(gone)s into %(kept)s") % {"gone": merge.firm, "kept": merge.into}
    return {"url": merge.get_absolute_url(), "title": title} | merge_tag(merge)


def reach_tag(reached: Reached) -> dict:
    """With the day of the invitation, where there is one."""
    word = Reach(reached.code).label
    if reached.invited_at:
        word = _("Invited on %(day)s, no answer yet") % {"day": say_date_of(reached.invited_at)}
    return {"tone": REACH_TONE[reached.code], "word": word}


def identity_facts(firm: Firm) -> list[dict]:
    return [
        fact(_("Country"), firm.get_country_display()),
        fact(legal_ids.NAME[firm.country], firm.legal_id),
        fact(_("Name in its own script"), firm.name, lang=firm.language),
        fact(_("Name in Latin letters"), firm.name_latin, lang="en"),
        fact(_("Legal form"), firm.get_legal_form_display()),
    ]


def business_facts(firm: Firm) -> list[dict]:
    return [
        fact(_("City"), firm.city, lang=firm.language),
        fact(_("Region"), firm.region, lang=firm.language),
        fact(_("Sectors"), joined(SECTOR.get(code, code) for code in firm.sectors)),
        fact(_("Languages you can work in"), joined(map(language_name, firm.languages))),
        fact(_("Employees"), firm.employees),
        fact(_("Founded in"), firm.founded),
        fact(_("Certificates"), joined(firm.certificates)),
        fact(_("Other certificates, not shown to partners yet"), joined(firm.certificates_asked), missing=_("none")),
        fact(_("Numbers of certificates"), joined(firm.certificate_numbers.splitlines())),
        fact(_("Web site"), firm.website, url=firm.website),
    ]


def contact_facts(contact: Contact | None) -> list[dict]:
    if contact is None:
        return []
    look(contact, about=f"companies.firm:{contact.firm_id}")
    return [
        fact(_("Contact person"), str(contact)),
        fact(_("Position"), contact.position, lang=contact.language),
        fact(_("E-mail address"), contact.email, url=f"mailto:{contact.email}"),
        fact(_("Telephone"), say_telephone(contact.phone), url=link_of(contact.phone)),
        fact(_("Language of correspondence"), language_name(contact.language)),
    ]


def number_facts(firm: Firm) -> list[dict]:
    """What the legal ID itself says; staff compare it with what the firm says."""
    says = facts_of_legal_id(firm)
    known = {
        "formatted": (_("Usual way of writing"), says.get("formatted")),
        "registered": (_("Month of registration"), says.get("registered")),
        "residency": (_("Kind of firm"), NUMBER_SAYS.get(says.get("residency"))),
        "unit": (_("Kind of office"), NUMBER_SAYS.get(says.get("unit"))),
    }
    return [fact(*known[key]) for key in known if says.get(key)]


def number_tag(firm: Firm) -> dict:
    tone, word = NUMBER_LOOK[firm.legal_id_quality]
    return {"tone": tone, "word": word}


def mixed_words(firm: Firm) -> list[str]:
    return [word for text in (firm.name, firm.name_latin, firm.city) for word in suspicious_words(text)]


def mixed_in_name(*names: str) -> list[str]:
    """Words of a person's names that mix letters of two scripts."""
    return [word for text in names for word in suspicious_words(text)]


def check_row(check: VerificationCheck) -> dict:
    who = str(check.checked_by) if check.checked_by else _("the portal itself")
    meta = f"{who} · {say_date_of(check.checked_at)}"
    title = f"{check.get_kind_display()} — {check.how}" if check.how else check.get_kind_display()
    automatic = check.kind in AUTOMATIC and check.result == CheckResult.PASSED
    result, word = ("partly", _("Fits")) if automatic else (CHECK_RESULT[check.result], check.get_result_display())
    return {"result": result, "word": word, "title": title, "meta": meta}


def profile_row(profile: PartneringProfile, url_name: str = "companies:profile") -> dict:
    meta = f"{profile.get_kind_display()} · {Cooperation(profile.cooperation).label}"
    url = reverse(url_name, args=[profile.pk])
    return {"url": url, "title": profile.title, "lang": profile.language, "meta": meta} | profile_tag(profile)


def teaser(profile: PartneringProfile, *, staff: bool = False) -> dict:
    """A profile as partners see it: no name, no contact. Staff also see which codes are under export control."""
    firm = profile.firm
    return {
        "profile": profile, "side": firm.side, "place": firm.get_country_display(), "language": profile.language,
        "lines": [line_row(line, staff) for line in profile.lines.all()],
        "facts": [
            fact(_("Kind of cooperation"), profile.get_cooperation_display()),
            fact(_("Who the firm is here"), role_words(profile)),
            fact(_("Sectors"), joined(SECTOR.get(code, code) for code in profile.sectors or firm.sectors)),
            fact(_("Looks for partners in"), joined(profile_markets(profile))),
            fact(_("Volumes and conditions"), profile.volumes, lang=profile.language),
            fact(_("Certificates held"), joined(firm.certificates)),
            fact(_("Certificates a partner should hold"), joined(profile.certificates_wanted)),
            fact(_("Languages"), joined(map(language_name, firm.languages))),
        ],
    }


def role_words(profile: PartneringProfile) -> str:
    return str(profile.get_trade_role_display() or _("not said yet"))


def profile_markets(profile: PartneringProfile) -> list[str]:
    return [Country(code).label for code in profile.markets]


def line_row(line, staff: bool) -> dict:
    return {
        "text": line.text,
        "codes": [{"code": code, "label": hs.label(code)} for code in line.hs_codes],
        "control": [flag for code in line.hs_codes for flag in control_flags(code)] if staff else [],
    }


def control_flags(code: str) -> list[str]:
    """A question to the reviewer, never a verdict."""
    controlled = export_control.controlled_codes()
    if tier := controlled.tier(code):
        return [_("%(code)s is on the common high priority list, tier %(tier)s") % {"code": code, "tier": tier}]
    if possible := controlled.possible(code):
        return [
            _("%(code)s may stand for listed goods: %(listed)s") % {"code": code, "listed": ", ".join(sorted(possible))}
        ]
    return []


def joined(words) -> str:
    return " · ".join(map(str, words))
