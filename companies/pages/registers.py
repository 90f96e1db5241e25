"""What a state register says, beside what stands here. Only pages of staff show who heads a firm."""
import re

from django.urls import reverse
from django.utils.translation import gettext as _

from core.i18n import language_name, say_date_of

from ..models import Finding, Firm
from ..registers import RegisterEntry, register_of, title_of
from ..rules.cities import city_key
from ..rules.register_names import same_name
from .display import fact

READING = "kana"
KANJI = re.compile("[\u4e00-\u9fff]")


def proposal(entry: RegisterEntry) -> dict:
    """For whoever registers a firm: names to take over, the rest to read."""
    return {
        "title": title_of(entry), "names": [
            {"language": language, "name": name, "lang": _tag(language)}
            for language, name in entry.names.items() if language != READING
        ],
        "facts": [
            *(fact(_("Address"), text, lang=language) for language, text in entry.addresses.items()),
            *(fact(_("Activity"), text, lang=language) for language, text in entry.activities.items()),
            *([fact(_("State"), entry.ended)] if entry.ended else []),
        ],
    }


def _tag(language: str) -> str:
    return "ja" if language == READING else language


def taken(entry: RegisterEntry, language: str) -> dict[str, str]:
    """Fields of the form that a chosen name fills."""
    name = entry.names.get(language, "")
    if not name:
        return {}
    return {"name_latin": name} if language == "en" else {"name": name}


def comparison(firm: Firm, entry: RegisterEntry) -> list[dict]:
    """Rows for staff: field, what the register says, what the firm says, verdict."""
    contact = getattr(firm, "contact", None)
    ours = [firm.name, firm.name_latin]
    rows = [_row(_name_label(language), name, " · ".join(filter(None, ours)), same_name(ours, [name]), _tag(language))
            for language, name in entry.names.items()]
    rows += [_row(_("Address"), text, firm.city, _in(firm.city, text), language)
             for language, text in entry.addresses.items()]
    rows += [_row(_("Activity"), text, "", None, language) for language, text in entry.activities.items()]
    if entry.head:
        rows.append(_row(_("Head of the firm"), entry.head, contact.name if contact else "", None, ""))
    if entry.ended:
        rows.append(_row(_("State"), entry.ended, firm.get_state_display(), False, ""))
    return rows


def _name_label(language: str) -> str:
    if language == READING:
        return _("Reading of the name")
    return _("Name (%(language)s)") % {"language": language_name(language)}


def _row(label: str, theirs: str, ours: str, same: bool | None, lang: str) -> dict:
    """`same`: None where the two cannot be compared."""
    verdict = {True: ("fits", _("The same")), False: ("check", _("Different")), None: ("", "")}[same]
    return {"label": label, "theirs": theirs, "ours": ours, "lang": lang, "verdict": verdict[0], "word": verdict[1]}


def _in(city: str, address: str) -> bool | None:
    """Whether the address names the city; None where nothing is known, or a script cannot be read against another."""
    if not city or bool(KANJI.search(city)) != bool(KANJI.search(address)):
        return None
    return city in address or city_key(city) in {city_key(word) for word in re.split(r"[,\s]+", address)}


def finding_row(finding: Finding) -> dict:
    """Also for components/row_list.html; give it with its firm."""
    meta = " · ".join(filter(None, [finding.get_kind_display(), finding.said, say_date_of(finding.found_at)]))
    url = f"{reverse('companies:review_firm', args=[finding.firm_id])}#register"
    return {
        "finding": finding, "url": url, "title": str(finding.firm),
        "side": finding.firm.side, "meta": meta, "tone": "overdue", "word": _("To check"),
    }


def register_card(firm: Firm, entry: RegisterEntry | None) -> dict:
    """The card of the firm's case. `is_on`: a register is connected for the firm's country."""
    return {
        "is_on": register_of(firm.country) is not None and bool(firm.legal_id),
        "rows": comparison(firm, entry) if entry else [],
        "title": title_of(entry) if entry else "",
        "findings": [finding_row(one) for one in firm.findings.open().select_related("firm")],
        "asked_at": firm.register_asked_at,
    }
