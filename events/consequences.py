"""What rests on an event in apps above this one:
they say so in their AppConfig.ready, the preview of a cancellation asks them.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Consequence(NamedTuple):
    """One line of the preview: what it is, and how many of it are touched."""

    label: object
    count: int


ASKED: dict[str, Callable[[object], Iterable[Consequence]]] = {}


def register_consequences(name: str, ask: Callable[[object], Iterable[Consequence]]) -> None:
    ASKED[name] = ask


def consequences_of(event) -> list[Consequence]:
    return [one for ask in ASKED.values() for one in ask(event) if one.count]
