"""Giving a meeting its slot, table and interpreter, and taking them away. Under the event's lock;
three constraints watch.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Q

from core.lifecycle import lock, move
from events.errors import NotTheOrganiser
from events.models import Contributor, Event
from events.permissions import can_run

from .. import messages
from ..errors import OutOfOrder, SlotTaken
from ..models import Meeting, MeetingSetup, Seating, Slot, Unavailable
from ..querysets import MeetingQuerySet
from ..states import SITTING

NOWHERE = {"slot": None, "table": None, "interpreter": None}


def lock_event_of(meeting: Meeting) -> Event:
    """Meetings change under their event's lock; what the caller saw before it is read anew."""
    event = lock(meeting.event)
    meeting.refresh_from_db(from_queryset=Meeting.objects.with_people())
    return event


def slot_now(event: Event, slot: Slot) -> Slot:
    """As it is under the event's lock. Raises SlotTaken where it has gone since it was chosen."""
    found = Slot.objects.filter(event=event, pk=slot.pk).first()
    if found is None:
        raise SlotTaken
    return found


@transaction.atomic
def put(meeting: Meeting, slot: Slot, *, table: int, interpreter: Contributor | None, by, now: datetime) -> None:
    """Raises SlotTaken when a person, the table or the interpreter is taken then, whatever was seen before."""
    action = "move" if meeting.state in SITTING else "schedule"
    try:
        with transaction.atomic():
            meeting.seatings.all().delete()
            place = {"slot": slot, "table": table, "interpreter": interpreter, "sequence": meeting.sequence + 1}
            move(meeting, action, by=by, now=now, **place)
            Seating.objects.bulk_create(
                Seating(meeting=meeting, registration=person, slot=slot) for person in (meeting.asker, meeting.asked)
            )
    except IntegrityError as taken:
        meeting.refresh_from_db(fields=["state", "slot", "table", "interpreter", "sequence"])
        raise SlotTaken from taken


@transaction.atomic
def place_meeting(meeting: Meeting, *, slot: Slot, fix: bool = True, by, now: datetime) -> None:
    """By hand, into a free place; `fix`: no later plan moves it. Both people are told."""
    event = lock_event_of(meeting)
    if not can_run(by, event):
        raise NotTheOrganiser
    slot = slot_now(event, slot)
    table = free_table(event, slot, keep=meeting.table)
    interpreter = free_interpreter(event, slot, meeting)
    if table is None or (meeting.pair and interpreter is None) or is_away(slot, meeting):
        raise SlotTaken
    if not span_of(meeting).allows(slot):
        raise OutOfOrder
    put(meeting, slot, table=table, interpreter=interpreter, by=by, now=now)
    Meeting.objects.filter(pk=meeting.pk).update(is_fixed=fix)
    messages.meeting_placed(meeting, now=now)


def free_table(event: Event, slot: Slot, keep: int | None = None) -> int | None:
    """The meeting's own table when it is free, otherwise the first free one."""
    tables = MeetingSetup.objects.values_list("tables", flat=True).get(event=event)
    taken = set(Meeting.objects.filter(slot=slot).values_list("table", flat=True))
    wanted = [keep] if keep and keep <= tables else []
    return next((number for number in [*wanted, *range(1, tables + 1)] if number not in taken), None)


def free_interpreter(event: Event, slot: Slot, meeting: Meeting) -> Contributor | None:
    """Somebody of the pair who is free then; the present one when possible."""
    if not meeting.pair:
        return None
    able = event.contributors.filter(
        role="interpreter", released_at=None, pairs__contains=[meeting.pair]
    ).order_by("name", "pk")
    busy = Meeting.objects.filter(slot=slot, interpreter__isnull=False).exclude(pk=meeting.pk).values("interpreter")
    away = Unavailable.objects.filter(slot=slot, interpreter__isnull=False).values("interpreter")
    found = list(able.exclude(pk__in=busy).exclude(pk__in=away))
    return next((one for one in found if one.pk == meeting.interpreter_id), found[0] if found else None)


def is_away(slot: Slot, meeting: Meeting) -> bool:
    return Unavailable.objects.filter(slot=slot, registration__in=[meeting.asker_id, meeting.asked_id]).exists()


class Span(NamedTuple):
    """When a meeting may begin, given what must come before and after it: later than `earliest`, earlier than `latest`.

    It waits while its forerunner has no place."""

    waits: bool
    earliest: datetime | None
    latest: datetime | None

    def allows(self, slot: Slot) -> bool:
        too_early = self.earliest is not None and slot.starts_at <= self.earliest
        too_late = self.latest is not None and slot.starts_at >= self.latest
        return not (self.waits or too_early or too_late)


def span_of(meeting: Meeting) -> Span:
    """A forerunner that is over, or called off, holds nothing up; a follower without a place neither."""
    near = Meeting.objects.open().filter(Q(pk=meeting.after_id) | Q(after=meeting))
    begins = dict(near.values_list("pk", "slot__starts_at"))
    waits = meeting.after_id in begins and begins[meeting.after_id] is None
    earliest = begins.pop(meeting.after_id, None)
    return Span(waits, earliest, min(filter(None, begins.values()), default=None))


def replace_interpreter(meeting: Meeting, *, by, now: datetime) -> None:
    """Another one of the same languages takes over; where nobody is free, the meeting is displaced and told."""
    found = free_interpreter(meeting.event, meeting.slot, meeting)
    if meeting.pair and found is None:
        displace([meeting], by=by, now=now)
        return
    meeting.interpreter = found
    meeting.save(update_fields=["interpreter"])


def displace(meetings: list[Meeting], *, by, now: datetime) -> int:
    """They lose their place and wait for another, and so does what is still to come after them;
    everybody concerned is told at once.
    """
    for meeting in meetings:
        meeting.seatings.all().delete()
        was = meeting.slot
        move(meeting, "displace", by=by, now=now, **NOWHERE, is_fixed=False, sequence=meeting.sequence + 1)
        messages.meeting_displaced(meeting, was=was, now=now)
    followers = Meeting.objects.filter(after__in=meetings, state__in=SITTING, slot__starts_at__gt=now).with_people()
    return len(meetings) + (displace(list(followers), by=by, now=now) if meetings else 0)


def one_by_one(rows: MeetingQuerySet) -> Iterator[Meeting]:
    """Each as it is when its turn comes, if it still belongs here: what happens to one may displace others."""
    for pk in list(rows.values_list("pk", flat=True)):
        if found := rows.with_people().filter(pk=pk).first():
            yield found
