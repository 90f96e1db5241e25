"""What of a computed plan still fits the event as it is now, and what has changed since."""

from uuid import UUID

from ..models import Event, Meeting, MeetingSetup, Slot, TimetableRun, Unavailable
from ..states import PLANNABLE, PRESENT, SITTING

Places = dict[UUID, tuple[Slot, int]]


class Today:
    """Tables, absences and places fixed by hand, as they are now."""

    def __init__(self, event: Event, meetings: dict[UUID, Meeting]):
        self.tables = MeetingSetup.objects.values_list("tables", flat=True).get(event=event)
        self.away = set(Unavailable.objects.filter(slot__event=event, interpreter=None).values_list("slot", "registration"))
        self.fixed = [one for one in meetings.values() if one.is_fixed and one.state in SITTING]

    def takes(self, meeting: Meeting, slot: Slot, table: int) -> bool:
        if meeting.is_fixed and meeting.state in SITTING:
            return meeting.slot_id == slot.pk
        people = {meeting.asker_id, meeting.asked_id}
        if table > self.tables or any((slot.pk, person) in self.away for person in people):
            return False
        there = [one for one in self.fixed if one.slot_id == slot.pk]
        return not any(one.table == table or people & {one.asker_id, one.asked_id} for one in there)


def wanted_places(run: TimetableRun, plan: dict, meetings: dict[UUID, Meeting], slots: dict[UUID, Slot]) -> tuple[Places, list[str]]:
    """({meeting: (slot, table)}, what does not fit any more, in words)."""
    planned, changed = _planned(run, plan, meetings, slots)
    today = Today(run.event, meetings)
    _keep_tables(planned, today.fixed)
    wanted = {pk: place for pk, place in planned.items() if today.takes(meetings[pk], *place)}
    changed += [str(meetings[pk]) for pk in planned if pk not in wanted]
    known = set(run.rows)
    changed += [str(one) for pk, one in meetings.items() if one.state in PLANNABLE and pk not in known]
    return wanted, changed


def _planned(run: TimetableRun, plan: dict, meetings: dict, slots: dict) -> tuple[Places, list[str]]:
    planned, gone = {}, []
    for index, pk in enumerate(run.rows):
        place, meeting = plan["slot"][index], meetings.get(pk)
        stands = meeting is not None and meeting.state in PLANNABLE and {meeting.asker.state, meeting.asked.state} <= set(PRESENT)
        slot = slots.get(UUID(run.times[place])) if place is not None and run.times[place] else None
        if not stands or (place is not None and slot is None):
            gone.append(str(meeting or pk))
        elif slot is not None:
            planned[pk] = (slot, plan["table"][index] + 1)
    return planned, gone


def _keep_tables(planned: Places, fixed: list[Meeting]) -> None:
    """The plan knows the slots of fixed meetings, not their tables: each keeps its own, and whoever was to sit there swaps."""
    seat_of = {(slot.pk, table): pk for pk, (slot, table) in planned.items()}
    for one in fixed:
        slot, table = planned.get(one.pk, (None, None))
        if slot is None or slot.pk != one.slot_id or table == one.table:
            continue
        if other := seat_of.get((slot.pk, one.table)):
            planned[other], seat_of[slot.pk, table] = (slot, table), other
        planned[one.pk], seat_of[slot.pk, one.table] = (slot, one.table), one.pk
