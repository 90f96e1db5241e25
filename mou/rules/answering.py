"""Until when one side answers what the other proposed: business days of both countries. Later it is reminded."""

from datetime import datetime

from core.workdays import deadline

ANSWER_WITHIN = 5


def answer_by(asking: str, answering: str, asked_at: datetime) -> datetime:
    """The two countries; on the clock of whoever answers."""
    return deadline(asked_at, ANSWER_WITHIN, (asking, answering))
