"""A day turns at midnight of the place, whatever day it is at Greenwich."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.days import local_day, midnight


@pytest.mark.parametrize("at, day", [
    (datetime(2024, 2, 29, 17, 59, tzinfo=UTC), date(2024, 2, 29)),  # 23:59 at +06
    # 23:30 again: the clock went back at midnight to +05
    (datetime(2024, 2, 29, 18, 30, tzinfo=UTC), date(2024, 2, 29)),
    (datetime(2024, 2, 29, 19, 0, tzinfo=UTC), date(2024, 3, 1)),
    (datetime(2024, 2, 28, 18, 30, tzinfo=UTC), date(2024, 2, 29)),  # a day before, +06 still: 00:30
])
def test_the_day_across_the_kazakh_change_of_clocks(at, day):
    assert local_day(at, "Asia/Almaty") == day
    assert local_day(at, "Asia/Tokyo") == (at + timedelta(hours=9)).date()


@pytest.mark.parametrize("at, tokyo, almaty", [
    (datetime(2026, 11, 24, 14, 59, tzinfo=UTC), 24, 24),  # 23:59 in Tokyo, 19:59 in Almaty
    (datetime(2026, 11, 24, 15, 30, tzinfo=UTC), 25, 24),  # 00:30 in Tokyo
    (datetime(2026, 11, 24, 19, 30, tzinfo=UTC), 25, 25),  # 00:30 in Almaty
    (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), 25, 25),
])
def test_the_day_turns_at_each_place_by_itself(at, tokyo, almaty):
    assert (local_day(at, "Asia/Tokyo").day, local_day(at, "Asia/Almaty").day) == (tokyo, almaty)


def test_midnight_is_the_first_moment_of_the_day():
    begin = midnight(date(2026, 11, 25), "Asia/Tokyo")
    assert begin == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert local_day(begin, "Asia/Tokyo") == local_day(
        begin - timedelta(microseconds=1), "Asia/Tokyo"
    ) + timedelta(days=1)
