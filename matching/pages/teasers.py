"""What a firm may see of another before both have agreed: country, size, line of business, the profile's own words;
no name.
"""
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.enums import Sector
from companies.models import Firm, PartneringProfile
from companies.rules import hs
from core.geography import Side
from core.i18n import say_ago

from ..models import Match
from ..scoring.factors import size_band
from ..states import OPEN_MATCH
from .pair_facts import OF_THE_PAIR, Line, agreed, matched_lines, unsaid
from .sentences import SIZE, Reader, caution_text, factor_view, fit_tag, listed

FIRM_IN = {
    "JP": _("Firm in Japan"),
    "KZ": _("Firm in Kazakhstan"),
    "UZ": _("Firm in Uzbekistan"),
    "KG": _("Firm in Kyrgyzstan"),
    "TJ": _("Firm in Tajikistan"),
    "TM": _("Firm in Turkmenistan"),
}
BY_HAND = _("Minamin’s staff suggests this firm")
REASONS_ON_A_CARD, CAUTIONS_ON_A_CARD, LINES_ON_A_CARD = 3, 1, 4


def anonymous_title(firm: Firm, profile: PartneringProfile | None) -> str:
    """Firm in Kazakhstan · Food and drink · 50–249 employees."""
    return " · ".join(filter(None, [str(FIRM_IN[firm.country]), sector_words(firm, profile), size_words(firm)]))


def size_words(firm: Firm) -> str:
    """A band, because the exact number would give a firm away."""
    return str(SIZE[size_band(firm.employees)]) if firm.employees else ""


def sector_words(firm: Firm, profile: PartneringProfile | None, most: int = 2) -> str:
    names = dict(Sector.choices)
    return listed(names.get(code, code) for code in ((profile and profile.sectors) or firm.sectors)[:most])


def topic(profile: PartneringProfile | None, firm: Firm) -> str:
    """The goods in the reader's words: the label of the first HS code, else the line of business."""
    codes = [code for line in (profile.lines.all() if profile else ()) for code in line.hs_codes]
    if codes:
        return str(hs.label(codes[0]))
    return sector_words(firm, profile, 1) or (str(profile.get_cooperation_display()) if profile else "")


def reader_of(match: Match, firm: Firm | None) -> Reader:
    """A party's eyes, or the staff's when `firm` is None."""
    return Reader(partner=match.partner.country, own=match.side_of(firm) if firm else None)


def explained(match: Match, reader: Reader, looking: str) -> list[dict[str, Any]]:
    """The factors of one direction, most points first; `looking` is the side through whose eyes."""
    key, own, other = ("japan", "japan_profile", "partner_profile") if looking == Side.JAPAN else (
        "partner", "partner_profile", "japan_profile")
    languages = tuple(profile.language if profile else "" for profile in (getattr(match, own), getattr(match, other)))
    of_both = agreed(match)
    factors = [
        factor_view(factor, reader, looking, languages, of_both.get(factor["code"]))
        for factor in match.reasons.get(key, [])
    ]
    return sorted(factors, key=lambda factor: -factor["points"])


def why(match: Match, reader: Reader, own: str) -> dict[str, Any]:
    """What speaks for a pair, the same for both: what holds for the two, and what each of them asks. With the points of
    either direction.
    """
    other = Side.CENTRAL_ASIA if own == Side.JAPAN else Side.JAPAN
    ours, theirs = (explained(match, reader, side) for side in (own, other))
    read = {(factor["title"], factor["evidence"]) for factor in ours}
    of_them = [
        factor for factor in theirs
        if factor["code"] not in OF_THE_PAIR and (factor["title"], factor["evidence"]) not in read
    ]
    scores = {Side.JAPAN: match.forward, Side.CENTRAL_ASIA: match.backward}
    return {
        "reasons": [_beside_its_lines(factor) for factor in [*ours, *of_them] if factor["speaks_for"]],
        "ours": [factor for factor in ours if factor["points"]], "own_fit": round(scores[own]),
        "theirs": [factor for factor in theirs if factor["points"]], "their_fit": round(scores[other]),
    }


def _beside_its_lines(factor: dict[str, Any]) -> dict[str, Any]:
    """The two lines stand above it already."""
    return factor | {"evidence": ""} if factor["code"] == "text" else factor


def own_gaps(match: Match, firm: Firm) -> dict[str, str]:
    """What the reader's own firm has not said, and where it says it."""
    profile = match.japan_profile if match.side_of(firm) == Side.JAPAN else match.partner_profile
    line = matched_lines(match).get(match.side_of(firm))
    return {"own_unsaid": unsaid(firm, profile, line), "own_url": profile.get_absolute_url() if profile else ""}


def teaser_lines(profile: PartneringProfile | None, most: int | None = LINES_ON_A_CARD) -> list[dict[str, Any]]:
    """[{text, lang, goods}]: each line in its author's language, its HS codes in the reader's."""
    lines = list(profile.lines.all())[:most] if profile else []
    return [
        {
            "text": line.text, "lang": profile.language,
            "goods": listed(dict.fromkeys(str(hs.label(code)) for code in line.hs_codes)),
        }
        for line in lines
    ]


def match_card(match: Match, firm: Firm, *, now: datetime, may_answer: bool = True) -> dict[str, Any]:
    """A card for components/match_card.html; nothing in it tells who the other firm is.
    Asks no query of with_firms() rows.
    """
    other, profile = match.other(firm), match.other_profile(firm)
    reader = reader_of(match, firm)
    tone, words = said_tag(match)
    reasons = [factor for factor in explained(match, reader, reader.own) if factor["speaks_for"]]
    return {
        "id": f"match-{match.pk}",
        "url": reverse("matching:match", args=[match.pk]),
        "side": other.side,
        "place": other.get_country_display(),
        "fit_tone": tone,
        "fit_word": words,
        **_headline(match, firm),
        "kind": profile.get_kind_display() if profile else "",
        "when": say_ago(match.created_at, now),
        "reasons": [factor["title"] for factor in reasons[:REASONS_ON_A_CARD]],
        "cautions": [caution_text(caution, reader) for caution in match.cautions[:CAUTIONS_ON_A_CARD]],
        "actions": answer_actions(match) if may_answer else [],
    }


def _headline(match: Match, firm: Firm) -> dict[str, Any]:
    """The other firm's line first, then who writes it and with which line of the reader's it goes."""
    other, who = match.other(firm), anonymous_title(match.other(firm), match.other_profile(firm))
    lines = matched_lines(match)
    theirs, mine = lines.get(match.side_of(other)), lines.get(match.side_of(firm))
    return _titled(theirs, who) | {
        "mine": mine, "theirs": theirs, "unsaid": unsaid(other, match.other_profile(firm), theirs),
    }


def _titled(line: Line | None, who: str) -> dict[str, Any]:
    """Where there is no line, the firm itself is the title."""
    return {"title": line.headline, "lang": line.lang, "who": who} if line else {"title": who, "lang": "", "who": ""}


def answer_actions(match: Match) -> list[dict[str, Any]]:
    page = reverse("matching:match", args=[match.pk])
    return [
        {
            "url": reverse("matching:interest", args=[match.pk]), "label": _("We are interested"),
            "kind": "filled", "post": True,
        },
        {"url": f"{page}#decline", "label": _("Not for us"), "kind": "outline"},
        {"url": page, "label": _("Details"), "kind": "text"},
    ]


# What a firm reads about a match it is not asked about (any more): (tone, words).
STANDING = {
    "suggested": ("waiting", _("To answer")),
    "shortlisted": ("waiting", _("To answer")),
    "proposed": ("waiting", _("Under review by Minamin")),
    "approved": ("due", _("Consent of both firms")),
    "introduced": ("done", _("Introduced")),
    "declined": ("planned", _("Declined")),
    "rejected": ("planned", _("Not taken further")),
    "dismissed": ("planned", _("Not taken further")),
    "expired": ("planned", _("Ended")),
}


def said_tag(match: Match) -> tuple[str, str]:
    """(tone, words): how well it fits, or who suggests it."""
    return ("info", str(BY_HAND)) if match.by_hand else fit_tag(match.fit)


def answered_row(match: Match, firm: Firm) -> dict[str, Any]:
    """A row for components/row_list.html; `waiting` while it is Minamin's turn."""
    tone, word = STANDING.get(match.state, ("planned", match.get_state_display()))
    other = match.other(firm)
    who = anonymous_title(other, match.other_profile(firm))
    titled = _titled(matched_lines(match).get(match.side_of(other)), who)
    return {
        "url": reverse("matching:match", args=[match.pk]),
        "side": other.side,
        "title": titled["title"],
        "lang": titled["lang"],
        "meta": " · ".join(filter(None, [titled["who"], said_tag(match)[1]])),
        "tone": tone,
        "word": word,
        "waiting": match.state in OPEN_MATCH,
    }
