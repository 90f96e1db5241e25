"""What other changes mean for meetings: a delegate leaves or is replaced, an interpreter leaves,
the event is cancelled or moves.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.activity import record
from core.lifecycle import move
from events.consequences import Consequence
from events.followers import Follower, PassLink
from events.models import Contributor, Event, Registration
from events.rules.ical import Entry

from .. import messages
from ..calendars import mail_meeting, mail_meetings, meeting_entry
from ..models import Meeting, MeetingSetup, Seating, Slot, Unavailable
from ..states import OPEN_MEETING, SITTING
from .placing import NOWHERE, one_by_one, replace_interpreter
from .requesting import pair_for


def leave_meetings(registration: Registration, *, by, now: datetime) -> str:
    """Nobody can meet them any more; the others are told.
    Returns what strikes the meetings out of their own calendar.
    """
    struck = ""
    for meeting in Meeting.objects.open().of(registration).with_people():
        was = meeting.slot
        meeting.seatings.all().delete()
        move(meeting, "cancel", by=by, now=now, **NOWHERE, sequence=meeting.sequence + 1)
        messages.meeting_falls_through(meeting, gone=registration, was=was, now=now)
        struck += mail_meeting(meeting, registration, slot=was, now=now) if was else ""
    return struck


def hand_over_meetings(old: Registration, new: Registration, *, by, now: datetime) -> str:
    """The substitute keeps the appointments; the interpreter is found anew where the languages differ.

    Returns what strikes them out of the calendar of whoever does not come."""
    struck = ""
    for meeting in one_by_one(Meeting.objects.open().of(old)):
        meeting.sequence += 1
        struck += mail_meeting(meeting, old, now=now, leaves=True) if meeting.slot else ""
        side = "asker" if meeting.asker_id == old.pk else "asked"
        setattr(meeting, side, new)
        meeting.save(update_fields=[side, "sequence"])
        Seating.objects.filter(meeting=meeting, registration=old).update(registration=new)
        record(meeting, "hand_over", by=by, now=now)
        _bridge(meeting, by, now)
        messages.meeting_partner_changed(meeting, comes=new, gone=old, now=now)
    Unavailable.objects.filter(registration=new).delete()  # said while somebody else held the seat
    Unavailable.objects.filter(registration=old).update(registration=new)
    return struck


def _bridge(meeting: Meeting, by, now: datetime) -> None:
    pair = pair_for(meeting.asker, meeting.asked)
    if meeting.pair_corrected or pair == meeting.pair:
        return
    meeting.pair = pair
    meeting.save(update_fields=["pair"])
    if meeting.state in SITTING:
        replace_interpreter(meeting, by=by, now=now)


def lose_interpreter(person: Contributor, *, by, now: datetime) -> None:
    """Another one of the same languages takes over; where nobody is free, the meeting is displaced and told."""
    for meeting in one_by_one(Meeting.objects.filter(interpreter=person, state__in=SITTING)):
        replace_interpreter(meeting, by=by, now=now)


def cancel_meetings(event: Event, *, by, now: datetime) -> None:
    """With the event. They keep slot and table, so that the mail about the event can strike them out
    of the calendars.
    """
    rows = Meeting.objects.filter(event=event, state__in=OPEN_MEETING)
    Seating.objects.filter(meeting__in=rows).delete()
    for meeting in rows:
        move(meeting, "cancel", by=by, now=now, interpreter=None)


def shift_meetings(event: Event, shift: timedelta) -> None:
    """To the new date, each at its hour; all at once, since one may come to where another was."""
    Slot.objects.filter(event=event).update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)


def open_meetings_of(event: Event) -> list[Consequence]:
    """For the preview of a cancellation or change."""
    return [Consequence(_("Meetings"), Meeting.objects.open().filter(event=event).count())]


def entries_of(user) -> Iterable[Entry]:
    """For the person's feed; those of cancelled events stay, struck out.
    They link to the event, never to anybody's pass.
    """
    rows = Meeting.objects.filter(Q(asker__user=user) | Q(asked__user=user)).in_calendars().with_people()
    for meeting in rows.order_by("slot__starts_at"):
        seat = meeting.asker if meeting.asker.user_id == user.pk else meeting.asked
        link = settings.PORTAL_URL + meeting.event.get_absolute_url()
        yield meeting_entry(meeting, seat, user.language)._replace(link=link)


class MeetingsFollow(Follower):
    label = _("Meetings")

    def leave(self, registration: Registration, *, by, now: datetime) -> str:
        return leave_meetings(registration, by=by, now=now)

    def hand_over(self, old: Registration, new: Registration, *, by, now: datetime) -> str:
        return hand_over_meetings(old, new, by=by, now=now)

    def event_cancelled(self, event: Event, *, by, now: datetime) -> None:
        cancel_meetings(event, by=by, now=now)

    def event_shifted(self, event: Event, shift: timedelta) -> None:
        shift_meetings(event, shift)

    def contributor_released(self, person: Contributor, *, by, now: datetime) -> None:
        lose_interpreter(person, by=by, now=now)

    def calendar_entries(self, registration: Registration, *, leaves: bool = False, now: datetime) -> str:
        return mail_meetings(registration, leaves=leaves, now=now)

    def details_changed(self, registration: Registration) -> None:
        Meeting.objects.of(registration).in_calendars().not_over().update(sequence=F("sequence") + 1)

    def feed_entries(self, user) -> list[Entry]:
        return list(entries_of(user))

    def pass_links(self, registration: Registration, token: str) -> list[PassLink]:
        if not registration.is_present or not MeetingSetup.objects.filter(event=registration.event_id).exists():
            return []
        return [PassLink(reverse("meetings:my_meetings", args=[token]), _("My meetings"), "handshake")]

    def desk_links(self, event: Event) -> list[PassLink]:
        return [PassLink(reverse("meetings:grid", args=[event.pk]), _("Meetings"), "handshake")]
