"""Which kinds of profile answer each other: tables only. Words after the European Enterprise Network's profiles."""

OFFER, REQUEST, EITHER = "offer", "request", "either"
KIND_ROLE = {
    "offer": OFFER,
    "request": REQUEST,
    "business_offer": OFFER,
    "business_request": REQUEST,
    "technology_offer": OFFER,
    "technology_request": REQUEST,
    "research_request": REQUEST,
    "investment": EITHER,
    "investment_offer": OFFER,
    "investment_request": REQUEST,
    "joint_venture": EITHER,
}

# Two firms that both *seek* these may still be each other's answer.
JOINT = frozenset({"joint_venture", "technical_cooperation", "research", "investment"})
# "We seek agents" is answered by "we seek producers to represent", and both are typed as needs.
TRADE = frozenset({"agency", "distribution"})
ANSWERS, MUTUAL = 1.0, 0.6
MAKER, DISTRIBUTOR = "maker", "distributor"

# What the offering side wants (row) against what the asking side wants: 1 = made for each other.
COOPERATION = {
    "distribution": {"distribution": 0.9, "supply": 1, "agency": 1, "joint_venture": 0.5, "technical_cooperation": 0.4,
                     "licence": 0.3, "subcontracting": 0.3},
    "supply": {"supply": 1, "distribution": 0.8, "agency": 0.8, "subcontracting": 0.6, "joint_venture": 0.4},
    "subcontracting": {"subcontracting": 1, "supply": 0.8, "agency": 0.7, "distribution": 0.6, "joint_venture": 0.5,
                       "technical_cooperation": 0.5},
    "agency": {"agency": 1, "distribution": 1, "joint_venture": 0.4, "supply": 0.3},
    "technical_cooperation": {"technical_cooperation": 1, "research": 0.7, "joint_venture": 0.6, "licence": 0.6,
                              "supply": 0.5, "subcontracting": 0.5, "investment": 0.3, "agency": 0.3},
    "licence": {"licence": 1, "technical_cooperation": 0.7, "joint_venture": 0.6, "research": 0.5, "supply": 0.4},
    "joint_venture": {"joint_venture": 1, "investment": 0.8, "technical_cooperation": 0.7,
                      "licence": 0.6, "research": 0.6,
                      "distribution": 0.5, "supply": 0.5, "subcontracting": 0.5, "agency": 0.4},
    "investment": {"investment": 1, "joint_venture": 0.8, "technical_cooperation": 0.4, "research": 0.4},
    "research": {"research": 1, "technical_cooperation": 0.7, "joint_venture": 0.6, "licence": 0.5, "investment": 0.4},
}
UNLIKELY = 0.1


def are_rivals(kind: str, role: str, other_kind: str, other_role: str) -> bool:
    """Two makers of which neither asks for anything, where they make the same goods. Two that both look for an investor
    or a joint venture are none.
    """
    roles = {KIND_ROLE[kind], KIND_ROLE[other_kind]}
    return role == other_role == MAKER and REQUEST not in roles and OFFER in roles


def complement(
    kind: str, cooperation: str, other_kind: str, other_cooperation: str, role: str = "", other_role: str = ""
) -> float:
    """How well two profiles can answer each other by their kinds: 1, 0.6 or 0 (cannot). The same both ways. `role`:
    who the firm is; empty, it neither helps nor hurts.
    """
    if are_rivals(kind, role, other_kind, other_role):
        return 0.0
    roles = {KIND_ROLE[kind], KIND_ROLE[other_kind]}
    if EITHER in roles or roles == {OFFER, REQUEST}:
        return ANSWERS
    if role == DISTRIBUTOR:
        role, cooperation, other_role, other_cooperation = other_role, other_cooperation, role, cooperation
    if (role, other_role) == (MAKER, DISTRIBUTOR) and _maker_meets(*roles, cooperation, other_cooperation):
        return ANSWERS
    both = {cooperation, other_cooperation}
    if both <= JOINT or (roles == {REQUEST} and both <= TRADE):
        return MUTUAL
    return 0.0


def _maker_meets(stance: str, maker_wants: str, distributor_wants: str) -> bool:
    """Typed alike and yet made for each other: goods and the network that sells them, or a need of either."""
    if {maker_wants, distributor_wants} - TRADE - {"supply"}:
        return False
    return (distributor_wants if stance == OFFER else maker_wants) in TRADE


def cooperation_strength(kind: str, cooperation: str, other_kind: str, other_cooperation: str) -> float:
    """How well the kinds of cooperation go together, 0.1 to 1. The same both ways."""
    there = COOPERATION.get(cooperation, {}).get(other_cooperation, UNLIKELY)
    back = COOPERATION.get(other_cooperation, {}).get(cooperation, UNLIKELY)
    match KIND_ROLE[kind], KIND_ROLE[other_kind]:
        case ("offer", "request"):
            return there
        case ("request", "offer"):
            return back
    return max(there, back)
