"""One row of the list by itself."""
from datetime import datetime
from typing import Any
from uuid import UUID

from companies.pages.timeline import timeline_of

from ..computed import work
from ..models import Care
from ..permissions import house_of
from .today import rows

HISTORY = 20


def page_of(kind: str, item: UUID, reader, now: datetime) -> dict[str, Any]:
    [found] = work.page(reader, now, work.Asked([kind], item=item))
    care = Care.objects.filter(kind=kind, item=item, chamber=house_of(reader)).select_related("person").first()
    return {
        "row": rows([found], reader, now)[0], "care": care, "person_id": care.person_id if care else None,
        "is_mine": care is not None and care.person_id == reader.pk,
        "rests": care is not None and care.rests_until is not None and care.rests_until > now,
        "items": timeline_of(care, reader, None, most=HISTORY, own=True) if care else [],
    }
