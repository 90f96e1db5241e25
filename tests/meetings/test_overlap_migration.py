"""Slots that overlapped before it was forbidden: empty ones go; two in which people meet are named and stop it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management.base import CommandError

from meetings.models import Meeting, Slot
from tests.migrating import before_migration, migrate, newest

from .meeting_build import accepted, delegates, interpreter, placed, with_meetings


@pytest.fixture
def sitting(transactional_db, make_event, tanaka, hokuriku, aigul, altai, sato, now) -> Meeting:
    fair = with_meetings(make_event(20), by=sato, now=now)
    interpreter(fair, by=sato, now=now)
    japan, kazakh = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    return placed(accepted(japan[0], kazakh[0], now=now), 1, by=sato, now=now)


@pytest.fixture
def as_before(sitting):
    """The slots of then; what a test leaves overlapping is put right afterwards."""
    leaves = newest()
    yield migrate(before_migration("meetings", "slots_do_not_overlap")).get_model("meetings", "Slot").objects
    Slot.objects.filter(number__gte=90).delete()
    migrate(leaves)


def overlapping(slots, sitting: Meeting, number: int):
    begin, end = (at + timedelta(minutes=10) for at in (sitting.slot.starts_at, sitting.slot.ends_at))
    return slots.create(event_id=sitting.event_id, number=number, starts_at=begin, ends_at=end)


def test_an_empty_slot_that_overlaps_goes_and_no_other(as_before, sitting):
    before = set(Slot.objects.values_list("pk", flat=True))
    overlapping(as_before, sitting, 90)
    migrate(newest())
    assert set(Slot.objects.values_list("pk", flat=True)) == before
    assert Meeting.objects.get().slot == sitting.slot


def test_two_slots_with_meetings_are_named_and_nothing_is_changed(as_before, sitting):
    other = overlapping(as_before, sitting, 91)
    again = Meeting.objects.get()
    again.pk, again.slot_id, again.state = uuid4(), other.pk, "no_show"
    again.save(force_insert=True)
    empty = overlapping(as_before, sitting, 92)
    with pytest.raises(CommandError) as refused:
        migrate(newest())
    assert {str(sitting.slot_id), str(other.pk)} <= set(str(refused.value).split())
    assert Slot.objects.filter(pk=empty.pk).exists()
    again.delete()
