"""A person's place in firms and chambers: memberships, contact person, requests to join, invitations."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Part, Person, Section, section

from ..models import Claim, Contact, Invitation, Liaison, Membership


def tells(person: Person) -> Iterator[Section]:
    user, firm = person.user, (_("Firm"), "firm")
    yield section(
        "memberships", _("Firms you act for"), Membership.objects.filter(user=user).select_related("firm"),
        firm=firm, role=(_("Role"), "get_role_display"), since=(_("Since"), "joined_at"),
    )
    yield section(
        "liaison", _("Chambers you work for"), Liaison.objects.filter(user=user).select_related("chamber"),
        chamber=(_("Chamber"), "chamber"),
    )
    yield section(
        "contacts", _("Firms whose contact person you are"),
        Contact.objects.filter(email__in=person.emails).select_related("firm"),
        firm=firm, name=(_("Contact person"), "name"), name_latin=(_("Name in Latin letters"), "name_latin"),
        position=(_("Position"), "position"), email=(_("E-mail address"), "email"), phone=(_("Telephone"), "phone"),
        language=(_("Language of correspondence"), "language"),
    )
    yield from _joining(person)


def _joining(person: Person) -> Iterator[Section]:
    user, firm, state = person.user, (_("Firm"), "firm"), (_("State"), "get_state_display")
    yield section(
        "claims", _("Requests to join a firm"),
        Claim.objects.filter(user=user).select_related("firm", "file").defer("file__content").order_by("asked_at"),
        firm=firm, state=state, position=(_("Your position in the firm"), "position"), note=(_("Note"), "note"),
        file=(_("File"), "file.name"), asked=(_("Asked"), "asked_at"), decided=(_("Decided"), "decided_at"),
    )
    invitations = Invitation.objects.filter(Q(email__in=person.emails) | Q(invited_by=user) | Q(accepted_by=user))
    yield section(
        "invitations", _("Invitations to you and by you"), invitations.select_related("firm").order_by("invited_at"),
        firm=firm, email=(_("E-mail address"), "email"), role=(_("Role"), "get_role_display"),
        invited=(_("Invited"), "invited_at"), accepted=(_("Accepted"), "accepted_at"),
        revoked=(_("Withdrawn"), "revoked_at"),
    )


PART = Part(label=_("Firms"), tells=tells)
