"""The door: badges scanned or typed from a printed list, and who came in the end."""

from datetime import datetime

from django.db import transaction

from core.activity import record
from core.i18n import say_clock
from core.lifecycle import lock, move

from ..errors import AlreadyHere, BadgeUnknown, NotTheOrganiser, NotYetBegun
from ..models import Event, Registration
from ..permissions import can_run
from ..rules.badges import typed_codes
from ..states import SEATED
from .seats import hold


@transaction.atomic
def check_in(registration: Registration, *, from_paper: bool = False, by, now: datetime) -> None:
    """Once; a second scan says when the first one was."""
    event = lock(registration.event)
    if not can_run(by, event):
        raise NotTheOrganiser
    row = lock(registration)
    if row.state == "checked_in":
        raise AlreadyHere(say_clock(row.checked_in_at, event.zone))
    move(registration, "check_in", by=by, now=now, checked_in_at=now, checked_in_by=by, from_paper=from_paper)


@transaction.atomic
def undo_check_in(registration: Registration, *, by, now: datetime) -> None:
    """A wrong badge was scanned."""
    if not can_run(by, registration.event):
        raise NotTheOrganiser
    move(registration, "undo_check_in", by=by, now=now, checked_in_at=None, checked_in_by=None, from_paper=False)


@transaction.atomic
def check_in_from_paper(event: Event, *, codes: str, by, now: datetime) -> int:
    """Codes ticked off on the printed list, typed afterwards; those already in are passed over.
    Returns how many came anew.
    """
    wanted = typed_codes(codes)
    rows = {
        row.badge_code: row for row in event.registrations.filter(badge_code__in=wanted).select_related(
            "event__chamber"
        )
    }
    if unknown := [code for code in wanted if code not in rows]:
        raise BadgeUnknown(", ".join(unknown[:10]))
    fresh = [rows[code] for code in wanted if rows[code].state != "checked_in"]
    for row in fresh:
        check_in(row, from_paper=True, by=by, now=now)
    return len(fresh)


@transaction.atomic
def hold_event(event: Event, *, by, now: datetime) -> None:
    """It took place: who was checked in attended, who was not did not come."""
    locked = hold(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    if now < locked.starts_at:
        raise NotYetBegun
    if locked.state != "in_progress":
        move(event, "begin", by=by, now=now)
    for row in locked.registrations.filter(state="checked_in"):
        move(row, "attend", by=by, now=now)
    for row in locked.registrations.filter(state__in=SEATED):
        move(row, "miss", by=by, now=now)
    move(event, "hold", by=by, now=now)


@transaction.atomic
def correct_attendance(registration: Registration, *, came: bool, by, now: datetime) -> None:
    """After the event: the list at the door was wrong."""
    if not can_run(by, registration.event):
        raise NotTheOrganiser
    if came:
        move(
            registration, "came_after_all", by=by, now=now, checked_in_at=registration.event.starts_at,
            checked_in_by=by, from_paper=True,
        )
    else:
        move(registration, "did_not_come", by=by, now=now)


@transaction.atomic
def hand_out_delegates(event: Event, *, by, now: datetime) -> list[Registration]:
    """All names and addresses, for a file that leaves the portal: who took it and when stays in the log."""
    if not can_run(by, event):
        raise NotTheOrganiser
    record(event, "export", by=by, now=now)
    return list(event.registrations.with_people().by_firm())
