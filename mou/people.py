"""Who may act for a party."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.enums import Role
from companies.models import Liaison, Membership

from .models import Party


def people_of(party: Party) -> QuerySet:
    """Active users: a firm's members, a chamber's liaisons, or Minamin's staff."""
    active = get_user_model().objects.filter(is_active=True).order_by("full_name", "pk")
    if party.firm_id:
        return active.filter(pk__in=Membership.objects.filter(firm=party.firm_id).values("user"))
    if party.chamber_id:
        return active.filter(pk__in=Liaison.objects.filter(chamber=party.chamber_id).values("user"))
    return active.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR])
