"""Hours for meetings: what an event suggests, and what its slots say."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from meetings.rules.openings import blocks_of, days_between, rhythm_of, suggested
from meetings.services.days import slots_between


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2027-03-{day:02} {clock}")


def said(blocks) -> list[str]:
    return [f"{begin:%d %H:%M}–{end:%H:%M}" for begin, end in blocks]


@pytest.mark.parametrize("starts, ends, blocks", [
    ((9, "09:00"), (9, "18:00"), ["09 09:00–12:00", "09 13:00–18:00"]),
    ((9, "10:30"), (11, "16:00"), [
        "09 10:30–12:00", "09 13:00–18:00", "10 09:00–12:00", "10 13:00–18:00", "11 09:00–12:00", "11 13:00–16:00",
    ]),
    ((9, "14:00"), (9, "20:00"), ["09 14:00–20:00"]),
    ((9, "08:00"), (9, "12:30"), ["09 08:00–12:00"]),
    ((9, "19:00"), (10, "12:00"), ["10 09:00–12:00"]),  # an evening before, a morning after
    ((9, "12:00"), (9, "13:00"), []),  # lunch only
    ((9, "09:00"), (10, "00:00"), ["09 09:00–12:00", "09 13:00–18:00"]),
])
def test_hours_suggested_from_the_event(starts, ends, blocks):
    assert said(suggested(at(*starts), at(*ends))) == blocks


def test_days_are_all_days_of_the_event_and_not_without_end():
    assert len(days_between(at(9, "09:00"), at(11, "10:00"))) == 3
    assert len(days_between(at(1, "09:00"), at(31, "10:00"))) == 14


def test_blocks_and_rhythm_are_read_from_slots():
    slots = slots_between(
        [(at(9, "09:00"), at(9, "12:00")), (at(9, "13:00"), at(9, "14:40")), (at(10, "09:00"), at(10, "10:00"))], 40, 10
    )
    assert rhythm_of(slots) == (40, 10)
    assert said(blocks_of(slots, 10)) == ["09 09:00–11:20", "09 13:00–14:30", "10 09:00–09:40"]


def test_one_slot_a_day_has_the_usual_pause():
    slots = [(at(day, "09:00"), at(day, "09:30")) for day in (9, 10)]
    assert rhythm_of(slots) == (30, 5)
    assert len(blocks_of(slots, 5)) == 2


@given(
    minutes=some.integers(5, 240), pause=some.integers(0, 60),
    cuts=some.lists(some.integers(0, 287), min_size=2, max_size=8, unique=True),
)
def test_what_is_read_back_makes_the_same_slots(minutes, pause, cuts):
    marks = [at(9, "00:00") + timedelta(minutes=5 * cut) for cut in sorted(cuts)]
    slots = slots_between(list(zip(marks[::2], marks[1::2], strict=False)), minutes, pause)
    if slots:
        rhythm = rhythm_of(slots)
        assert slots_between(blocks_of(slots, rhythm.pause), *rhythm) == slots
