"""An experience session as a calendar entry, for the mail to whoever enrols."""
from datetime import datetime, timedelta

from django.conf import settings

from core.i18n import speaking
from events.rules.ical import Entry, Guest, invitation

from .models import ExperienceSession

REMINDS = timedelta(hours=1)


def mail_session(session: ExperienceSession, person, *, now: datetime) -> str:
    with speaking(person.language):
        entry = Entry(
            uid=f"session-{session.pk}@{settings.MAIL_DOMAIN}",
            sequence=0,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            title=str(session.titles.said(person.language)),
            place=session.place,
            text=session.speaker,
            link=settings.PORTAL_URL + session.get_absolute_url(),
            organiser=Guest(session.organiser, settings.SUPPORT_ADDRESS),
            reminds=REMINDS,
            cancelled=False,
        )
    return invitation(entry, Guest(str(person), person.email), stamp=now)
