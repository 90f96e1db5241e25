"""The door to the solver: an instance as data in, a plan as data out. The solver itself knows nothing of the portal."""

from collections.abc import Callable
from typing import Any, NamedTuple

from core.text import Phrase


class Impossible(Exception):
    """The instance contradicts itself; `words` name the people and slots."""

    def __init__(self, words: Phrase):
        self.words = words
        super().__init__(str(words.template))


class Found(NamedTuple):
    """`plan`, `variant`: {"slot": [...], "table": [...]} per meeting, 0-based, null where there is no place."""

    plan: dict[str, Any]
    variant: dict[str, Any] | None
    progress: dict[str, Any]


def search(instance: dict[str, Any], *, seconds: float, start: dict[str, Any] | None, keep: Callable[[dict, dict], bool]) -> Found:
    raise NotImplementedError
