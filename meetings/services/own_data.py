"""A person's meetings at events, and what they said came of them."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Line, Part, Person, Section, section
from core.activity import ref
from core.multilingual import Texts
from events.services.own_data import seats_of

from ..models import FollowUp, Meeting


def meetings_of(person: Person) -> QuerySet[Meeting]:
    seats = seats_of(person)
    return Meeting.objects.filter(Q(asker__in=seats) | Q(asked__in=seats))


def tells(person: Person) -> Iterator[Section]:
    rows = meetings_of(person).select_related("event", "asker__firm", "asked__firm", "slot").order_by("requested_at")
    yield section(
        "meetings", _("Meetings"), rows,
        event=(_("Event"), "event"), state=(_("State"), "get_state_display"), asks=(_("Who asked"), "asker.comes_from"),
        asked=(_("Who was asked"), "asked.comes_from"), topic=(_("Topic"), "topics"),
        begins=(_("Begins"), "slot.starts_at"), requested=(_("Asked"), "requested_at"),
    )
    yield section(
        "follow_ups", _("What you said afterwards"),
        FollowUp.objects.filter(registration__in=seats_of(person)).order_by("written_at"),
        rating=(_("How useful was it?"), "rating"), next_step=(_("Next step"), "next_step"),
        who=(_("Who does it"), "owner"), due=(_("To be done by"), "due_on"), at=(_("When"), "written_at"),
    )


def goes(person: Person, _now: datetime) -> Iterator[Line]:
    yield Line(_("What you wrote about meetings: topics, next steps"), meetings_of(person).count())


def rows(person: Person) -> list[str]:
    return [ref(one) for one in meetings_of(person)]


def notes(person: Person) -> Iterator[str]:
    for meeting in Meeting.objects.filter(asker__in=seats_of(person)):
        yield from meeting.topics.values()


def forget(person: Person, *, now: datetime) -> None:
    seats = seats_of(person)
    Meeting.objects.filter(asker__in=seats).update(topics=Texts())
    FollowUp.objects.filter(registration__in=seats).update(next_step="", owner="")


PART = Part(label=_("Meetings"), tells=tells, goes=goes, rows=rows, notes=notes, forget=forget)
