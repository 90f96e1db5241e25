"""Why two firms, or two profiles, are not put together at all. Shown to staff as "why not"."""
from collections.abc import Callable
from dataclasses import dataclass, field

from .compatibility import are_rivals, complement
from .profile import JAPAN, FirmFacts, ProfileFacts

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`side`: whose data or wish stands in the way: "japan", "central_asia" or "both"."""

    code: str
    side: str
    params: dict = field(default_factory=dict)


def firm_exclusions(japan: FirmFacts, partner: FirmFacts) -> tuple[Exclusion, ...]:
    """What holds for the two firms whatever they offer."""
    found = []
    if japan.side == partner.side:
        found.append(Exclusion("same_side", BOTH))
    if japan.group and japan.group == partner.group:
        found.append(Exclusion("own_group", BOTH))
    for firm, other in ((japan, partner), (partner, japan)):
        if other.id in firm.blocked:
            found.append(Exclusion(firm.blocked[other.id], firm.side))
        if not firm.state_ok:
            found.append(Exclusion("not_live", firm.side))
        if not firm.profiles:
            found.append(Exclusion("no_profile", firm.side))
    return tuple(found)


def complementary(ours: ProfileFacts, theirs: ProfileFacts) -> bool:
    kinds = (ours.kind, ours.cooperation, theirs.kind, theirs.cooperation)
    return complement(*kinds, ours.trade_role, theirs.trade_role) > 0


def rivals(ours: ProfileFacts, theirs: ProfileFacts) -> bool:
    """By who they are; whether they make the same goods, their lines say."""
    return are_rivals(ours.kind, ours.trade_role, theirs.kind, theirs.trade_role)


def seeks(profile: ProfileFacts, country: str) -> bool:
    return not profile.markets or country in profile.markets


def profile_exclusions(
    japan: FirmFacts, partner: FirmFacts, same_goods: Callable[[], bool]
) -> tuple[Exclusion, ...]:
    """For two firms of which no two profiles may meet: is it who they are, what they want, or where? `same_goods`: of
    the profiles with which they would be rivals.
    """
    every = [(ours, theirs) for ours in japan.profiles for theirs in partner.profiles]
    pairs = [(ours, theirs) for ours, theirs in every if complementary(ours, theirs)]
    if not pairs:
        if any(rivals(ours, theirs) for ours, theirs in every) and same_goods():
            return (Exclusion("rival_makers", BOTH),)
        return (Exclusion("no_complementary_profiles", BOTH),)
    found = []
    if not all(seeks(ours, partner.country) for ours, _ in pairs):
        found.append(_not_sought(japan, partner, {ours for ours, _ in pairs}))
    if not all(seeks(theirs, japan.country) for _, theirs in pairs):
        found.append(_not_sought(partner, japan, {theirs for _, theirs in pairs}))
    return tuple(found)


def _not_sought(firm: FirmFacts, other: FirmFacts, profiles: set[ProfileFacts]) -> Exclusion:
    markets = sorted({market for profile in profiles for market in profile.markets})
    return Exclusion("market_not_sought", firm.side if firm.side != other.side else JAPAN,
                     {"country": other.country, "markets": markets})
