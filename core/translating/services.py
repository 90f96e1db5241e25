"""A text is asked for in another language, written there by a person, checked and corrected. Who may, the app says."""
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from core.activity import record
from core.i18n import known_language
from core.lifecycle import lock, move
from core.models import FormerTranslation, TextTranslation
from core.text import clean

from .errors import EmptyTranslation, NothingToCheck, SameLanguage
from .memory import mark_of, usable_at_once

LONGEST = 12_000  # characters: three times the longest message


class Words(NamedTuple):
    """A text of a row: which, of whose case, in which language."""

    model: str
    row: UUID
    name: str
    case: str
    language: str
    text: str


@transaction.atomic
def ask(words: Words, target: str, *, by, now: datetime, trusted: Sequence[str] = ()) -> TextTranslation:
    """Waits for a person then, unless the same text was translated before by a trusted part. Raises SameLanguage.

    Asked for twice is asked for once.
    """
    row, is_new = _row(words, target, "asked", by=by, now=now)
    if is_new:
        record(row, "ask", by=by, now=now, data={"language": target})
    elif row.state in ("machine", "failed", "withdrawn"):
        move(row, "ask", by=by, now=now, asked_by=by, asked_at=now)
    if row.state == "asked" and not row.text and (known := usable_at_once(row, trusted)):
        move(
            row, "write", by=None, now=now, text=known.text, part=known.part, machine="", earlier=known,
            written_by=known.written_by, written_at=now,
        )
    return row


def _row(words: Words, target: str, state: str, *, by, now: datetime) -> tuple[TextTranslation, bool]:
    """Locked, so that nobody else moves it meanwhile."""
    if known_language(target) == words.language:
        raise SameLanguage
    row, is_new = TextTranslation.objects.get_or_create(
        model=words.model, row=words.row, name=words.name, target=target,
        defaults={
            "case": words.case, "state": state, "source": words.language, "original": words.text,
            "mark": mark_of(words.text), "asked_by": by, "asked_at": now,
        },
    )
    return lock(row), is_new


@transaction.atomic
def queue(words: Words, target: str, *, now: datetime) -> None:
    """Waits for the service; what a person was asked for, or wrote, stays theirs."""
    row, is_new = _row(words, target, "queued", by=None, now=now)
    if is_new:
        record(row, "queue", by=None, now=now, data={"language": target})
    elif row.state in ("failed", "withdrawn") and not row.text:
        move(row, "queue", by=None, now=now, asked_at=now, why="", faults=[])


@transaction.atomic
def write(row: TextTranslation, *, text: str, part: str, by, now: datetime) -> None:
    """The wording that stood there before is kept. Raises EmptyTranslation, TextProblem."""
    text = clean(text, limit=LONGEST, multiline=True)
    if not text:
        raise EmptyTranslation
    _keep_former(lock(row), text, now=now)
    move(
        row, "write", by=by, now=now, data={"language": row.target, "side": part}, text=text, part=part, machine="",
        earlier=None, written_by=by, written_at=now,
    )


@transaction.atomic
def check(row: TextTranslation, *, part: str, by, now: datetime) -> None:
    """Somebody who reads both languages stands for a machine's text as it is. Raises NothingToCheck."""
    if not lock(row).text:
        raise NothingToCheck
    move(
        row, "check", by=by, now=now, data={"language": row.target, "side": part}, part=part, written_by=by,
        written_at=now,
    )


@transaction.atomic
def withdraw(row: TextTranslation, *, by, now: datetime) -> None:
    """Nobody needs it any more."""
    move(row, "withdraw", by=by, now=now)


def forget(rows, *, gone: str) -> None:
    """The text was taken away by whoever wrote it: what was made of it goes too."""
    FormerTranslation.objects.filter(translation__in=rows).delete()
    rows.exclude(text="").update(text=gone)
    rows.update(original=gone, mark=mark_of(gone))


def _keep_former(row: TextTranslation, text: str, *, now: datetime) -> None:
    if row.text and row.text != text and row.written_at:
        FormerTranslation.objects.create(
            translation=row, text=row.text, part=row.part, machine=row.machine, written_by=row.written_by,
            written_at=row.written_at, replaced_at=max(now, row.written_at),
        )
