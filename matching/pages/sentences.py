"""The engine's codes as sentences in the reader's language. Never the name of a firm:
these stand on anonymous teasers.
"""
from typing import Any, NamedTuple

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from companies.enums import Cooperation, ProfileKind, Sector
from companies.rules import hs
from core.geography import Country, Side
from core.i18n import language_name

SIZE = {
    "micro": _("up to 9 employees"),
    "small": _("10–49 employees"),
    "medium": _("50–249 employees"),
    "large": _("250 employees or more"),
}
# Kinds the engine knows by another name than the portal.
KIND = dict(ProfileKind.choices) | {"joint_venture": ProfileKind.INVESTMENT.label}

FACTOR_TITLE = {
    "text.close": _("The products and services match closely"),
    "text.related": _("The products and services are related"),
    "text.distant": _("The products and services have little in common"),
    "text.not_compared": _("The texts could not be compared yet"),
    "hs.same": _("Both name the same goods: %(goods)s"),
    "hs.heading": _("Both name goods of one group: %(goods)s"),
    "hs.chapter": _("The goods belong to the same broad group: %(goods)s"),
    "hs.different": _("The customs codes of the goods differ"),
    "hs.unknown": _("The customs codes could not be compared"),
    "role.answers": _("One offers what the other seeks"),
    "role.trade": _("One firm makes the goods, the other sells such goods"),
    "role.mutual": _("Both look for a partner to work with jointly"),
    "cooperation.same": _("Both want the same kind of cooperation"),
    "cooperation.compatible": _("The kinds of cooperation go together"),
    "cooperation.distant": _("The kinds of cooperation differ"),
    "market.sought": _("The country is among the markets sought"),
    "market.not_sought": _("The country is not among the markets sought"),
    "sector.shared": _("Same line of business: %(sectors)s"),
    "sector.different": _("The lines of business differ"),
    "certificates.all": _("All certificates asked for are there: %(held)s"),
    "certificates.some": _("Some certificates are there (%(held)s), others are not (%(missing)s)"),
    "certificates.none": _("The certificates asked for are missing: %(missing)s"),
    "certificates.alike": _("Both hold certificates of the same kind"),
    "language.main": _("There is a common language: %(languages)s"),
    "language.common": _("There is a second language in common: %(languages)s"),
    "language.none": _("There is no common language"),
    "size.fits": _("The sizes of the two firms are compatible"),
    "size.smaller": _("One firm is much smaller than the other"),
}
# They may carry points, but nobody calls them a reason for.
AGAINST = frozenset([
    "text.distant", "text.not_compared", "hs.different", "hs.unknown", "cooperation.distant", "market.not_sought",
    "sector.different", "certificates.none", "language.none", "size.smaller",
])
CAUTION = {
    "export_control": _(
        "Export control: HS code %(code)s stands on the list (tier %(tier)s). Minamin looks into it before contacts "
        "are released."
    ),
    "missing_certificate": _("A certificate asked for is missing: %(certificates)s."),
    "no_common_language": _("The firms have no common language: an interpreter will be needed."),
    "text_not_compared": _("The texts of the two profiles have not been compared yet."),
    "legal_id_format_only": _("The legal ID could be checked only for its form."),
    "legal_id_doubtful": _("The legal ID does not pass its check."),
}
# Cautions about one of the two firms, for a reader who is a party: (about the reader's own firm, about the other one).
CAUTION_OWN_OTHER = {
    "missing_certificate": (
        _("Your partner asks for a certificate that you have not named: %(certificates)s."),
        _("A certificate that you ask for is not among the partner's: %(certificates)s."),
    ),
    "legal_id_format_only": (
        _("Your legal ID could be checked only for its form."),
        _("The partner's legal ID could be checked only for its form."),
    ),
    "legal_id_doubtful": (
        _("Your legal ID does not pass its check."), _("The partner's legal ID does not pass its check.")
    ),
}
EXCLUSION = {
    "same_side": _("Both firms are on the same side."),
    "own_group": _("The two firms belong to one group."),
    "rival": _("One of the firms has listed the other as a competitor."),
    "do_not_introduce": _("These firms are not to be introduced to each other."),
    "not_live": _("The firm is not verified at present."),
    "no_profile": _("The firm has no published partnering profile."),
    "rival_makers": _("Both firms make the same goods: they are rivals."),
    "no_complementary_profiles": _("Neither firm offers what the other seeks."),
    "market_not_sought": _("The firm seeks partners in other countries: %(markets)s."),
}


class Reader(NamedTuple):
    """Who reads: a party (`own` is its side) or, with own=None, the staff; `partner` is the Central Asian country."""

    partner: str
    own: str | None = None

    def name(self, side: str) -> str:
        """You and They for a party, the two countries for the staff."""
        if self.own is None:
            return self.place(side)
        return str(_("You") if side == self.own else _("They"))

    def place(self, side: str) -> str:
        return str(Country.JP.label if side == Side.JAPAN else Country(self.partner).label)


def fit_word(fit: int) -> str:
    """The word that stands before the number: high, good, fair or low."""
    return str(_("high") if fit >= 80 else _("good") if fit >= 65 else _("fair") if fit >= 50 else _("low"))


def fit_tag(fit: int) -> tuple[str, str]:
    """(tone, words) of the tag on a card: word first, number second."""
    if fit >= 80:
        return "done", str(_("High fit · %(fit)s") % {"fit": fit})
    if fit >= 65:
        return "info", str(_("Good fit · %(fit)s") % {"fit": fit})
    return "planned", str((_("Fair fit · %(fit)s") if fit >= 50 else _("Low fit · %(fit)s")) % {"fit": fit})


def factor_view(
    factor: dict[str, Any], reader: Reader, looking: str, languages: tuple[str, str],
    of_both: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """{points, title, evidence} of one stored factor;
    `looking` is the side it looks from, `languages` its text's and the other's, `of_both` what both directions tell.
    """
    told = of_both or factor
    title = FACTOR_TITLE.get(told["reason"], told["reason"])
    return {
        "code": factor["code"],
        "points": factor["points"],
        "speaks_for": told["points"] > 0 and told["reason"] not in AGAINST,
        "title": str(title % _params(told)) if "%(" in str(title) else str(title),
        "evidence": _evidence(factor, reader, looking, languages),
    }


def caution_text(caution: dict[str, Any], reader: Reader) -> str:
    """One sentence; says whose it is when the reader is one of the two."""
    code, side = caution["code"], caution["side"]
    template = CAUTION.get(code, code)
    if reader.own and code in CAUTION_OWN_OTHER:
        template = CAUTION_OWN_OTHER[code][0 if side == reader.own else 1]
    text = str(template) % _params(caution) if "%(" in str(template) else str(template)
    if reader.own or side == "both":
        return text
    return str(_("%(place)s: %(text)s") % {"place": reader.place(side), "text": text})


def exclusion_text(exclusion: dict[str, Any], reader: Reader) -> str:
    params = exclusion["params"] | {
        "markets": listed(_country(code) for code in exclusion["params"].get("markets", []))
    }
    template = str(EXCLUSION.get(exclusion["code"], exclusion["code"]))
    text = template % params if "%(" in template else template
    if exclusion["side"] == "both":
        return text
    return str(_("%(place)s: %(text)s") % {"place": reader.place(exclusion["side"]), "text": text})


def listed(words) -> str:
    """Words one after the other, with the comma of the reader's language."""
    return pgettext("between the words of a list", ", ").join(str(word) for word in words)


def employees(count: int) -> str:
    return ngettext("%(count)s employee", "%(count)s employees", count) % {"count": count}


def goods(codes) -> str:
    """Plain words for HS codes, each code in brackets: Filling and packing machines (842230)."""
    return listed(map(hs.said, codes))


def _params(entry: dict[str, Any]) -> dict[str, str]:
    say = {"sectors": _sector, "languages": language_name}
    params = {}
    for name, values in entry["params"].items():
        params[name] = listed(map(say.get(name, str), values)) if isinstance(values, list) else values
    if entry["code"] == "hs" and "code" in params:
        params["goods"] = goods(entry["params"]["code"])
    return params


def _country(code: str) -> str:
    return str(dict(Country.choices).get(code, code))


def _sector(code: str) -> str:
    return str(dict(Sector.choices).get(code, code))


WORDS = {
    "line.hs_codes": lambda values: goods(values),
    "profile.kind": lambda values: listed(KIND.get(value, value) for value in values),
    "profile.cooperation": lambda values: listed(dict(Cooperation.choices).get(value, value) for value in values),
    "profile.markets": lambda values: listed(map(_country, values)),
    "firm.country": lambda values: listed(map(_country, values)),
    "profile.sectors": lambda values: listed(map(_sector, values)),
    "firm.languages": lambda values: listed(map(language_name, values)),
    "firm.employees": lambda values: listed(SIZE.get(value, value) for value in values),
}


def _evidence(factor: dict[str, Any], reader: Reader, looking: str, languages: tuple[str, str]) -> str:
    """What the reason rests on: the two fields, as the two firms gave them, each in its own language."""
    ours, theirs = (_values(factor[key], language) for key, language in zip(("ours", "theirs"), languages, strict=True))
    if not ours or not theirs:
        return ""
    sides = [(looking, ours), (_other(looking), theirs)]
    if factor["code"] == "market":  # the other value is only the country that everybody knows
        sides = sides[:1]
    first = reader.own or Side.JAPAN
    sides.sort(key=lambda one: one[0] != first)
    return format_html_join(" — ", "{}: {}", ((reader.name(side), words) for side, words in sides))


def _other(side: str) -> str:
    return Side.CENTRAL_ASIA if side == Side.JAPAN else Side.JAPAN


def _values(source: dict[str, Any], language: str) -> str:
    if source["field"] == "line.text":
        return format_html_join(" / ", '<q lang="{}">{}</q>', ((language, text) for text in source["values"][:2]))
    return WORDS.get(source["field"], listed)(source["values"])
