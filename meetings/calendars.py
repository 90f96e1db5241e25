"""Meetings as calendar entries: what goes with mails, what agendas hold."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from core.i18n import speaking
from events.calendars import REMINDS as EVENT_REMINDS
from events.calendars import STRUCK_OUT, entry_of, organiser_of, titled
from events.links import pass_path
from events.models import Registration
from events.rules.ical import Entry, Guest, feed, invitation

from .models import Meeting, Slot

REMINDS = timedelta(minutes=15)


def meeting_entry(meeting: Meeting, person: Registration, language: str, slot: Slot | None = None) -> Entry:
    """`slot`: where it was, for one that has lost its place. Struck out with its event too.

    Its sequence is the sum of two that only grow, so that a change of the meeting and one of the event both count.
    """
    place, event, other = slot or meeting.slot, meeting.event, meeting.other(person)
    with speaking(language):
        table = _("Table %(number)s") % {"number": meeting.table} if meeting.table else ""
        return Entry(
            uid=f"meeting-{meeting.pk}@{settings.MAIL_DOMAIN}",
            sequence=meeting.sequence + event.sequence,
            starts_at=place.starts_at,
            ends_at=place.ends_at,
            title=titled(event, f"{other}, {other.comes_from}"),
            place=", ".join(filter(None, [table, event.venue or event.online_link])),
            text="\n".join(filter(None, [str(meeting.topics), event.online_link])),
            link=settings.PORTAL_URL + pass_path(person) + "meetings/",
            organiser=organiser_of(event),
            reminds=REMINDS,
            cancelled=meeting.slot is None or meeting.state == "cancelled" or event.state in STRUCK_OUT,
        )


def mail_meeting(
    meeting: Meeting, person: Registration, *, slot: Slot | None = None, now: datetime, leaves: bool = False
) -> str:
    """`leaves`: for this person only, who does not come any more."""
    entry = meeting_entry(meeting, person, language_of(person), slot)
    entry = entry._replace(reminds=None) if leaves else entry
    return invitation(entry, Guest(person.name, person.email), leaves=leaves, stamp=now)


def language_of(person: Registration) -> str:
    return person.account.language if person.account else person.reads


def mail_meetings(person: Registration, *, leaves: bool = False, now: datetime) -> str:
    """All still to come in the person's calendar, one object after the other:
    a REQUEST or CANCEL is about one entry (RFC 5546).
    """
    rows = Meeting.objects.of(person).in_calendars().not_over().with_people().order_by("slot__starts_at")
    return "".join(mail_meeting(one, person, leaves=leaves, now=now) for one in rows)


def agenda_of(person: Registration, meetings: list[Meeting], *, now: datetime) -> str:
    """The event and the person's meetings, as a file for their calendar."""
    language = language_of(person)
    entries = [
        entry_of(person.event, language, changes=person.entry_changes, reminds=EVENT_REMINDS),
        *(meeting_entry(one, person, language) for one in meetings if one.slot),
    ]
    with speaking(language):
        return feed(entries, str(person.event), stamp=now)
