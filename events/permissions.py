"""Who runs an event, who registers whom, who consents. Staff run all events, a liaison those of their chamber."""

from companies.models import Firm, Liaison
from companies.permissions import EDITORS, is_editor_of, membership_of
from core.geography import Side

from .models import Delegation, Event, Registration, Substitution, Support


def is_liaison_of(user, chamber) -> bool:
    return chamber is not None and user.is_liaison and Liaison.objects.filter(user=user, chamber=chamber).exists()


def can_plan_events(user) -> bool:
    return user.is_minamin or user.is_liaison


def can_plan_for(user, chamber) -> bool:
    """Liaisons for their chamber, staff for Minamin or at a chamber's wish."""
    return user.is_minamin or is_liaison_of(user, chamber)


def can_run(user, event: Event) -> bool:
    """`user`: None for somebody who acts through their pass."""
    return user is not None and (user.is_minamin or is_liaison_of(user, event.chamber))


def can_support(user, event: Event) -> bool:
    """The side that does not organise it."""
    if event.chamber_id is None:
        return user.is_liaison
    return user.is_minamin


def can_withdraw_support(user, support: Support) -> bool:
    """Whoever gave it, or the organiser who knows better."""
    gave = is_liaison_of(user, support.chamber) if support.chamber_id else user.is_minamin
    return gave or can_run(user, support.event)


def can_register(user) -> bool:
    """Editors for their firm, liaisons for their chamber, staff for anybody."""
    member = membership_of(user) if user.is_member else None
    return user.is_minamin or user.is_liaison or bool(member and member.role in EDITORS)


def can_register_for(user, firm: Firm | None, chamber) -> bool:
    """People of the own firm or of the own chamber only; staff anybody."""
    if user.is_minamin:
        return True
    if user.is_liaison:
        return firm is None and is_liaison_of(user, chamber)
    return chamber is None and firm is not None and user.is_member and is_editor_of(user, firm)


def registers_for(user) -> Firm | None:
    member = membership_of(user) if user.is_member else None
    return member.firm if member else None


def can_act_for(user, registration: Registration) -> bool:
    """Withdraw, answer an offer, name a substitute:
    the person, who registered for their firm or chamber, the organiser.
    """
    if can_run(user, registration.event) or registration.user_id == user.pk:
        return True
    if user.is_liaison:
        return is_liaison_of(user, registration.chamber)
    member = membership_of(user) if user.is_member else None
    return bool(
        member and member.role in EDITORS and member.firm_id in (registration.firm_id, registration.second_firm_id)
    )


def is_themselves(user, registration: Registration) -> bool:
    """What only the person decides, whoever entered them."""
    return registration.user_id == user.pk


def can_consent(user, substitution: Substitution) -> bool:
    """The other side than the delegate's; never whoever asked.
    Where no chamber is concerned, another of Minamin's staff.
    """
    if substitution.asked_by_id == user.pk:
        return False
    chamber = consenting_chamber(substitution)
    return is_liaison_of(user, chamber) if chamber else user.is_minamin


def consenting_chamber(substitution: Substitution):
    """The chamber whose liaisons decide; None: Minamin does."""
    original = substitution.original
    return partner_chamber(original.event) if original.side == Side.JAPAN else None


def partner_chamber(event: Event):
    """The Central Asian partner of an event: its organiser, or the partner chamber where it takes place."""
    from_country = Liaison.objects.filter(
        chamber__country=event.country, chamber__is_partner=True
    ).select_related("chamber").first()
    return event.chamber or (from_country.chamber if from_country else None)


def can_keep_delegation(user, delegation: Delegation) -> bool:
    return user.is_minamin or is_liaison_of(user, delegation.chamber)


def can_see_all_of(user, delegation: Delegation) -> bool:
    """Everybody who travels, and the report: whoever keeps it, and the chamber whose event they come to;
    firms only their own people.
    """
    return (
        can_keep_delegation(user, delegation)
        or (delegation.event is not None and is_liaison_of(user, delegation.event.chamber))
    )
