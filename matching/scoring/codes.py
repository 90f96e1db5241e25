"""Every code the engine may give, with its English sentence and what fills it: the table to translate from.

A placeholder is filled from `params`, or from the factor's `ours` and `theirs` values. Kind of value after the colon:
lines (quoted texts) · hs · kind · cooperation · country · countries · sectors · certificates · languages · size.
"""

# code → (sentence, {placeholder: kind of value}); "ours" is the firm that looks, "theirs" the one looked at.
FACTOR_CODES: dict[str, tuple[str, dict[str, str]]] = {
    "text.close": ("The descriptions match closely: {ours} – {theirs}.", {"ours": "lines", "theirs": "lines"}),
    "text.related": ("The descriptions are related: {ours} – {theirs}.", {"ours": "lines", "theirs": "lines"}),
    "text.distant": (
        "The descriptions have little in common: {ours} – {theirs}.", {"ours": "lines", "theirs": "lines"}
    ),
    "text.not_compared": (
        "The descriptions could not be compared: {ours} – {theirs}.", {"ours": "lines", "theirs": "lines"}
    ),
    "hs.same": ("Both name HS code {code}.", {"code": "hs"}),
    "hs.heading": ("Both name goods of HS heading {code}.", {"code": "hs"}),
    "hs.chapter": ("Both name goods of HS chapter {code}.", {"code": "hs"}),
    "hs.different": ("The HS codes differ: {ours} – {theirs}.", {"ours": "hs", "theirs": "hs"}),
    "hs.unknown": ("The HS codes could not be compared: not both lines have one.", {}),
    "role.answers": (
        "One side offers what the other side looks for: {ours} – {theirs}.", {"ours": "kind", "theirs": "kind"}
    ),
    "role.mutual": (
        "Both sides look for a partner of the other's kind: {ours} – {theirs}.", {"ours": "kind", "theirs": "kind"}
    ),
    "role.trade": ("One firm makes, the other sells: {ours} – {theirs}.", {"ours": "kind", "theirs": "kind"}),
    "cooperation.same": ("Both want the same kind of cooperation: {ours}.", {"ours": "cooperation"}),
    "cooperation.compatible": ("The kinds of cooperation go together: {ours} – {theirs}.",
                               {"ours": "cooperation", "theirs": "cooperation"}),
    "cooperation.distant": (
        "The kinds of cooperation differ: {ours} – {theirs}.", {"ours": "cooperation", "theirs": "cooperation"}
    ),
    "market.sought": ("{theirs} is one of the markets sought.", {"theirs": "country"}),
    "market.not_sought": (
        "{theirs} is not one of the markets sought: {ours}.", {"theirs": "country", "ours": "countries"}
    ),
    "sector.shared": ("Both work in: {sectors}.", {"sectors": "sectors"}),
    "sector.different": ("The sectors differ: {ours} – {theirs}.", {"ours": "sectors", "theirs": "sectors"}),
    "certificates.all": ("All certificates asked for are there: {held}.", {"held": "certificates"}),
    "certificates.some": ("Of the certificates asked for, {held} is there and {missing} is missing.",
                          {"held": "certificates", "missing": "certificates"}),
    "certificates.none": ("None of the certificates asked for is there: {missing}.", {"missing": "certificates"}),
    "certificates.alike": ("Both hold certificates of the same kind: {ours} – {theirs}.",
                           {"ours": "certificates", "theirs": "certificates"}),
    "language.main": ("They can talk in this side's first language: {languages}.", {"languages": "languages"}),
    "language.common": ("Common language: {languages}.", {"languages": "languages"}),
    "language.none": ("No common language: {ours} – {theirs}.", {"ours": "languages", "theirs": "languages"}),
    "size.fits": ("The other firm is large enough: {ours} – {theirs}.", {"ours": "size", "theirs": "size"}),
    "size.smaller": ("The other firm is much smaller: {ours} – {theirs}.", {"ours": "size", "theirs": "size"}),
}

# `side` of a caution is the firm it is about, of an exclusion the firm whose data or wish stands in the way; or "both".
CAUTION_CODES: dict[str, tuple[str, dict[str, str]]] = {
    "export_control": ("HS code {code} is on the export-control list (tier {tier}): a reviewer must look at it.",
                       {"code": "hs", "tier": "text"}),
    "legal_id_doubtful": ("The legal ID of this firm is doubtful.", {}),
    "legal_id_format_only": ("Only the format of this firm's legal ID has been checked.", {}),
    "missing_certificate": (
        "A certificate the partner asks for is missing: {certificates}.", {"certificates": "certificates"}
    ),
    "no_common_language": ("The firms have no common language: {japan} – {central_asia}.",
                           {"japan": "languages", "central_asia": "languages"}),
    "text_not_compared": ("The descriptions could not be compared; the fit rests on the other data.", {}),
}

EXCLUSION_CODES: dict[str, tuple[str, dict[str, str]]] = {
    "same_side": ("Both firms are on the same side.", {}),
    "own_group": ("Both firms belong to the same group.", {}),
    "rival": ("This firm has named the other one a rival.", {}),
    "do_not_introduce": ("This firm must not be introduced to the other one.", {}),
    "not_live": ("This firm is not verified or is suspended.", {}),
    "no_profile": ("This firm has no published partnering profile.", {}),
    "rival_makers": ("Both firms make the same goods.", {}),
    "no_complementary_profiles": ("Neither offers what the other looks for.", {}),
    "market_not_sought": ("This firm does not look for partners in {country}; it seeks {markets}.",
                          {"country": "country", "markets": "countries"}),
}
