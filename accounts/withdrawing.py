"""What follows in each app when somebody withdraws an agreement about personal data.

Every app whose rows rest on agreements says so in its AppConfig.ready, lowest floor first.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple


def _nothing(_record) -> str:
    return ""


class Withdrawal(NamedTuple):
    """`follow(record, *, by, now)` raises a refusal where it is too late, or `by` may not speak for the person.

    `says(record)`: what will follow, for the page that asks.
    """

    follow: Callable[..., None]
    says: Callable[[Any], Any] = _nothing


WITHDRAWALS: dict[str, Withdrawal] = {}


def register_withdrawal(name: str, part: Withdrawal) -> None:
    WITHDRAWALS[name] = part


def said_before(record) -> list[Any]:
    return [sentence for part in WITHDRAWALS.values() if (sentence := part.says(record))]


def follow(record, *, by, now: datetime) -> None:
    """Highest floor first: what rests on something is ended before it."""
    for part in reversed(WITHDRAWALS.values()):
        part.follow(record, by=by, now=now)
