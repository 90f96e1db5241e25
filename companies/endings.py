"""What ends in each app when a firm is archived or has ceased, and what keeps its owner from archiving it.

Every app says so in its AppConfig.ready, lowest floor first.
"""
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from .successors import Living


class Ending(NamedTuple):
    """`ends(firm, now)`: lines of the confirm page; `end(firm, *, reason, by, now)` ends exactly these.

    `stops(firm, now)`: sentences that say what must be done first.
    """

    ends: Callable[[Any, datetime], Iterable[Living]]
    end: Callable[..., None]
    stops: Callable[[Any, datetime], Iterable[Any]] = lambda _firm, _now: ()


ENDINGS: dict[str, Ending] = {}


def register_ending(name: str, part: Ending) -> None:
    ENDINGS[name] = part


def ending_with(firm, now: datetime) -> list[Living]:
    return [line for part in ENDINGS.values() for line in part.ends(firm, now) if line.count]


def stopping(firm, now: datetime) -> list[Any]:
    return [sentence for part in ENDINGS.values() for sentence in part.stops(firm, now)]


def end_all(firm, *, reason: str, by, now: datetime) -> None:
    """Highest floor first: what rests on something is ended before it."""
    for part in reversed(ENDINGS.values()):
        part.end(firm, reason=reason, by=by, now=now)
