"""What a person wrote to the office before their firm was here."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Part, Person, Section, section

from ..models import Lead, LeadMessage


def inquiries_of(person: Person) -> QuerySet[Lead]:
    return Lead.objects.filter(email__in=person.emails)


def letters_of(person: Person) -> QuerySet[LeadMessage]:
    """All of their inquiries, and what they wrote in others'."""
    return LeadMessage.objects.filter(Q(lead__in=inquiries_of(person)) | Q(by=None, email__in=person.emails))


def tells(person: Person) -> Iterator[Section]:
    yield section(
        "inquiries", _("Your inquiries"), inquiries_of(person).order_by("received_at"),
        state=(_("State"), "get_state_display"), name=(_("Name"), "name"), firm=(_("Firm"), "firm_name"),
        email=(_("E-mail address"), "email"), phone=(_("Telephone"), "phone"), agreed=(_("Agreed on"), "agreed_on"),
        received=(_("Received"), "received_at"),
    )
    yield section(
        "letters", _("What was written to and fro"), letters_of(person).order_by("at", "pk"),
        at=(_("When"), "at"), name=(_("Name"), "name"), subject=(_("Subject"), "subject"), text=(_("Text"), "text"),
    )


PART = Part(label=_("Inquiries"), tells=tells)
