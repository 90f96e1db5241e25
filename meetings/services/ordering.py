"""What a plan must keep to for single meetings: which comes after which, and which stays where it was put by hand."""

from datetime import datetime

from django.db import transaction

from core.activity import record
from events.errors import NotTheOrganiser
from events.permissions import can_run

from ..errors import MeetingsInCircle, OutOfOrder
from ..models import Meeting
from .placing import lock_event_of, span_of


@transaction.atomic
def order_meeting(meeting: Meeting, *, after: Meeting | None, by, now: datetime) -> None:
    """It takes place only where `after` does, and later than that; None: whenever."""
    event = lock_event_of(meeting)
    if not can_run(by, event):
        raise NotTheOrganiser
    before = Meeting.objects.get(pk=after.pk) if after else None  # as it is under the lock
    seen = {meeting.pk}
    while before is not None:
        if before.pk in seen or before.event_id != event.pk:
            raise MeetingsInCircle
        seen.add(before.pk)
        before = before.after
    meeting.after = after
    if meeting.is_placed and not span_of(meeting).allows(meeting.slot):
        raise OutOfOrder
    meeting.save(update_fields=["after"])
    record(meeting, "order", by=by, now=now)


@transaction.atomic
def loosen_meeting(meeting: Meeting, *, by, now: datetime) -> None:
    """Placed by hand until now; the next plan may move it again."""
    event = lock_event_of(meeting)
    if not can_run(by, event):
        raise NotTheOrganiser
    meeting.is_fixed = False
    meeting.save(update_fields=["is_fixed"])
    record(meeting, "loosen", by=by, now=now)
