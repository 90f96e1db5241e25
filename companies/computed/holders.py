"""Does anybody hold a role that others count on? Computed from people and accounts, never stored."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet

from accounts.enums import Role

from ..enums import MemberRole
from ..models import Chamber, Firm, Liaison, Membership


def ownerless_firms() -> QuerySet[Firm]:
    """Firms with people of whom nobody who can sign in is the owner; those nobody has taken over yet are no case."""
    members = Membership.objects.filter(firm=OuterRef("pk"))
    owners = members.filter(role=MemberRole.OWNER, user__is_active=True)
    return Firm.objects.open().filter(Exists(members), ~Exists(owners))


def silent_chambers() -> QuerySet[Chamber]:
    """Partner chambers for which nobody can act: referrals and questions wait there for ever."""
    return Chamber.objects.filter(~Exists(acting_liaisons().filter(chamber=OuterRef("pk"))), is_partner=True)


def acting_liaisons() -> QuerySet[Liaison]:
    return Liaison.objects.filter(user__is_active=True, user__role=Role.LIAISON)


def is_ownerless(firm: Firm) -> bool:
    return ownerless_firms().filter(pk=firm.pk).exists()


def is_silent(chamber: Chamber) -> bool:
    """Of any chamber, also one that is no partner but organises an event."""
    return not acting_liaisons().filter(chamber=chamber).exists()


def is_office_empty() -> bool:
    """An administrator alone decides on nothing."""
    return not get_user_model().objects.filter(role=Role.STAFF, is_active=True).exists()
