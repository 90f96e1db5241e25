"""What somebody of a house looks after, and who stands in for them."""
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.own_data import Part, Person, Section, section

from ..models import Care, Note, StandIn


def tells(person: Person) -> Iterator[Section]:
    yield section(
        "work", _("Work you look after"), Care.objects.filter(person=person.user).order_by("kind", "item"),
        kind=(_("Kind"), "kind"), case=(_("Case"), "item"),
    )
    yield section(
        "notes", _("Notes you wrote on firms"), Note.objects.filter(written_by=person.user).order_by("written_at"),
        case=(_("Firm"), "firm_id"), text=(_("Text"), "text"), at=(_("When"), "written_at"),
    )
    yield section(
        "stand_ins", _("Who stands in for you"), StandIn.objects.filter(person=person.user),
        name=(_("Name"), "deputy"), begins=(_("From"), "from_on"), ends=(_("Until"), "until_on"),
    )


def forget(person: Person, *, now: datetime) -> None:
    Note.objects.filter(written_by=person.user).update(text="")
    Care.objects.filter(person=person.user).update(person=None)
    StandIn.objects.filter(person=person.user).delete()
    StandIn.objects.filter(deputy=person.user).delete()


PART = Part(label=_("Work of the office"), tells=tells, forget=forget)
