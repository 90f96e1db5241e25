from datetime import datetime

from ..models import Memorandum
from .recipients import tell_both


def memorandum_in_force(memorandum: Memorandum, *, now: datetime) -> None:
    _tell(memorandum, "memorandum_in_force", now=now)


def memorandum_prolonged(memorandum: Memorandum, *, now: datetime) -> None:
    _tell(memorandum, "memorandum_prolonged", now=now)


def memorandum_ended(memorandum: Memorandum, *, reason: str, now: datetime) -> None:
    """Terminated or run out."""
    _tell(memorandum, "memorandum_ended", now=now, result=memorandum.get_state_display, reason=reason)


def _tell(memorandum: Memorandum, kind: str, *, now: datetime, **context) -> None:
    path = memorandum.get_absolute_url()
    tell_both(memorandum, kind, about=memorandum, path=path, now=now, key=now.isoformat(), **context)
