"""What holds for two firms together, the same whoever reads it: which line goes with which, what nobody has said."""
from typing import Any, NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from companies.models import Firm, PartneringProfile
from companies.rules import hs
from core.geography import Side
from core.i18n import current_language, language_name

from ..models import Match
from .sentences import listed

# Found for both directions from the same facts. Markets and certificates are what one of the two asks for.
OF_THE_PAIR = frozenset({"text", "hs", "role", "cooperation", "sector", "language", "size"})
HEADLINE = 160


class Line(NamedTuple):
    """One firm's line: `foreign` names its language where it is not the reader's, `goods` are the reader's words."""

    text: str
    lang: str
    foreign: str
    goods: str
    has_code: bool

    @property
    def headline(self) -> str:
        return Truncator(self.text).chars(HEADLINE)


def agreed(match: Match) -> dict[str, dict[str, Any]]:
    """{factor: the finding that both directions tell}: of two different ones, the weaker."""
    found: dict[str, dict[str, Any]] = {}
    for factor in [*match.reasons.get("japan", []), *match.reasons.get("partner", [])]:
        code = factor["code"]
        if code in OF_THE_PAIR and (code not in found or _share(factor) < _share(found[code])):
            found[code] = factor
    return found


def _share(factor: dict[str, Any]) -> float:
    return factor["points"] / factor["max_points"] if factor["max_points"] else 0.0


def matched_lines(match: Match) -> dict[str, Line]:
    """{side: line}: the two that carry the match. Where nobody knows which (a pair put together by hand), the first.
    Asks no query of with_lines() rows.
    """
    profiles = {Side.JAPAN: match.japan_profile, Side.CENTRAL_ASIA: match.partner_profile}
    texts = _carrying_texts(match)
    lines = {side: line_of(profile, texts.get(side)) for side, profile in profiles.items() if profile}
    return {str(side): line for side, line in lines.items() if line}


def _carrying_texts(match: Match) -> dict[str, str]:
    text = next((factor for factor in match.reasons.get("japan", []) if factor["code"] == "text"), None)
    if text is None or not (text["ours"]["values"] and text["theirs"]["values"]):
        return {}
    return {Side.JAPAN: text["ours"]["values"][0], Side.CENTRAL_ASIA: text["theirs"]["values"][0]}


def line_of(profile: PartneringProfile, text: str | None) -> Line | None:
    """The line with this text, as it was compared, also where it was changed since."""
    lines = list(profile.lines.all())
    row = next((line for line in lines if line.text == text), None) if text else next(iter(lines), None)
    if row is None and not text:
        return None
    codes = row.hs_codes if row else []
    foreign = "" if profile.language == current_language() else language_name(profile.language)
    goods = listed(dict.fromkeys(str(hs.label(code)) for code in codes))
    return Line(row.text if row else text, profile.language, foreign, goods, bool(codes))


def unsaid(firm: Firm, profile: PartneringProfile | None, line: Line | None) -> str:
    """What this firm has not told, one after the other; empty where it told everything."""
    if profile is None:
        return ""
    missing = [
        (profile.volumes, _("capacity and volumes")),
        (firm.employees, _("size of the firm")),
        (profile.trade_role, _("who it is: maker, seller or buyer")),
        (line is None or line.has_code, _("customs code of this line")),
        (firm.languages, _("languages spoken")),
    ]
    return listed(words for said, words in missing if not said)
