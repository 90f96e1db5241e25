"""Documents of an event: added by its organiser, handed out once they were looked into, withdrawn."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core.activity import record
from core.files.services import store_file
from core.lifecycle import lock
from core.multilingual import Texts

from ..errors import NotTheOrganiser
from ..models import Event, EventDocument
from ..permissions import can_run


@transaction.atomic
def add_document(
    event: Event, *, file: tuple[str, bytes], titles: Mapping[str, str], language: str, is_public: bool, by,
    now: datetime,
) -> EventDocument:
    """`file`: name and content; `language`: the file's; `titles`: {language: text}.

    Raises NotTheOrganiser, FileEmpty, FileTooLarge, FileTypeWrong.
    """
    if not can_run(by, event):
        raise NotTheOrganiser
    stored = store_file(*file, by=by, now=now)
    document = EventDocument.objects.create(
        event=event, file=stored, titles=Texts().with_wordings(titles, by=by, at=now), language=language,
        is_public=is_public, added_by=by, added_at=now,
    )
    data = {"document": str(document.pk), "sha256": stored.sha256}
    record(event, "add_document", by=by, now=now, data=data)
    return document


@transaction.atomic
def withdraw_document(document: EventDocument, *, by, now: datetime) -> None:
    """Nobody gets it any more; withdrawn twice is withdrawn once."""
    if not can_run(by, document.event):
        raise NotTheOrganiser
    if lock(document).withdrawn_at is None:
        document.withdrawn_at = now
        document.save(update_fields=["withdrawn_at"])
        data = {"document": str(document.pk)}
        record(document.event, "withdraw_document", by=by, now=now, data=data)
