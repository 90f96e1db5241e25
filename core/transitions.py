"""A life cycle is a table: action → Move(sources, target). Pure data, so that models may name theirs."""

from typing import NamedTuple


class Move(NamedTuple):
    sources: frozenset[str]
    target: str


Lifecycle = dict[str, Move]


def table(**moves: tuple[set[str], str]) -> Lifecycle:
    """Read a life cycle written as action=({sources}, target)."""
    return {action: Move(frozenset(sources), target) for action, (sources, target) in moves.items()}
