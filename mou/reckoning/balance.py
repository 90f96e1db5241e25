"""Reciprocity: what either side has delivered, how far apart they are, and what would restore the balance."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

# What an act costs its side in effort, roughly in working days; only the order matters.
EFFORT = {
    "event_announced": 1,
    "bulletin_published": 2,
    "contacts_released": 3,
    "referral_helped": 4,
    "event_supported": 5,
    "sample_received": 5,
    "meeting_held": 6,
    "session_held": 8,
    "trial_delivered": 12,
    "agreement_signed": 15,
    "event_held": 20,
    "delegation_completed": 25,
    "other": 30,
}


class Side(NamedTuple):
    delivered: int = 0
    promised: int = 0


@dataclass(frozen=True)
class Balance:
    japan: Side
    central_asia: Side
    tolerance: Fraction

    @property
    def ratio(self) -> Fraction | None:
        """(J − K) / (J + K) over what was delivered: −1 … 1; None while nothing was."""
        total = self.japan.delivered + self.central_asia.delivered
        return Fraction(self.japan.delivered - self.central_asia.delivered, total) if total else None

    @property
    def only(self) -> str | None:
        """The one side that owes or has given anything; then there is nothing to be in balance with."""
        sides = [name for name, side in (("japan", self.japan), ("central_asia", self.central_asia)) if side != (0, 0)]
        return sides[0] if len(sides) == 1 else None

    @property
    def behind(self) -> str | None:
        """'japan' or 'central_asia' when the difference is outside the tolerance band, otherwise None."""
        ratio = self.ratio
        if ratio is None or self.only or abs(ratio) <= self.tolerance:
            return None
        return "japan" if ratio < 0 else "central_asia"

    @property
    def difference(self) -> int:
        return abs(self.japan.delivered - self.central_asia.delivered)

    @property
    def needed(self) -> int:
        """How many deliveries of the side behind would bring the ratio back into the band; 0 inside it."""
        if self.behind is None:
            return 0
        more, less = sorted([self.japan.delivered, self.central_asia.delivered], reverse=True)
        # (more − less − x) / (more + less + x) ≤ t  ⇔  x ≥ (more − less − t·(more + less)) / (1 + t)
        wanted = (more - less - self.tolerance * (more + less)) / (1 + self.tolerance)
        return -(-wanted.numerator // wanted.denominator)


def balance(rows: list[tuple[str, int, int]], tolerance: Fraction) -> Balance:
    """From (owing side, delivered, promised) of obligations and periods; what is joint counts for both sides."""
    sums = {"japan": [0, 0], "central_asia": [0, 0]}
    for owing, delivered, promised in rows:
        for side in ("japan", "central_asia") if owing == "joint" else (owing,):
            sums[side][0] += delivered
            sums[side][1] += promised
    return Balance(Side(*sums["japan"]), Side(*sums["central_asia"]), tolerance)


def cheapest_acts(indicators: list[str], needed: int, most: int = 2) -> list[tuple[str, int]]:
    """(indicator, how many): the least effort first;
    only kinds that the side behind owes by itself move the balance.
    """
    known = sorted(set(indicators), key=lambda indicator: (EFFORT[indicator], indicator))
    return [(indicator, needed) for indicator in known[:most]] if needed else []
