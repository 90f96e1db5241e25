"""A person's seats, journeys and tasks at events."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.own_data import Hindrance, Line, Part, Person, Section, no_address, section
from core.activity import ref

from ..models import (
    Contributor,
    Event,
    Feed,
    Letter,
    Member,
    Notice,
    PhoneCall,
    Print,
    Registration,
    SessionSeat,
    Stop,
    Substitution,
)
from ..states import SEATED, WAITING
from .registering import withdraw_registration

LEAVABLE = WAITING | SEATED
EMPTIED = "name name_latin phone position second_name second_name_latin second_email second_phone asked_because".split()

PERSON = {
    "name": (_("Full name"), "name"), "name_latin": (pgettext_lazy("person", "Name in Latin letters"), "name_latin"),
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
        second_name_latin=(_("Second contact’s name in Latin letters"), "second_name_latin"),
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


def hinders(person: Person, now: datetime) -> Iterator[Hindrance]:
    """An event does not lose its speaker or interpreter without its organiser knowing."""
    coming = Event.objects.coming(now)
    tasks = Contributor.objects.filter(email__in=person.emails, released_at=None, event__in=coming)
    for task in tasks.select_related("event"):
        text = _("You have a task at “%(event)s”. Ask its organiser to release you first.") % {"event": task.event}
        yield Hindrance(text, task.event.get_absolute_url(), _("Event"))


def goes(person: Person, _now: datetime) -> Iterator[Line]:
    seats = seats_of(person)
    live = seats.filter(state__in=LEAVABLE).count()
    yield Line(_("Seats at coming events"), live, _("They are given back, and meetings cancelled."))
    yield Line(_("Your details at events and journeys"), seats.count() + journeys_of(person).count())


def stays(person: Person) -> Iterator[Line]:
    yield Line(
        _("Seats and attendance, without your name"), seats_of(person).count(),
        _("The organiser’s numbers remain right."),
    )
    letters = Letter.objects.filter(members__in=journeys_of(person)).distinct().count()
    why = _("An issued letter names all travellers and is kept as it was issued, so that it can be checked.")
    yield Line(_("Invitation letters that name you"), letters, why)


def words(person: Person) -> Iterator[str]:
    for rows in (seats_of(person), journeys_of(person), _tasks(person)):
        for row in rows.values_list("name", "name_latin", "phone"):
            yield from row


def rows(person: Person) -> list[str]:
    seats = seats_of(person)
    asked = Substitution.objects.filter(original__in=seats)
    return [ref(row) for found in (seats, journeys_of(person), asked) for row in found]


def notes(person: Person) -> Iterator[str]:
    seats = seats_of(person)
    for seat in seats:
        yield from (seat.position, seat.asked_because, seat.second_name, seat.second_name_latin)
        yield from (seat.second_email, seat.second_phone)
    yield from journeys_of(person).values_list("position", flat=True)
    yield from Substitution.objects.filter(original__in=seats).values_list("reason", flat=True)


def _tasks(person: Person) -> QuerySet[Contributor]:
    return Contributor.objects.filter(email__in=person.emails)


def forget(person: Person, *, now: datetime) -> None:
    user = person.user
    seats, journeys = list(seats_of(person).select_related("event")), list(journeys_of(person))
    notices = list(Notice.objects.filter(Q(user=user) | Q(email__in=person.emails) | Q(registration__in=seats)))
    for seat in seats:
        if seat.state in LEAVABLE:
            withdraw_registration(seat, by=user if seat.user_id == user.pk else None, now=now)
    for row in (*seats, *journeys, *notices, *_tasks(person)):
        _empty_person(row, now)
    Print.objects.filter(event__in={row.event_id for row in seats}).delete()
    PhoneCall.objects.filter(notice__in=notices).update(note="")
    PhoneCall.objects.filter(called_by=user).update(note="")
    Substitution.objects.filter(original__in=seats).update(reason="")
    as_substitute = Q(substitute__in=seats) | Q(person__email__in=person.emails)
    Substitution.objects.filter(as_substitute).update(person={"name": ""})
    hosts = Stop.objects.filter(host_email__in=person.emails)
    hosts.update(host_person="", host_email="", host_phone="")
    Feed.objects.filter(user=user).delete()


def _empty_person(row: Any, now: datetime) -> None:
    """No names and numbers, their own or of the second contact; an address that is nobody's, different for each."""
    emptied = dict.fromkeys(EMPTIED, "") | {"email": no_address(row), "key": no_address(row)}
    if getattr(row, "left_at", now) is None:
        emptied["left_at"] = now
    fields = [name for name in emptied if hasattr(row, name)]
    for name in fields:
        setattr(row, name, emptied[name])
    row.save(update_fields=fields)


PUBLISHED = "what an organiser has published"
PUBLIC = (
    "event.titles event.summaries event.venue event.address event.phone session.titles session.room delegation.titles "
    "eventdocument.titles registration.organisation member.organisation contributor.organisation "
    "registration.organisation_latin member.organisation_latin contributor.organisation_latin"
)
PART = Part(
    label=_("Events"), tells=tells, hinders=hinders, goes=goes, stays=stays, words=words, rows=rows,
    notes=notes, forget=forget,
    kept={"events.letter.content": "an issued letter can be checked as long as it stands as it was issued"},
    spared=dict.fromkeys(
        ("events.registration.name", "events.registration.name_latin"),
        "the person's own seats are emptied; another one is a namesake's",
    ) | {f"events.{name}": PUBLISHED for name in PUBLIC.split()},
)
