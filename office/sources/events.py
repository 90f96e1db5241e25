"""Seats, stand-ins, meetings without a place, and who has not heard of a change."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from companies.models import Chamber
from events.models import Event, EventChange, Registration, Substitution
from meetings.models import Meeting

from .source import Clock, Source


def seats(user, state: str) -> QuerySet:
    return Registration.objects.filter(event__in=Event.objects.run_by(user), state=state)


def substitutions(user, _at: Clock) -> QuerySet:
    """Those the reader's house consents to, as `events.permissions.can_consent` says of one."""
    asked = Substitution.objects.visible_to(user).filter(state="asked").exclude(asked_by=user)
    partner = Chamber.objects.filter(country=OuterRef("original__event__country"), is_partner=True)
    of_chamber = Q(original__country="JP") & (Q(original__event__chamber__isnull=False) | Exists(partner))
    if user.is_minamin:
        return asked.exclude(of_chamber)
    organised = Q(original__event__chamber__liaisons__user=user)
    consented = Q(original__event__chamber=None) & Exists(partner.filter(liaisons__user=user))
    return asked.filter(organised | consented, original__country="JP")


def unheard(user, _at: Clock) -> QuerySet:
    """One row a change, while somebody has not been reached or the case is not closed."""
    return EventChange.objects.visible_to(user).open()


def displaced(user, _at: Clock) -> QuerySet:
    return Meeting.objects.filter(event__in=Event.objects.run_by(user), state="displaced")


SEAT = {
    "firm": "firm_id", "event": "event_id", "since": "registered_at", "said": "organisation",
    "country": F("event__country"),
}
EVENTS = (
    Source(
        "seat", _("Registration to decide"), _("Decide"), "events:registration",
        lambda user, _at: seats(user, "applied"), SEAT, liaison=True,
    ),
    Source(
        "late_seat", _("Late registration to decide"), _("Decide"), "events:registration",
        lambda user, _at: seats(user, "late_requested"), SEAT | {"days": 2}, liaison=True,
    ),
    Source(
        "substitution", _("Stand-in to consent to"), _("Decide"), "events:substitution", substitutions,
        {
            "firm": "original__firm_id", "event": "original__event_id", "since": "asked_at", "days": 2,
            "country": F("original__event__country"),
        }, liaison=True,
    ),
    Source(
        "unheard", _("Change of an event to be told to everybody"), _("Reach everybody"), "events:change", unheard,
        {"event": "event_id", "since": "confirmed_at", "days": 1, "country": F("event__country")}, liaison=True,
    ),
    Source(
        "displaced", _("Meeting that has lost its place"), _("Find a place"), "meetings:meeting", displaced,
        {
            "event": "event_id", "firm": "asker__firm_id", "other": "asked__firm_id", "since": "requested_at",
            "until": "event__starts_at", "country": F("event__country"),
        }, liaison=True,
    ),
)
