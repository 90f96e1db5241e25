"""Working hours of two clocks laid over each other: beside, over midnight, not at all, the same."""

from datetime import UTC, datetime

import pytest

from meetings.rules.workday import (
    DAY,
    WORK,
    Hours,
    common,
    lies_in,
    minutes_ahead,
    of_the_day,
    part_of,
    shifted,
)

SPRING = datetime(2027, 3, 9, tzinfo=UTC)


def hours(begin: float, end: float) -> Hours:
    return Hours(round(begin * 60), round(end * 60))


@pytest.mark.parametrize("zone, other, minutes", [
    ("Asia/Tokyo", "Asia/Almaty", -240), ("Asia/Almaty", "Asia/Tokyo", 240), ("Asia/Tashkent", "Asia/Almaty", 0),
    ("UTC", "Asia/Bishkek", 360),
])
def test_how_far_a_clock_is_ahead(zone, other, minutes):
    assert minutes_ahead(zone, other, SPRING) == minutes


def test_the_year_decides_about_almaty():
    assert minutes_ahead(
        "UTC", "Asia/Almaty", datetime(2023, 3, 9, tzinfo=UTC)
    ) == 360, "one hour more until March 2024"


@pytest.mark.parametrize("ahead, both", [
    (-240, [hours(13, 18)]),  # Almaty for Tokyo
    (240, [hours(9, 14)]),  # Tokyo for Almaty
    (0, [WORK]),
    (-530, [hours(17 + 5 / 6, 18)]),  # ten minutes are left
    (-540, []),  # one side begins when the other ends
    (-720, []),
])
def test_working_hours_of_both_on_the_reader_s_clock(ahead, both):
    assert common([WORK], [shifted(WORK, -ahead)]) == both


@pytest.mark.parametrize("one, other, both", [
    (hours(20, 28), hours(22, 25), [hours(22, 25)]),  # over midnight in one piece
    (hours(20, 28), hours(1, 9), [hours(1, 4)]),  # after midnight only
    (hours(1, 9), hours(20, 28), [hours(1, 4)]),
    (hours(7, 22), hours(21, 32), [hours(7, 8), hours(21, 22)]),  # long days meet at both ends
    (hours(0, 24), hours(23, 26), [hours(0, 2), hours(23, 24)]),
    (hours(9, 18), hours(23, 32), []),
])
def test_hours_over_midnight(one, other, both):
    assert common([one], [other]) == both


def test_a_whole_day_is_common_to_itself():
    assert common([Hours(0, DAY)], [Hours(0, DAY)]) == [Hours(0, DAY)]


def test_several_clocks_narrow_what_is_common():
    almaty, bishkek = shifted(WORK, 240), shifted(WORK, 180)
    assert common(common([WORK], [almaty]), [bishkek]) == [hours(13, 18)]
    assert common([], [almaty]) == []


@pytest.mark.parametrize("given, drawn", [
    (hours(9, 18), [hours(9, 18)]), (hours(20, 24), [hours(20, 24)]), (hours(22, 25), [hours(22, 24), hours(0, 1)]),
    (hours(0, 24), [hours(0, 24)]),
])
def test_what_lies_over_midnight_is_drawn_in_two_parts(given, drawn):
    assert of_the_day(given) == drawn


@pytest.mark.parametrize("slot, inside", [
    (hours(13, 13.5), True), (hours(17.5, 18), True), (hours(17.75, 18.25), False), (hours(12, 12.5), False),
    (hours(23.75, 24.25), False),
])
def test_whether_a_time_lies_within(slot, inside):
    assert lies_in(slot, [hours(9, 10), hours(13, 18)]) == inside


def test_a_time_over_midnight_lies_within_hours_over_midnight():
    assert lies_in(hours(23.75, 24.25), [hours(22, 26)])
    assert lies_in(hours(1, 1.5), [hours(22, 26)])


@pytest.mark.parametrize(
    "hour, zone, part",
    [(3, "Asia/Tokyo", "pm"), (2, "Asia/Tokyo", "am"), (3, "Asia/Almaty", "am"), (7, "Asia/Almaty", "pm")],
)
def test_noon_there_parts_the_day(hour, zone, part):
    assert part_of(SPRING.replace(hour=hour, minute=59), zone) == part
