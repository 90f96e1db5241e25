"""What of a computed plan still fits the event as it is now, and what has changed since."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from events.states import PRESENT

from ..models import Meeting, MeetingSetup, Slot, TimetableRun, Unavailable
from ..states import PLANNABLE, SITTING
from .plan_facts import suits

Places = dict[UUID, tuple[Slot, int]]


class Fit(NamedTuple):
    """`wanted`: where each meeting goes; `without_place`: the plan has none; `changed`: what does not fit any more, in
    words; `still`: what the plan leaves alone.
    """

    wanted: Places
    without_place: set[UUID]
    changed: list[str]
    still: set[UUID]


class Today:
    """Tables and absences as they are now, and the meetings that this plan leaves alone:
    fixed by hand, begun, over, unknown to it.
    """

    def __init__(self, run: TimetableRun, meetings: dict[UUID, Meeting], now: datetime):
        self.now, self.known, self.only_add = now, set(run.rows), run.only_add
        self.tables = MeetingSetup.objects.values_list("tables", flat=True).get(event=run.event)
        self.away = set(
            Unavailable.objects.filter(slot__event=run.event, interpreter=None).values_list("slot", "registration")
        )
        self.still = {one.pk: one for one in meetings.values() if one.slot_id and self._stays(one)}
        self.used = {(one.slot_id, one.table) for one in self.still.values()}
        self.busy = {(one.slot_id, person) for one in self.still.values() for person in (one.asker_id, one.asked_id)}

    def _stays(self, meeting: Meeting) -> bool:
        return (
            meeting.is_fixed or self.only_add or meeting.state not in SITTING or meeting.pk not in self.known
            or meeting.has_begun(self.now)
        )

    def table_for(self, meeting: Meeting, slot: Slot, table: int) -> int | None:
        """The table of the plan, or another one where that is taken or gone;
        None where the meeting does not fit any more.
        """
        if found := self.still.get(meeting.pk):
            return found.table if found.slot_id == slot.pk else None
        taken = {(slot.pk, meeting.asker_id), (slot.pk, meeting.asked_id)} & (self.away | self.busy)
        if taken or slot.starts_at <= self.now or not suits(meeting, slot):
            return None
        free = (
            number
            for number in (table, *range(1, self.tables + 1)) if number <= self.tables
            and (slot.pk, number) not in self.used
        )
        chosen = next(free, None)
        self.used.add((slot.pk, chosen))
        return chosen

    def is_out_of_order(self, meeting: Meeting, wanted: Places, meetings: dict[UUID, Meeting]) -> bool:
        """It would not come after its forerunner, which may have lost its place,
        or not before what stays and is to come after it.
        """
        first, begin = meetings.get(meeting.after_id), wanted[meeting.pk][0].starts_at
        if first is not None and first.state in PLANNABLE:
            place = first.slot if first.pk in self.still else wanted.get(first.pk, (None,))[0]
            if place is None or place.starts_at >= begin:
                return True
        ahead = (one for one in self.still.values() if one.after_id == meeting.pk and not one.has_begun(self.now))
        return any(one.slot.starts_at <= begin for one in ahead)


def fit_of(run: TimetableRun, plan: dict, meetings: dict[UUID, Meeting], slots: dict[UUID, Slot], now: datetime) -> Fit:
    planned, changed = _planned(run, plan, meetings, slots)
    today, wanted = Today(run, meetings, now), {}
    # who can have the table of the plan comes first
    for pk in sorted(planned, key=lambda pk: _must_move(planned[pk], today)):
        slot, table = planned[pk]
        if chosen := today.table_for(meetings[pk], slot, table):
            wanted[pk] = (slot, chosen)
    while wrong := [
        pk for pk in wanted if pk not in today.still and today.is_out_of_order(meetings[pk], wanted, meetings)
    ]:
        for pk in wrong:
            del wanted[pk]
    changed += [str(meetings[pk]) for pk in planned if pk not in wanted]
    new = Meeting.objects.filter(event=run.event).to_plan(now).exclude(pk__in=run.rows)
    changed += [str(meetings[pk]) for pk in new.values_list("pk", flat=True)]
    without = {pk for pk, place in zip(run.rows, plan["slot"], strict=True) if place is None}
    return Fit(wanted, without, changed, set(today.still))


def _must_move(place: tuple[Slot, int], today: Today) -> bool:
    return place[1] > today.tables or (place[0].pk, place[1]) in today.used


def _planned(run: TimetableRun, plan: dict, meetings: dict, slots: dict) -> tuple[Places, list[str]]:
    planned, gone = {}, []
    for index, pk in enumerate(run.rows):
        place, meeting = plan["slot"][index], meetings.get(pk)
        stands = (
            meeting is not None and meeting.state in PLANNABLE
            and {meeting.asker.state, meeting.asked.state} <= set(PRESENT)
        )
        slot = slots.get(UUID(run.times[place])) if place is not None and run.times[place] else None
        if not stands or (place is not None and slot is None):
            gone.append(str(meeting or pk))
        elif slot is not None:
            planned[pk] = (slot, plan["table"][index] + 1)
    return planned, gone
