"""The one way a match ends: with its time, from which the pair's quiet time counts."""
from datetime import datetime

from core.lifecycle import move

from ..models import Match


def end_match(match: Match, action: str, *, by, now: datetime, **said) -> None:
    move(match, action, by=by, now=now, ended_at=now, **said)
