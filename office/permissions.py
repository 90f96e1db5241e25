"""Who has a day at the office: Minamin's staff, and the liaisons of chambers; each house for itself."""
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from companies.models import Liaison
from companies.permissions import liaison_of
from core.sort_keys import in_order

from .sources import SOURCES
from .sources.source import clock_at

STAFF_ROLES = ("staff", "administrator")


def can_see_work(user) -> bool:
    return user.is_minamin or user.is_liaison


def can_see_figures(user) -> bool:
    """Staff all, a liaison those of their country."""
    return user.is_minamin or user.is_liaison


def country_of_house(user) -> str:
    """Of the chamber; "" for Minamin, which sees all."""
    mine = liaison_of(user) if user.is_liaison else None
    return mine.chamber.country if mine else ""


def can_see_whole_firms(user) -> bool:
    return user.is_minamin


def house_of(user):
    """The chamber's id; None is Minamin."""
    mine = liaison_of(user) if user.is_liaison else None
    return mine.chamber_id if mine else None


def people_of_house(user) -> QuerySet[User]:
    """The reader and their colleagues."""
    if user.is_minamin:
        found = User.objects.filter(role__in=STAFF_ROLES, is_active=True)
    else:
        people = Liaison.objects.filter(chamber=house_of(user)).values("user")
        found = User.objects.filter(pk__in=people, is_active=True)
    return found.order_by(in_order(), "pk")


def waits_for(user, kind: str, item, now: datetime) -> bool:
    """It stands in the reader's list, or rests there."""
    source = SOURCES.get(kind)
    return bool(source and source.is_for(user)) and source.rows(user, clock_at(now)).filter(pk=item).exists()


def can_name_stand_in(user, person) -> bool:
    """For oneself only."""
    return can_see_work(user) and user.pk == person.pk
