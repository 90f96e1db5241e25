"""To the two people of a meeting, each in their language and clock,
with the calendar entry where the time is set or lost.
"""

from datetime import datetime

from events.links import pass_path
from events.messages.people import answers_for, tell
from events.models import Registration

from .calendars import mail_meeting
from .models import FollowUp, Meeting, Slot, TimeProposal


def _tell(
    meeting: Meeting, person: Registration, kind: str, *, now: datetime,
    calendar: bool = False, was: Slot | None = None,
    key: str = "", **context,
):
    """`was`: the slot it had, for one that lost it. Said once for each `key`."""
    entry = mail_meeting(meeting, person, slot=was, now=now) if (calendar and (meeting.slot or was)) else ""
    facts = {"meeting": meeting, "event": meeting.event, "other": meeting.other(person), "was": was} | context
    return tell(
        person,
        kind,
        about=meeting,
        user=person.user,
        app="meetings",
        path=pass_path(person) + "meetings/",
        key=f"{person.pk}:{key or now.isoformat()}",
        calendar=entry,
        now=now,
        sender=answers_for(meeting.event),
        context=facts,
    )


def _both(meeting: Meeting, kind: str, **more) -> None:
    for person in (meeting.asker, meeting.asked):
        _tell(meeting, person, kind, **more)


def meeting_requested(meeting: Meeting, *, now: datetime) -> None:
    _tell(meeting, meeting.asked, "meeting_requested", now=now)
    _tell(meeting, meeting.asker, "meeting_asked", now=now)


def meeting_accepted(meeting: Meeting, *, now: datetime) -> None:
    _tell(meeting, meeting.asker, "meeting_accepted", now=now)


def meeting_declined(meeting: Meeting, *, by_whom: Registration, now: datetime) -> None:
    _tell(meeting, meeting.other(by_whom), "meeting_declined", now=now)


def meeting_expired(meeting: Meeting, *, now: datetime) -> None:
    _tell(meeting, meeting.asker, "meeting_expired", now=now)


def meeting_arranged(meeting: Meeting, *, now: datetime) -> None:
    _both(meeting, "meeting_arranged", now=now)


def meeting_placed(meeting: Meeting, *, now: datetime) -> None:
    _both(meeting, "meeting_placed", now=now, calendar=True)


def meeting_displaced(meeting: Meeting, *, was: Slot | None, now: datetime) -> None:
    _both(meeting, "meeting_displaced", now=now, calendar=True, was=was)


def meeting_cancelled(meeting: Meeting, *, reason: str, was: Slot | None, now: datetime) -> None:
    _both(meeting, "meeting_cancelled", now=now, calendar=True, was=was, reason=reason)


def meeting_falls_through(meeting: Meeting, *, gone: Registration, was: Slot | None, now: datetime) -> None:
    _tell(meeting, meeting.other(gone), "meeting_cancelled", now=now, calendar=True, was=was, reason="")


def meeting_partner_changed(meeting: Meeting, *, comes: Registration, gone: Registration, now: datetime) -> None:
    _tell(meeting, meeting.other(comes), "meeting_partner_changed", now=now, calendar=True, gone=gone)
    _tell(meeting, comes, "meeting_placed" if meeting.slot else "meeting_arranged", now=now, calendar=True)


def time_proposed(proposal: TimeProposal, *, now: datetime) -> None:
    meeting = proposal.meeting
    _tell(meeting, meeting.other(proposal.proposed_by), "meeting_time_proposed", now=now, slot=proposal.slot)


def next_step_due(row: FollowUp, *, now: datetime) -> bool:
    said = _tell(row.meeting, row.registration, "meeting_next_step", now=now, key=f"{row.pk}:{row.due_on}", row=row)
    return said is not None


def agenda_ready(person: Registration, meetings: list[Meeting], *, key: str, now: datetime) -> None:
    """After a plan was applied: all of a person's meetings in one mail, with a calendar object for each."""
    tell(
        person,
        "agenda_ready",
        about=person,
        user=person.user,
        app="meetings",
        path=pass_path(person) + "meetings/",
        key=key,
        calendar="".join(mail_meeting(one, person, now=now) for one in meetings if one.slot),
        now=now,
        sender=answers_for(person.event),
        context={"event": person.event, "meetings": _rows(person, meetings)},
    )


def _rows(person: Registration, meetings: list[Meeting]) -> list[dict]:
    return [{"meeting": one, "other": one.other(person)} for one in meetings]
