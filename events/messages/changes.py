"""The mails of a cancellation, postponement or move: to everyone affected, and to their second contacts."""

from datetime import datetime

from companies.senders import sender_of
from notifications.models import Message

from ..calendars import STRUCK_OUT, mail_entry
from ..followers import calendar_entries
from ..links import notice_path
from ..models import Event, Notice
from .people import tell

SEATED = {"registration:confirmed", "registration:late_admitted", "registration:checked_in"}


def event_changed(notice: Notice, *, now: datetime) -> Message:
    """Once a notice, whoever writes it; with the entries of the event
    and of their meetings for whoever has them in their calendar.
    """
    change, event = notice.change, notice.change.event
    language = notice.user.language if notice.user else notice.reads
    given = {"name": notice.name, "email": notice.email, "language": language, "changes": _changes_of(notice)}
    entry = mail_entry(event, **given, now=now) if _has_entry(notice, event) else ""
    meetings = calendar_entries(notice.registration, now=now) if notice.registration else ""
    said = tell(
        notice,
        "event_changed",
        about=notice,
        user=notice.user,
        path=notice_path(notice),
        calendar=entry + meetings,
        now=now,
        sender=sender_of(change.confirmed_by),
        context=_context(notice, language) | {"event": event, "change": change, "has_meetings": bool(meetings)},
    )
    return said or Message.objects.get(concerns=f"events.notice:{notice.pk}", kind="events/event_changed")


def _changes_of(notice: Notice) -> int:
    return notice.registration.entry_changes if notice.registration else 0


def _has_entry(notice: Notice, event: Event) -> bool:
    """Seats and tasks; whoever sent a substitute kept the entry of their own seat,
    which is struck out with the event.
    """
    seats = SEATED | ({"registration:substituted"} if event.state in STRUCK_OUT else set())
    return bool(seats & set(notice.roles)) or any(role.startswith("contributor:") for role in notice.roles)


def _context(notice: Notice, language: str) -> dict:
    change = notice.change
    before = {name: datetime.fromisoformat(change.before[name]) for name in ("starts_at", "ends_at")}
    after = {name: datetime.fromisoformat(change.after[name]) for name in before if name in change.after}
    return {
        "reason": change.reasons.said(language),
        "before": before | {"zone": change.before["zone"], "venue": change.before["venue"]},
        "after": after,
    }


def second_contact(notice: Notice, *, now: datetime) -> Message:
    """To whoever was named for this case, in the delegate's language."""
    person = _Second(notice)
    said = tell(
        person,
        "second_contact",
        about=notice,
        path=notice_path(notice, second=True),
        key="second",
        now=now,
        sender=sender_of(notice.change.confirmed_by),
        context=_context(notice, notice.reads) | {
            "event": notice.change.event, "change": notice.change, "notice": notice
        },
    )
    return said or Message.objects.get(concerns=f"events.notice:{notice.pk}", kind="events/second_contact")


class _Second:
    """The second contact, reached as a person."""

    def __init__(self, notice: Notice):
        self.name, self.name_latin, self.email = notice.second_name, notice.second_name_latin, notice.second_email
        self.language, self.zone = notice.reads, notice.zone
