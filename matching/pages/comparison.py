"""Both sides beside each other: what each wrote, and how well it goes together."""
from typing import Any

from django.utils.translation import gettext as _

from companies.enums import Cooperation, Sector
from companies.models import Firm, PartneringProfile
from core.geography import Country
from core.i18n import language_name

from ..models import Match
from .sentences import employees, goods, listed
from .teasers import size_words

FITS, PARTLY = 0.75, 0.3  # share of a factor's points in its weaker direction


def compare_rows(match: Match, *, exact_size: bool) -> list[dict[str, Any]]:
    """Rows for components/compare_table.html. `exact_size`: numbers for the staff, bands for firms."""
    both = [(match.japan, match.japan_profile), (match.partner, match.partner_profile)]
    verdicts = _verdicts(match)
    rows = []
    for field, code, say in _fields(exact_size):
        cells = [say(firm, profile) if profile else "" for firm, profile in both]
        row = _row(field, code, cells, verdicts)
        rows.append(row)
        if code in ("text", "volumes"):
            row["japan_lang"], row["central_asia_lang"] = (
                profile.language if profile else "" for _firm, profile in both
            )
    return [row for row in rows if row["japan"] or row["central_asia"]]


def _fields(exact_size: bool) -> list[tuple]:
    """(what it is called, the engine's factor, how one side says it)."""
    return [
        (_("Offer or need"), "role", lambda _firm, profile: profile.get_kind_display()),
        (_("Who the firm is here"), "trade_role", lambda _firm, profile: str(profile.get_trade_role_display())),
        (
            _("Products and services"), "text",
            lambda _firm, profile: " / ".join(line.text for line in profile.lines.all()),
        ),
        (_("Goods by HS code"), "hs", lambda _firm, profile: goods(_codes(profile))),
        (_("Cooperation sought"), "cooperation", lambda _firm, profile: str(Cooperation(profile.cooperation).label)),
        (_("Markets sought"), "market", lambda _firm, profile: _labels(Country, profile.markets) or _("any")),
        (_("Line of business"), "sector", lambda firm, profile: _labels(Sector, profile.sectors or firm.sectors)),
        (_("Certificates held"), "", lambda firm, _profile: listed(firm.certificates)),
        (
            _("Certificates asked of the partner"), "certificates",
            lambda _firm, profile: listed(profile.certificates_wanted),
        ),
        (_("Languages"), "language", lambda firm, _profile: listed(map(language_name, firm.languages))),
        (_("Size"), "size", lambda firm, _profile: _size(firm, exact_size)),
        (_("Volumes and conditions"), "volumes", lambda _firm, profile: profile.volumes),
    ]


def _row(field: str, code: str, cells: list[str], verdicts: dict[str, str]) -> dict[str, Any]:
    japan, central_asia = cells
    verdict = verdicts.get(code, "")
    if code in ("text", "language", "size") and not (japan and central_asia):
        verdict = "unanswered"
    return {"code": code, "field": field, "japan": japan, "central_asia": central_asia, "verdict": verdict}


# Said by the finding itself, so that the table never says more than the sentence.
VERDICT = {
    "text.close": "fits", "text.related": "partly", "text.distant": "check", "text.not_compared": "unanswered",
    "hs.same": "fits", "hs.heading": "fits", "hs.chapter": "partly", "hs.different": "check",
    "hs.unknown": "unanswered",
}


def _verdicts(match: Match) -> dict[str, str]:
    """{factor: verdict} of the weaker direction."""
    found: dict[str, str] = {}
    order = ["check", "unanswered", "partly", "fits"]
    for factor in [*match.reasons.get("japan", []), *match.reasons.get("partner", [])]:
        share = factor["points"] / factor["max_points"] if factor["max_points"] else 0
        verdict = "fits" if share >= FITS else "partly" if share >= PARTLY else "check"
        verdict = VERDICT.get(factor["reason"], verdict)
        found[factor["code"]] = min(found.get(factor["code"], "fits"), verdict, key=order.index)
    return found


def _codes(profile: PartneringProfile) -> list[str]:
    return list(dict.fromkeys(code for line in profile.lines.all() for code in line.hs_codes))


def _labels(choices, codes: list[str]) -> str:
    names = dict(choices.choices)
    return listed(names.get(code, code) for code in codes)


def _size(firm: Firm, exact: bool) -> str:
    return employees(firm.employees) if exact and firm.employees else size_words(firm)
