"""Files that people add: taken only when the content is what the name says,
kept in quarantine until a worker has looked inside.
"""

import hashlib
import logging
from datetime import datetime
from pathlib import PurePosixPath
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from core.errors import TransitionNotAllowed
from core.lifecycle import move
from core.models import StoredFile
from core.sweeps import each
from core.text import clean
from core.wake import nudge_once

from .errors import FileEmpty, FileTooLarge, FileTypeWrong
from .owners import largest_side
from .rules import file_content, scanner

logger = logging.getLogger("portal.files")
LIMIT = 10 * 1024 * 1024
LONGEST_NAME = 120
NO_FILE_NAMES = str.maketrans(dict.fromkeys('<>:"|?*', "_"))  # refused or misread by the reader's own machine
ONE_SWEEP = 300  # seconds, well below the time limit of a task
REST = 600  # seconds for which the mark of what was begun holds


def store_file(name: str, content: bytes, *, by, now: datetime) -> StoredFile:
    """Raises FileEmpty, FileTooLarge, FileTypeWrong."""
    if not content:
        raise FileEmpty
    if len(content) > LIMIT:
        raise FileTooLarge
    name = _clean_name(name)
    content_type = file_content.type_of(name, content)
    if content_type is None:
        raise FileTypeWrong
    nudge_once("core.inspect_files")
    return StoredFile.objects.create(
        name=name, content_type=content_type, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), content=content,
        uploaded_by=by, uploaded_at=now,
    )


def _clean_name(name: str) -> str:
    """Without folders, invisible characters and excess length; the ending stays."""
    path = PurePosixPath(clean(name.replace("\\", "/")).translate(NO_FILE_NAMES))
    ending = path.suffix[:10]
    return (path.name.removesuffix(path.suffix)[: LONGEST_NAME - len(ending)].strip(". ") or "file") + ending


def inspect_files(*, now: datetime) -> int:
    """Worker's part: look into what waits, one file after another. Returns how many were decided."""
    ends_at = monotonic() + ONE_SWEEP
    silent: list[Exception] = []

    def take(stored: StoredFile) -> bool:
        if silent or monotonic() > ends_at:
            return False  # the next sweep goes on
        try:
            return _take(stored, now)
        except scanner.Silent as error:
            logger.warning("the virus scanner does not answer, %s stays in quarantine: %s", stored.pk, error)
            silent.append(error)  # it would not answer for the others either, and each would wait as long
            return False

    return each("core.inspect_files", _in_turn(), take, now=now, atomic=False).done


def _in_turn() -> list[StoredFile]:
    """The oldest first; what was begun and not ended (its worker was killed) last, where it blocks nobody."""
    waiting = list(StoredFile.objects.waiting().light())
    begun = cache.get_many([_mark(one.pk) for one in waiting]) if waiting else {}
    return sorted(waiting, key=lambda one: _mark(one.pk) in begun)


def _mark(pk: UUID) -> str:
    return f"core.file.mark:{pk}"


def _take(waiting: StoredFile, now: datetime) -> bool:
    """The mark goes only when the file is decided."""
    cache.set(_mark(waiting.pk), True, REST)
    decided = _inspect(waiting.pk, now)
    if decided:
        cache.delete(_mark(waiting.pk))
    return decided


def _inspect(pk: UUID, now: datetime) -> bool:
    """Outside any transaction, because a scanner may take its time;
    `move` looks at the state again under the row's lock.
    """
    stored = StoredFile.objects.waiting().filter(pk=pk).first()
    if stored is None:
        return False
    try:
        _look_into(stored.content_type, bytes(stored.content))
        kept = file_content.as_kept(stored.content_type, bytes(stored.content), largest_side(stored))
    except file_content.ContentProblem as problem:
        return _moved(stored, "refuse", now, refusal=problem.message.stored())
    return _moved(stored, "release", now, **facts_of(kept))


def facts_of(content: bytes) -> dict:
    return {"content": content, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _look_into(content_type: str, content: bytes) -> None:
    file_content.inspect(content_type, content)
    if settings.CLAMD_ADDRESS:
        scanner.scan(content, settings.CLAMD_ADDRESS, settings.CLAMD_TIMEOUT)


def _moved(stored: StoredFile, action: str, now: datetime, **fields) -> bool:
    try:
        move(stored, action, by=None, now=now, inspected_at=now, **fields)
    except TransitionNotAllowed:
        return False  # somebody decided meanwhile
    return True
