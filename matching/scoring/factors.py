"""The factors of a fit. Each looks from one firm at another and finds how far the other answers what the first one
wants.

A factor returns None when there is nothing to compare, and then counts neither for nor against.
"""
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from .certificates import missing_certificates, of_the_same_kind
from .compatibility import DISTRIBUTOR, MAKER, MUTUAL, complement, cooperation_strength
from .hs_codes import HsCodes, agreement, hs_codes
from .profile import FirmFacts, ProfileFacts


class Finding(NamedTuple):
    """`strength` 0 to 1; `reason` names the sentence (codes.py); `ours` and `theirs` are the values it rests on."""

    strength: float
    reason: str
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    params: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Party(NamedTuple):
    """A firm with one of its profiles, as the factors see it."""

    firm: FirmFacts
    profile: ProfileFacts
    hs: HsCodes


HS_REASONS = {level: f"hs.{level}" for level in ("same", "heading", "chapter", "different")}
Measure = Callable[[Party, Party, dict], Finding | None]


def party(firm: FirmFacts, profile: ProfileFacts) -> Party:
    return Party(firm, profile, hs_codes(code for line in profile.lines for code in line.hs_codes))


def hs(ours: Iterable[str], theirs: Iterable[str], weights: dict) -> Finding:
    """Of the two lines that carry the match, by their codes as typed. Codes that are missing count as usual ones."""
    mine, other = hs_codes(ours), hs_codes(theirs)
    if not mine.codes or not other.codes:
        return Finding(weights["hs"]["unknown"], "hs.unknown", mine.typed, other.typed)
    level, code = agreement(mine, other)
    return Finding(weights["hs"].get(level, 0.0), HS_REASONS[level], mine.typed, other.typed, (("code", (code,)),))


def role(ours: Party, theirs: Party, _weights: dict) -> Finding | None:
    one, other = ours.profile, theirs.profile
    return _role(one.kind, one.cooperation, other.kind, other.cooperation, one.trade_role, other.trade_role)


@lru_cache(maxsize=4096)
def _role(*both: str) -> Finding:
    kind, _, other_kind, _, *roles = both
    strength = complement(*both)
    if strength == MUTUAL:
        reason = "role.mutual"
    else:
        reason = "role.trade" if set(roles) == {MAKER, DISTRIBUTOR} else "role.answers"
    return Finding(strength, reason, (kind,), (other_kind,))


def cooperation(ours: Party, theirs: Party, _weights: dict) -> Finding | None:
    return _cooperation(ours.profile.kind, ours.profile.cooperation, theirs.profile.kind, theirs.profile.cooperation)


@lru_cache(maxsize=4096)
def _cooperation(kind: str, ours: str, other_kind: str, theirs: str) -> Finding:
    strength = cooperation_strength(kind, ours, other_kind, theirs)
    grade = "same" if ours == theirs else "compatible" if strength >= 0.5 else "distant"
    return Finding(strength, f"cooperation.{grade}", (ours,), (theirs,))


def market(ours: Party, theirs: Party, _weights: dict) -> Finding | None:
    return _market(ours.profile.markets, theirs.firm.country)


@lru_cache(maxsize=4096)
def _market(sought: frozenset[str], country: str) -> Finding | None:
    if not sought:
        return None
    wanted = country in sought
    return Finding(float(wanted), "market.sought" if wanted else "market.not_sought", tuple(sorted(sought)), (country,))


def sector(ours: Party, theirs: Party, _weights: dict) -> Finding | None:
    if not ours.profile.sectors or not theirs.profile.sectors:
        return None
    return _sector(ours.profile.sectors, theirs.profile.sectors)


@lru_cache(maxsize=4096)
def _sector(ours: frozenset[str], theirs: frozenset[str]) -> Finding:
    shared = tuple(sorted(ours & theirs))
    values = tuple(sorted(ours)), tuple(sorted(theirs))
    if not shared:
        return Finding(0.0, "sector.different", *values)
    return Finding(1.0, "sector.shared", *values, (("sectors", shared),))


def certificates(ours: Party, theirs: Party, _weights: dict) -> Finding | None:
    return _certificates(ours.profile.certificates, ours.firm.certificates, theirs.firm.certificates)


@lru_cache(maxsize=4096)
def _certificates(asked: tuple[str, ...], own: tuple[str, ...], theirs: tuple[str, ...]) -> Finding | None:
    if not asked:
        alike = of_the_same_kind(own, theirs)
        return Finding(1.0, "certificates.alike", *alike) if alike else None
    missing = missing_certificates(asked, theirs)
    held = tuple(name for name in asked if name not in missing)
    grade = "all" if not missing else "some" if held else "none"
    params = (("held", held), ("missing", missing))
    return Finding(len(held) / len(asked), f"certificates.{grade}", asked, theirs, params)


def language(ours: Party, theirs: Party, _weights: dict) -> Finding | None:
    return _language(ours.firm.languages, theirs.firm.languages)


@lru_cache(maxsize=4096)
def _language(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Finding | None:
    if not ours or not theirs:
        return None
    common = tuple(name for name in ours if name in theirs)
    if not common:
        return Finding(0.0, "language.none", ours, theirs)
    main = common[0] == ours[0]
    return Finding(
        1.0 if main else 0.75, "language.main" if main else "language.common", ours, theirs, (("languages", common),)
    )


def size(ours: Party, theirs: Party, _weights: dict) -> Finding | None:
    return _size(ours.firm.employees, theirs.firm.employees)


@lru_cache(maxsize=4096)
def _size(ours: int | None, theirs: int | None) -> Finding | None:
    if not ours or not theirs:
        return None
    bands = (size_band(ours),), (size_band(theirs),)
    if 3 * theirs >= ours:
        return Finding(1.0, "size.fits", *bands)
    return Finding(0.6 if 10 * theirs >= ours else 0.3, "size.smaller", *bands)


def size_band(employees: int) -> str:
    """The European size classes; a band, because the exact number would give a firm away."""
    return "micro" if employees < 10 else "small" if employees < 50 else "medium" if employees < 250 else "large"


# In the order in which points are added up; "text" and "hs" come first and belong to a pair of lines (meeting.py).
MEASURES: Mapping[str, Measure] = {
    "role": role,
    "cooperation": cooperation,
    "market": market,
    "sector": sector,
    "certificates": certificates,
    "language": language,
    "size": size,
}
# All that a measure reads of either party: parties alike in it get the same finding.
READS: Mapping[str, Callable[[Party], Hashable]] = {
    "role": lambda party: (party.profile.kind, party.profile.cooperation, party.profile.trade_role),
    "cooperation": lambda party: (party.profile.kind, party.profile.cooperation),
    "market": lambda party: (party.profile.markets, party.firm.country),
    "sector": lambda party: party.profile.sectors,
    "certificates": lambda party: (party.profile.certificates, party.firm.certificates),
    "language": lambda party: party.firm.languages,
    "size": lambda party: party.firm.employees,
}
SOURCE_FIELDS: Mapping[str, tuple[str, str]] = {
    "text": ("line.text", "line.text"),
    "hs": ("line.hs_codes", "line.hs_codes"),
    "role": ("profile.kind", "profile.kind"),
    "cooperation": ("profile.cooperation", "profile.cooperation"),
    "market": ("profile.markets", "firm.country"),
    "sector": ("profile.sectors", "profile.sectors"),
    "certificates": ("profile.certificates", "firm.certificates"),
    "language": ("firm.languages", "firm.languages"),
    "size": ("firm.employees", "firm.employees"),
}
