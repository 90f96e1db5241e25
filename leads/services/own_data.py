"""What a person wrote to the office before their firm was here."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.own_data import NO_ADDRESS, Line, Part, Person, Section, no_address, section
from core.activity import ref
from core.lifecycle import allowed_actions
from core.wiping import GONE

from ..enums import CloseCode
from ..models import Lead, LeadMessage
from .answering import close_lead


def inquiries_of(person: Person) -> QuerySet[Lead]:
    return Lead.objects.filter(email__in=person.emails)


def letters_of(person: Person) -> QuerySet[LeadMessage]:
    """All of their inquiries, and what they wrote in others'."""
    return LeadMessage.objects.filter(Q(lead__in=inquiries_of(person)) | Q(by=None, email__in=person.emails))


def tells(person: Person) -> Iterator[Section]:
    yield section(
        "inquiries", _("Your inquiries"), inquiries_of(person).order_by("received_at"),
        state=(_("State"), "get_state_display"), name=(_("Name"), "name"),
        name_latin=(pgettext_lazy("person", "Name in Latin letters"), "name_latin"), firm=(_("Firm"), "firm_name"),
        email=(_("E-mail address"), "email"), phone=(_("Telephone"), "phone"), agreed=(_("Agreed on"), "agreed_on"),
        received=(_("Received"), "received_at"),
    )
    yield section(
        "letters", _("What was written to and fro"), letters_of(person).order_by("at", "pk"),
        at=(_("When"), "at"), name=(_("Name"), "name"), subject=(_("Subject"), "subject"), text=(_("Text"), "text"),
    )


def goes(person: Person, _now: datetime) -> Iterator[Line]:
    yield Line(_("Your inquiries, and what was written to and fro"), inquiries_of(person).count())


def words(person: Person) -> Iterator[str]:
    for row in inquiries_of(person).values_list("name", "name_latin", "phone"):
        yield from row


def rows(person: Person) -> list[str]:
    return [ref(lead) for lead in inquiries_of(person)]


def notes(person: Person) -> Iterator[str]:
    yield from letters_of(person).filter(by=None).values_list("text", flat=True)


def forget(person: Person, *, now: datetime) -> None:
    Lead.objects.filter(owner=person.user).update(owner=None)
    letters = letters_of(person)
    nobody = Concat(Cast("pk", TextField()), Value(f"@{NO_ADDRESS}"))
    letters.filter(by=None).update(name="", name_latin="", email=nobody)
    letters.update(subject=GONE, text=GONE)
    for lead in inquiries_of(person):
        if "close" in allowed_actions(lead):
            close_lead(lead, code=CloseCode.NOT_WANTED, reason="", by=None, now=now)
        lead.name, lead.name_latin, lead.phone, lead.email = "", "", "", no_address(lead)
        lead.save(update_fields=["name", "name_latin", "phone", "email"])


PART = Part(label=_("Inquiries"), tells=tells, goes=goes, words=words, rows=rows, notes=notes, forget=forget)
