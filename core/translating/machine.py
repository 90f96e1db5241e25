"""Queued texts are given to the connected service, one question at a time, within the day's tokens; never in a page."""
from collections.abc import Callable
from datetime import UTC, datetime, time
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from core.lifecycle import lock, move
from core.models import TextTranslation

from . import services
from .checks import Glossary
from .memory import PRIVATE, usable_at_once
from .port import Refused, is_possible, translate

ONE_SWEEP = 60  # seconds; the next sweep goes on
GIVEN_UP_AFTER = 24 * 3600  # seconds of a service that does not answer
TOKENS_A_SIGN = 2  # at most, of question and answer together
MayLeave = Callable[[TextTranslation], bool]


def queue(words: services.Words, target: str, *, now: datetime) -> None:
    """Nobody asked: the firm agreed beforehand that its texts go to the service. Without one nothing is written."""
    if target == words.language or not is_possible(words.language, target):
        return
    services.queue(words, target, now=now)


def spent_today(now: datetime) -> int:
    """Tokens since midnight in UTC."""
    since = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    paid = TextTranslation.objects.filter(tokens__gt=0, tried_at__gte=since)
    return paid.aggregate(all=Sum("tokens"))["all"] or 0


def queued(model: str) -> list[TextTranslation]:
    return list(TextTranslation.objects.filter(model=model, state="queued").order_by("asked_at", "pk"))


def taker(
    *, may_leave: MayLeave, glossary: Callable[[TextTranslation], Glossary], trusted: list[str], now: datetime
) -> Callable[[TextTranslation], bool]:
    """What a sweep does with each row; after a silent service, or the day's last token, nothing more in this pass."""
    ends_at, stops = monotonic() + ONE_SWEEP, False

    def take(row: TextTranslation) -> bool:
        nonlocal stops
        if stops or monotonic() > ends_at:
            return False
        stops = _take(row, may_leave, glossary, trusted, now) in ("silent", "dear")
        return not stops

    return take


def _take(row: TextTranslation, may_leave: MayLeave, glossary: Callable, trusted: list[str], now: datetime) -> str:
    """What came of it: a reason of the port, or nothing."""
    if not _is_allowed(row, may_leave):
        return _hold(row, now)
    if _known(row, trusted, now=now):
        return ""
    if spent_today(now) + len(row.original) * TOKENS_A_SIGN > settings.TRANSLATION["tokens_a_day"]:
        return "dear" if _is_patient(row, now) else _give_up(row, Refused("dear"), now)
    said = translate([row.original], row.source, row.target, glossary(row))[0]
    if not _is_allowed(row, may_leave):  # somebody took it back meanwhile
        _note_cost(row, said.tokens, now)
        return _hold(row, now)
    if isinstance(said, Refused):
        if said.reason == "silent" and _is_patient(row, now):
            _note_cost(row, said.tokens, now)
            return "silent"
        return _give_up(row, said, now)
    _move(
        row, "translate", now, said.tokens, text=said.text, machine=said.by, part="", why="", faults=[], written_at=now,
    )
    return ""


def _is_allowed(row: TextTranslation, may_leave: MayLeave) -> bool:
    return is_possible(row.source, row.target) and may_leave(row)


def _is_patient(row: TextTranslation, now: datetime) -> bool:
    return (now - row.asked_at).total_seconds() < GIVEN_UP_AFTER


def _known(row: TextTranslation, trusted: list[str], *, now: datetime) -> bool:
    """The very same text was translated before: by a person, or by this service in the same case."""
    if found := usable_at_once(row, trusted):
        return _move(
            row, "write", now, 0, text=found.text, part=found.part, machine="", earlier=found,
            written_by=found.written_by, written_at=now,
        )
    same = TextTranslation.objects.filter(
        state="machine", source=row.source, target=row.target, mark=row.mark, original=row.original
    ).exclude(text="")
    if PRIVATE.search(row.original):
        same = same.filter(case=row.case)
    found = same.first()
    return found is not None and _move(
        row, "translate", now, 0, text=found.text, machine=found.machine, earlier=found, written_at=now
    )


def _give_up(row: TextTranslation, said: Refused, now: datetime) -> str:
    _move(row, "give_up", now, said.tokens, why=said.reason, faults=list(said.faults))
    return ""


def _hold(row: TextTranslation, now: datetime) -> str:
    _move(row, "hold", now, 0, why="consent")
    return ""


@transaction.atomic
def _move(row: TextTranslation, action: str, now: datetime, tokens: int, **values) -> bool:
    """Unless a person has written it, or its author has gone, while the service was asked."""
    _note_cost(row, tokens, now)
    current = lock(row)
    if current.state != "queued" or current.original != row.original:
        return False
    move(row, action, by=None, now=now, data={"language": row.target}, **values)
    return True


def _note_cost(row: TextTranslation, tokens: int, now: datetime) -> None:
    """What was asked is paid for, whatever became of the answer."""
    current = TextTranslation.objects.get(pk=row.pk)
    row.tokens, row.tried_at = current.tokens + tokens, now if tokens else current.tried_at
    TextTranslation.objects.filter(pk=row.pk).update(tokens=row.tokens, tried_at=row.tried_at)
