"""What apps say of looks at contacts: what a look was about, and for whom people work. Filled as they start."""

from collections.abc import Callable
from typing import Any

ABOUT: dict[str, Any] = {}
ORGANISATIONS: list[Callable[[list], dict[Any, str]]] = []


def register_looks(about: dict[str, Any], organisations: Callable[[list], dict[Any, str]] | None = None) -> None:
    """`about`: {"matching.introduction": "In an introduction"}; `organisations(people)`: {id: whom they work for}."""
    ABOUT.update(about)
    if organisations:
        ORGANISATIONS.append(organisations)
