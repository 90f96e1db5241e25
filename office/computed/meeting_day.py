"""The next day on which people meet at tables, and how it is filled."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from events.models import Event
from meetings.models import Meeting, MeetingSetup, Slot
from meetings.states import SITTING

GONE = ("draft", "cancelled")


class MeetingDay(NamedTuple):
    event: Event
    day: date
    tables: int
    slots: list[Slot]
    meetings: list[Meeting]

    @property
    def places(self) -> int:
        return self.tables * len(self.slots)


def next_meeting_day(now: datetime, country: str = "") -> MeetingDay | None:
    """Of all events in the country; today's until its last slot is over."""
    coming = Slot.objects.filter(ends_at__gt=now).exclude(event__state__in=GONE)
    if country:
        coming = coming.filter(event__country=country)
    tables = MeetingSetup.objects.filter(event=OuterRef("event")).values("tables")[:1]
    first = coming.annotate(tables=Subquery(tables)).select_related("event").order_by("starts_at").first()
    if first is None:
        return None
    event, zone = first.event, ZoneInfo(first.event.zone)
    day = first.starts_at.astimezone(zone).date()
    begin = datetime.combine(day, datetime.min.time(), zone)
    slots = list(Slot.objects.filter(event=event, starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1)))
    meetings = Meeting.objects.filter(slot__in=slots, state__in=SITTING).with_people().order_by("slot__number", "table")
    return MeetingDay(event, day, first.tables or 0, slots, list(meetings))
