"""What higher apps say of a firm on its page for staff, and where it leads."""
from collections.abc import Callable
from datetime import datetime
from typing import Any

# By app: (firm, now) → {"title", "facts": of components/facts.html, "url", "url_text"}.
CARDS: dict[str, Callable[[Any, datetime], dict[str, Any]]] = {}


def register_card(name: str, card: Callable[[Any, datetime], dict[str, Any]]) -> None:
    CARDS[name] = card


def cards_of(firm: Any, now: datetime) -> list[dict[str, Any]]:
    return [card(firm, now) for card in CARDS.values()]
