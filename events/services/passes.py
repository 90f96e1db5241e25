"""The pass of a seat: whoever acts for the person can make the links sent so far void."""

from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock

from .. import messages
from ..errors import LinkEnded
from ..links import is_over
from ..models import Registration
from ..permissions import can_act_for


@transaction.atomic
def renew_pass(registration: Registration, *, by, now: datetime) -> None:
    """The new link goes to the delegate's own address only: whoever asks may be the one who holds a leaked pass.

    `by`: None for somebody without an account, who acts through the pass itself.
    """
    permit(by, can_act_for, registration)
    locked = lock(registration)
    if is_over(registration.event, now):
        raise LinkEnded
    registration.pass_version = locked.pass_version + 1
    registration.save(update_fields=["pass_version"])
    record(registration, "renew_pass", by=by, now=now)
    messages.pass_renewed(registration, now=now)
