"""A call of two firms as a calendar entry, for mails and to download."""
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from core.i18n import speaking
from events.rules.ical import Entry, Guest, feed, invitation

from .models import PlannedCall

REMINDS = timedelta(minutes=15)


def entry_of(call: PlannedCall, partner: str, language: str) -> Entry:
    """`partner`: with whom, for this reader. Struck out when it is off."""
    with speaking(language):
        return Entry(
            uid=f"call-{call.pk}@{settings.MAIL_DOMAIN}",
            sequence=int(call.state != "agreed"),
            starts_at=call.starts_at,
            ends_at=call.ends_at,
            title=_("Call: %(partner)s") % {"partner": partner},
            place=call.place,
            text=_("With an interpreter") if call.interpreter else "",
            link=settings.PORTAL_URL + call.thread.get_absolute_url(),
            organiser=Guest("Minamin", settings.SUPPORT_ADDRESS),
            reminds=REMINDS,
            cancelled=call.state != "agreed",
        )


def mail_call(call: PlannedCall, partner: str, person, *, now: datetime) -> str:
    entry = entry_of(call, partner, person.language)
    return invitation(entry, Guest(str(person), person.email), stamp=now)


def file_of_call(call: PlannedCall, partner: str, language: str, *, now: datetime) -> str:
    return feed([entry_of(call, partner, language)], partner, stamp=now)
