"""Two firms that must not be matched."""
from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.text import clean

from ..models import Bar, Firm
from ..permissions import can_review


@transaction.atomic
def bar_firms(firm: Firm, other: Firm, *, kind: str, note: str, by, now: datetime) -> Bar:
    """Never match these two again; live suggestions between them are blocked by the match app through the log."""
    permit(by, can_review)
    first, second = sorted([firm, other], key=lambda each: each.pk)
    note = clean(note, limit=Bar.note)
    bar, _ = Bar.objects.update_or_create(
        firm=first, other=second, defaults={"kind": kind, "note": note, "barred_by": by, "barred_at": now}
    )
    record(firm, "bar", by=by, now=now, reason=note, data={"other": str(other.pk), "kind": kind})
    return bar
