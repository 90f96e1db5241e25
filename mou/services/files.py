"""Files that people add: taken only when the content is what the name says, kept in quarantine until a worker has looked inside."""

import hashlib
import logging
from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.db import transaction

from core.lifecycle import move
from core.text import clean
from core.wake import nudge_once

from ..errors import FileEmpty, FileTooLarge, FileTypeWrong
from ..models import StoredFile
from ..rules import file_content, scanner

logger = logging.getLogger("portal.files")
LIMIT = 10 * 1024 * 1024
LONGEST_NAME = 120


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
    nudge_once("mou.inspect_files")
    return StoredFile.objects.create(
        name=name, content_type=content_type, size=len(content), sha256=hashlib.sha256(content).hexdigest(), content=content,
        uploaded_by=by, uploaded_at=now,
    )


def _clean_name(name: str) -> str:
    """Without folders, invisible characters and excess length; the ending stays."""
    path = PurePosixPath(clean(name.replace("\\", "/")).replace("\n", " "))
    ending = path.suffix[:10]
    return (path.name.removesuffix(path.suffix)[: LONGEST_NAME - len(ending)].strip(". ") or "file") + ending


def inspect_files(*, now: datetime) -> int:
    """Worker's part: look into what waits, one file after another. Returns how many were decided."""
    decided = 0
    seen: list = []
    while (pk := _next(seen)) is not None:
        seen.append(pk)
        decided += _inspect(pk, now)
    return decided


def _next(seen: list):
    return StoredFile.objects.waiting().exclude(pk__in=seen).values_list("pk", flat=True).first()


@transaction.atomic
def _inspect(pk, now: datetime) -> bool:
    """Under the row's lock, so that two workers never look into the same file; a silent scanner leaves it in quarantine."""
    stored = StoredFile.objects.waiting().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if stored is None:
        return False
    content = bytes(stored.content)
    try:
        file_content.inspect(stored.content_type, content)
        if settings.CLAMD_ADDRESS:
            scanner.scan(content, settings.CLAMD_ADDRESS)
    except file_content.ContentProblem as problem:
        move(stored, "refuse", by=None, now=now, inspected_at=now, refusal=problem.message.stored())
        return True
    except OSError as silent:
        logger.warning("the virus scanner does not answer, %s stays in quarantine: %s", pk, silent)
        return False
    move(stored, "release", by=None, now=now, inspected_at=now)
    return True
