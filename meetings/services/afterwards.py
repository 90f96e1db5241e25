"""What came of a meeting: held or not, how it was, what comes next."""

from datetime import date, datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock, move
from core.sweeps import each
from events.errors import NotTheOrganiser, NotYetBegun
from events.models import Registration
from events.permissions import can_act_for, can_run

from .. import messages
from ..errors import NotYourMeeting
from ..models import FollowUp, Meeting
from .placing import lock_event_of


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by, now: datetime) -> None:
    """It took place; counts for the memorandum while it stays so."""
    _begun(meeting, by, now)
    move(meeting, "hold", by=by, now=now, held_at=meeting.slot.starts_at, missing=None)


@transaction.atomic
def miss_meeting(meeting: Meeting, *, missing: Registration, by, now: datetime) -> None:
    """Somebody did not come; also as a correction of a meeting noted as held."""
    _begun(meeting, by, now)
    if missing.pk not in (meeting.asker_id, meeting.asked_id):
        raise NotYourMeeting
    move(meeting, "miss", by=by, now=now, missing=missing)


def _begun(meeting: Meeting, by, now: datetime) -> None:
    if not can_run(by, lock_event_of(meeting)):
        raise NotTheOrganiser
    if meeting.slot is None or now < meeting.slot.starts_at:
        raise NotYetBegun


@transaction.atomic
def confirm_meeting(meeting: Meeting, *, registration: Registration, by, now: datetime) -> None:
    """One of the two says that they will be there."""
    permit(by, can_act_for, registration)
    if registration.pk not in (meeting.asker_id, meeting.asked_id):
        raise NotYourMeeting
    move(meeting, "confirm", by=by, now=now)


@transaction.atomic
def follow_up(
    meeting: Meeting, *, registration: Registration, rating: int, next_step: str,
    owner: str, due_on: date | None, by, now: datetime,
) -> FollowUp:
    """Each side for itself, changed as often as they like; the organiser reads both, the sides only their own."""
    permit(by, can_act_for, registration)
    if registration.pk not in (meeting.asker_id, meeting.asked_id):
        raise NotYourMeeting
    if not lock(meeting).is_over:
        raise NotYetBegun
    given = {"rating": rating, "next_step": next_step, "owner": owner, "due_on": due_on, "written_at": now}
    row, _created = FollowUp.objects.update_or_create(meeting=meeting, registration=registration, defaults=given)
    data, words = {"rating": rating, "due_on": str(due_on or "")}, {"next_step": next_step, "owner": owner}
    record(meeting, "follow_up", by=by, now=now, data=data, words=words)
    return row


def remind_of_next_steps(*, today: date, now: datetime) -> int:
    """Beat: on the day a next step is due, whoever wrote it is reminded, once."""
    rows = FollowUp.objects.filter(due_on=today).exclude(next_step="").select_related(
        "meeting__event", "registration__user"
    )
    return each("meetings.remind_of_next_steps", rows, lambda row: messages.next_step_due(row, now=now), now=now).done
