"""The one way a match ends: with its time, from which the pair's quiet time counts."""
from datetime import datetime

from core.lifecycle import move

from ..models import Match


def end_match(match: Match, action: str, *, by, now: datetime, refusal: str = "", data=None, **said) -> None:
    """`refusal`: the code of whoever did not want it; the log keeps it too."""
    data = (data or {}) | ({"code": refusal} if refusal else {})
    move(match, action, by=by, now=now, ended_at=now, refusal=refusal, data=data, **said)
