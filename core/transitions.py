"""A life cycle is a table: action → Move(sources, target). Pure data, so that models may name theirs."""

from typing import NamedTuple


class Move(NamedTuple):
    """`target`: one state, or several of which the act names one,
    because it puts back what had been elsewhere before.
    """

    sources: frozenset[str]
    target: str | frozenset[str]

    def leads_to(self, wanted: str = "") -> str | None:
        """The state it ends in; None where the act may not end in what was wanted."""
        if isinstance(self.target, str):
            return self.target
        return wanted if wanted in self.target else None


Lifecycle = dict[str, Move]


def table(**moves: tuple[set[str], str | set[str]]) -> Lifecycle:
    """Read a life cycle written as action=({sources}, target), or with {targets} for an act that puts back."""
    return {
        action: Move(frozenset(sources), target if isinstance(target, str) else frozenset(target))
        for action, (sources, target) in moves.items()
    }
