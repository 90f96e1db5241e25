"""An agreement about personal data is withdrawn by the person, or by who noted it for them."""

from datetime import datetime

from django.db import transaction

from core.activity import record as note
from core.errors import permit
from core.lifecycle import lock

from .. import withdrawing
from ..errors import AlreadyWithdrawn
from ..models import ConsentRecord
from ..permissions import may_withdraw


@transaction.atomic
def withdraw_agreement(record: ConsentRecord, *, by, now: datetime) -> None:
    """What rests on it ends in the same transaction. Raises AlreadyWithdrawn, or the refusal of an app."""
    permit(by, may_withdraw, record)
    if lock(record).withdrawn_at:
        raise AlreadyWithdrawn
    withdrawing.follow(record, by=by, now=now)
    ConsentRecord.objects.filter(pk=record.pk, withdrawn_at=None).update(withdrawn_at=now)
    note(record, "withdraw", by=by, now=now)
