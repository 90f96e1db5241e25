"""A person's place in firms and chambers: memberships, contact person, requests to join, invitations."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.own_data import Hindrance, Line, Part, Person, Section, no_address, section
from core.activity import ref
from core.lifecycle import allowed_actions, move

from ..models import Call, Claim, Contact, Handover, ImportJob, Invitation, Liaison, Membership, Picture, Spoken
from ..permissions import membership_of
from ..states import WORKING_IMPORT
from .claims import withdraw_claim
from .members import is_last_owner, leave_firm


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
        firm=firm, name=(_("Contact person"), "name"),
        name_latin=(pgettext_lazy("person", "Name in Latin letters"), "name_latin"),
        position=(_("Position"), "position"), email=(_("E-mail address"), "email"), phone=(_("Telephone"), "phone"),
        language=(_("Language of correspondence"), "language"),
    )
    pictures = Picture.objects.filter(added_by=user).select_related("file").defer("file__content")
    yield section(
        "pictures", _("Pictures you added for your firm"), pictures.order_by("added_at"),
        name=(_("File"), "file.name"), alt=(_("What is to be seen on it?"), "alt"),
        state=(_("State"), "get_state_display"), at=(_("Added"), "added_at"),
    )
    yield from _joining(person)
    yield from _handing_over(person)
    yield from _on_behalf(person)


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


def _handing_over(person: Person) -> Iterator[Section]:
    offers = Handover.objects.filter(Q(owner=person.user) | Q(heir=person.user)).select_related("firm")
    yield section(
        "handovers", _("Ownership offered by you or to you"), offers.order_by("offered_at"),
        firm=(_("Firm"), "firm"), state=(_("State"), "get_state_display"), offered=(_("Offered"), "offered_at"),
        answered=(_("Answered"), "answered_at"),
    )


def _on_behalf(person: Person) -> Iterator[Section]:
    user, firm, state = person.user, (_("Firm"), "firm"), (_("State"), "get_state_display")
    spoken = Spoken.objects.filter(Q(recorded_by=user) | Q(settled_by=user)).select_related("firm")
    yield section(
        "spoken", _("Answers of firms that you recorded or settled"), spoken.order_by("recorded_at"),
        firm=firm, state=state, said_by=(_("Who said it"), "said_by"), channel=(_("How"), "get_channel_display"),
        said_on=(_("On which day"), "said_on"), note=(_("What was said"), "note"), at=(_("Recorded"), "recorded_at"),
    )
    calls = Call.objects.filter(Q(caller=user) | Q(asked_by=user)).select_related("firm").order_by("asked_at")
    yield section(
        "calls", _("Telephone calls to firms, by you or at your wish"), calls, firm=firm, state=state,
        asked=(_("Asked"), "asked_at"), due=(_("Due"), "due_at"), closed=(_("Closed"), "closed_at"),
    )


def hinders(person: Person, now: datetime) -> Iterator[Hindrance]:
    """Nobody leaves a firm or a chamber without anybody."""
    member = membership_of(person.user)
    if member and not member.firm.is_closed and is_last_owner(member):
        text = _(
            "You are the only owner of %(firm)s. Hand the ownership over to a colleague, or archive the firm: what is "
            "open, such as introductions, is ended with it."
        )
        yield Hindrance(text % {"firm": member.firm}, reverse("companies:team"), _("Team"))
    liaison = Liaison.objects.filter(user=person.user).select_related("chamber").first()
    if liaison and not liaison.chamber.liaisons.filter(user__is_active=True).exclude(pk=liaison.pk).exists():
        text = _("Nobody else answers for %(chamber)s. Ask Minamin to name another liaison first.")
        yield Hindrance(text % {"chamber": liaison.chamber}, reverse("contact:form"), _("Write to us"))


def goes(person: Person, now: datetime) -> Iterator[Line]:
    user = person.user
    firms = Membership.objects.filter(user=user).count() + Liaison.objects.filter(user=user).count()
    yield Line(_("Your place in a firm or chamber"), firms)
    why = _("The firm names somebody else; until then nobody can be introduced to it.")
    yield Line(_("Your details as a contact person"), _contacts(person).count(), why)
    yield Line(_("Requests to join a firm: what you wrote, and your file"), Claim.objects.filter(user=user).count())
    yield Line(_("Invitations to you"), Invitation.objects.filter(email__in=person.emails).count())


def stays(person: Person) -> Iterator[Line]:
    written = Membership.objects.filter(user=person.user).count()
    why = _("It is the firm’s.")
    yield Line(_("What you wrote for your firm: its entry, offers and needs"), written, why)
    yield Line(_("Pictures you added for your firm"), Picture.objects.filter(added_by=person.user).count(), why)
    recorded = Spoken.objects.filter(recorded_by=person.user).count()
    yield Line(_("What you recorded of the answers of firms, without your name"), recorded, why)


def words(person: Person) -> Iterator[str]:
    for contact in _contacts(person):
        yield from (contact.name, contact.name_latin, contact.phone)


def rows(person: Person) -> list[str]:
    return [ref(claim) for claim in Claim.objects.filter(user=person.user)]


def notes(person: Person) -> Iterator[str]:
    for claim in Claim.objects.filter(user=person.user):
        yield from (claim.position, claim.note)


def _contacts(person: Person) -> QuerySet[Contact]:
    return Contact.objects.filter(email__in=person.emails)


def forget(person: Person, *, now: datetime) -> None:
    user = person.user
    for handover in Handover.objects.filter(Q(owner=user) | Q(heir=user), state="offered"):
        move(handover, "withdraw", by=user, now=now)
    for member in Membership.objects.filter(user=user).select_related("firm"):
        leave_firm(member, by=user, now=now)
    Liaison.objects.filter(user=user).delete()
    _contacts(person).delete()
    for claim in Claim.objects.filter(user=user).select_related("file"):
        _forget_claim(claim, now=now)
    Invitation.objects.filter(email__in=person.emails).open(now).update(revoked_at=now)
    for invitation in Invitation.objects.filter(email__in=person.emails):
        invitation.email = no_address(invitation)
        invitation.save(update_fields=["email"])
    for email in person.emails:
        _empty_imports(email)


def _forget_claim(claim: Claim, *, now: datetime) -> None:
    if "withdraw" in allowed_actions(claim):
        withdraw_claim(claim, by=claim.user, now=now)
    file, claim.position, claim.note, claim.file = claim.file, "", "", None
    claim.save(update_fields=["position", "note", "file"])
    if file:
        file.delete()


def _empty_imports(email: str) -> None:
    """Files that were read long ago, with the address in them."""
    done = ImportJob.objects.exclude(state__in=[*WORKING_IMPORT, "previewed"])
    holding = done.annotate(at=RawSQL("position(%s::bytea IN firms_file)", [email.encode()])).filter(at__gt=0)
    ImportJob.objects.filter(pk__in=[*holding.values_list("pk", flat=True)]).update(firms_file=b"")


FIRMS_OWN = "the firm’s entry, also where a firm bears its owner’s name"
NAMESAKE = "the person's own row is emptied; another one is somebody else of the same name"
OFFERS = "what firms offer and need: names of people are refused there, so the same words mean goods"
PART = Part(
    label=_("Firms"), tells=tells, hinders=hinders, goes=goes, stays=stays, words=words, rows=rows,
    notes=notes, forget=forget,
    kept={f"companies.firm.{name}": FIRMS_OWN for name in ("name", "name_latin", "name_key", "website")},
    spared={f"companies.contact.{name}": NAMESAKE for name in ("name", "name_latin")}
    | {f"companies.partneringprofile.{name}": OFFERS for name in ("title", "summary", "volumes")}
    | {f"companies.firm.{name}": FIRMS_OWN for name in ("city", "region")}
    | {f"companies.chamber.{name}": "a chamber's entry" for name in ("names", "phone")}
    | {"companies.productline.text": OFFERS, "companies.picture.alt": OFFERS},
)
