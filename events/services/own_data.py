"""A person's seats, journeys and tasks at events."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Part, Person, Section, section

from ..models import Contributor, Feed, Member, Notice, Registration, SessionSeat, Substitution

PERSON = {
    "name": (_("Full name"), "name"), "name_latin": (_("Name in Latin letters"), "name_latin"),
    "email": (_("E-mail address"), "email"), "phone": (_("Telephone"), "phone"),
    "organisation": (_("Firm or organisation"), "organisation"),
}
EVENT, POSITION = (_("Event"), "event"), (_("Position"), "position")


def seats_of(person: Person) -> QuerySet[Registration]:
    return Registration.objects.filter(Q(user=person.user) | Q(email__in=person.emails))


def journeys_of(person: Person) -> QuerySet[Member]:
    return Member.objects.filter(Q(registration__in=seats_of(person)) | Q(email__in=person.emails))


def tells(person: Person) -> Iterator[Section]:
    seats = seats_of(person)
    yield section(
        "seats", _("Seats at events"), seats.select_related("event").order_by("registered_at", "pk"),
        event=EVENT, state=(_("State"), "get_state_display"), **PERSON, position=POSITION,
        rank=(_("Rank"), "get_rank_display"), second_name=(_("Second contact"), "second_name"),
        second_email=(_("Second contact’s e-mail address"), "second_email"),
        second_phone=(_("Second contact’s telephone"), "second_phone"), because=(_("Reason"), "asked_because"),
        registered=(_("Registered"), "registered_at"), came=(_("Checked in"), "checked_in_at"),
    )
    yield section(
        "sessions", _("Sessions you booked"),
        SessionSeat.objects.filter(registration__in=seats).select_related("session").order_by("booked_at"),
        session=(_("Session"), "session"), booked=(_("Booked"), "booked_at"),
    )
    yield section(
        "substitutes", _("Substitutes"),
        Substitution.objects.filter(original__in=seats).select_related("original").order_by("asked_at"),
        substitute=(_("Substitute"), "comes"), state=(_("State"), "get_state_display"), reason=(_("Reason"), "reason"),
        asked=(_("Asked"), "asked_at"),
    )
    yield from _travelling(person)


def _travelling(person: Person) -> Iterator[Section]:
    yield section(
        "delegations", _("Delegations you travel with"),
        journeys_of(person).select_related("delegation").order_by("added_at"),
        delegation=(_("Delegation"), "delegation"), **PERSON, position=POSITION, added=(_("Added"), "added_at"),
        left=(_("Left"), "left_at"),
    )
    yield section(
        "tasks", _("Tasks at events"),
        Contributor.objects.filter(email__in=person.emails).select_related("event").order_by("pk"),
        event=EVENT, task=(_("Task at the event"), "get_role_display"), **PERSON,
    )
    told = Notice.objects.filter(Q(user=person.user) | Q(email__in=person.emails)).select_related("change__event")
    yield section(
        "changes", _("Changes of events you were told of"), told.order_by("told_at", "pk"),
        event=(_("Event"), "change.event"), change=(_("What"), "change.get_kind_display"), told=(_("Told"), "told_at"),
        acknowledged=(_("Acknowledged"), "acknowledged_at"), choice=(_("Choice"), "get_choice_display"),
    )
    yield section(
        "calendar", _("Your calendar address"), Feed.objects.filter(user=person.user).order_by("created_at"),
        made=(_("Made"), "created_at"), ended=(_("Ended"), "revoked_at"),
    )


PART = Part(label=_("Events"), tells=tells)
