"""Who may act for a party, and when a person may be written to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from accounts.enums import Role
from companies.models import Liaison, Membership
from core.geography import ZONE
from core.sort_keys import in_order
from core.workdays import is_workday

from ..models import Bulletin, ExperienceSession, Party, Subscription

MORNING = 9
COUNTRY = {zone: country for country, zone in ZONE.items()}


def people_of(party: Party) -> QuerySet:
    """Active users: a firm's members, a chamber's liaisons, or Minamin's staff."""
    active = get_user_model().objects.filter(is_active=True).order_by(in_order(), "pk")
    if party.firm_id:
        return active.filter(pk__in=Membership.objects.filter(firm=party.firm_id).values("user"))
    if party.chamber_id:
        return active.filter(pk__in=Liaison.objects.filter(chamber=party.chamber_id).values("user"))
    return active.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR])


def read_by_subscribers(bulletin: Bulletin) -> list[str]:
    """The language of each whose digest would bring it."""
    wanted = Subscription.objects.filter(
        Q(kinds=[]) | Q(kinds__contains=[bulletin.kind]),
        Q(countries=[]) | Q(countries__contains=[bulletin.about_country]),
        user__is_active=True,
    )
    if bulletin.sectors:
        wanted = wanted.filter(Q(sectors=[]) | Q(sectors__overlap=bulletin.sectors))
    return list(wanted.values_list("user__language", flat=True))


def read_by_firms_of(country: str) -> list[str]:
    """The language of each who can enrol for a session that is for this country."""
    members = Membership.objects.filter(firm__country=country)
    people = get_user_model().objects.filter(is_active=True, pk__in=members.values("user"))
    return list(people.values_list("language", flat=True))


def read_by_enrolled(session: ExperienceSession) -> list[str]:
    """The language of each who is told of it."""
    people = session.participants.filter(user__is_active=True)
    return list(people.values_list("user__language", flat=True))


def is_time_for(person, now: datetime) -> bool:
    """From nine o'clock where the person is, never on a free day of their country."""
    local = now.astimezone(ZoneInfo(person.time_zone))
    country = COUNTRY.get(person.time_zone)
    return local.hour >= MORNING and is_workday(local.date(), (country,) if country else ())
