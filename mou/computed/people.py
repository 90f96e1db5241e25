"""Who may act for a party, and when a person may be written to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.enums import Role
from companies.models import Liaison, Membership
from core.geography import ZONE
from core.workdays import is_workday

from ..models import Party

MORNING = 9
COUNTRY = {zone: country for country, zone in ZONE.items()}


def people_of(party: Party) -> QuerySet:
    """Active users: a firm's members, a chamber's liaisons, or Minamin's staff."""
    active = get_user_model().objects.filter(is_active=True).order_by("full_name", "pk")
    if party.firm_id:
        return active.filter(pk__in=Membership.objects.filter(firm=party.firm_id).values("user"))
    if party.chamber_id:
        return active.filter(pk__in=Liaison.objects.filter(chamber=party.chamber_id).values("user"))
    return active.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR])


def is_time_for(person, now: datetime) -> bool:
    """From nine o'clock where the person is, never on a free day of their country."""
    local = now.astimezone(ZoneInfo(person.time_zone))
    country = COUNTRY.get(person.time_zone)
    return local.hour >= MORNING and is_workday(local.date(), (country,) if country else ())
