"""How else the people of firms and chambers are reached, where a mail to them did not arrive."""

from collections.abc import Iterable

from notifications.pages import Addressee

from ..models import Chamber, Contact, Firm, Invitation, Liaison, Membership


def line(*parts: object) -> str:
    return " · ".join(filter(None, map(str, parts)))


def firm_people(firms: Iterable[Firm]) -> dict[str, Addressee]:
    """By address: members, with the contact person as second contact, or another member; and contact persons."""
    firms = list(firms)
    contacts = {one.firm_id: one for one in Contact.objects.filter(firm__in=firms)}
    members = list(Membership.objects.filter(firm__in=firms, user__is_active=True).select_related("user"))
    found = {one.email.lower(): Addressee(one, one.phone) for one in contacts.values()}
    for one in members:
        others = [contacts.get(one.firm_id), *(two.user for two in members if two.firm_id == one.firm_id)]
        found[one.user.email.lower()] = _member(one.user, [person for person in others if person])
    return found


def _member(user, others: list) -> Addressee:
    """`others`: of the firm, the contact person first; the person themself may be among them."""
    address = user.email.lower()
    own = next((person.phone for person in others if person.email.lower() == address and person.phone), "")
    second = next((person for person in others if person.email.lower() != address), None)
    if second is None:
        return Addressee(user, user.phone or own)
    return Addressee(user, user.phone or own, line(second, second.phone, second.email), second.email)


def invited_people(invitations: Iterable[Invitation]) -> dict[str, Addressee]:
    """Who was invited and has not come; the contact person's telephone is found with the firm's people."""
    waiting = [one for one in invitations if not one.accepted_at and not one.revoked_at]
    return {one.email.lower(): Addressee(one.email) for one in waiting}


def chamber_people(chambers: Iterable[Chamber]) -> dict[str, Addressee]:
    rows = Liaison.objects.filter(chamber__in=list(chambers), user__is_active=True).select_related("user", "chamber")
    return {
        one.user.email.lower(): Addressee(one.user, one.user.phone, line(one.chamber, one.chamber.phone))
        for one in rows
    }
