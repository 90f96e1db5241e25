"""Quiet hours and the hour of a digest on the reader's own clock, also over midnight and where a clock is set back."""

from datetime import UTC, datetime

import pytest

from notifications.hours import end_of_quiet, last_due

NIGHT = (22, 7)


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("said, sent", [
    (at(24, 12, 59), at(24, 12, 59)),  # 21:59 in Tokyo
    (at(24, 13), at(24, 22)),  # 22:00, the night begins: until 7:00 of the next day
    (at(24, 15, 30), at(24, 22)),  # half past midnight: until 7:00 of this day
    (at(24, 21, 59), at(24, 22)),
    (at(24, 22), at(24, 22)),
])
def test_a_night_ends_in_the_morning_of_the_reader(said, sent):
    assert end_of_quiet(said, *NIGHT, "Asia/Tokyo") == sent


def test_the_same_moment_is_night_in_one_place_and_day_in_another():
    said = at(24, 14)
    assert end_of_quiet(said, *NIGHT, "Asia/Almaty") == said, "19:00"
    assert end_of_quiet(said, *NIGHT, "Asia/Tokyo") == at(24, 22), "23:00"


def test_quiet_hours_may_lie_within_a_day():
    assert end_of_quiet(at(24, 4, 30), 13, 15, "Asia/Tokyo") == at(24, 6)
    assert end_of_quiet(at(24, 6), 13, 15, "Asia/Tokyo") == at(24, 6)


def test_quiet_hours_may_end_at_midnight():
    assert end_of_quiet(at(24, 13), 22, 0, "Asia/Tokyo") == at(24, 15)


def test_a_night_in_which_the_clock_is_set_back_is_an_hour_longer():
    """Almaty, 1 March 2024, 00:00: the clock shows 23:00 again; six hours before UTC become five."""
    said = datetime(2024, 2, 29, 17, 30, tzinfo=UTC)  # 23:30, the first one
    assert end_of_quiet(said, *NIGHT, "Asia/Almaty") == datetime(2024, 3, 1, 2, 0, tzinfo=UTC)


def test_whoever_writes_in_the_hour_that_comes_twice_never_waits_backwards():
    said = datetime(2024, 2, 29, 18, 30, tzinfo=UTC)  # 23:30, the second one
    assert end_of_quiet(said, 22, 23, "Asia/Almaty") == said
    assert end_of_quiet(said, 23, 0, "Asia/Almaty") == datetime(2024, 2, 29, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize("now, due", [
    (at(24, 22, 59), at(23, 23)),  # 7:59 on Wednesday in Tokyo: the last one was on Tuesday at 8:00
    (at(24, 23), at(24, 23)),
    (at(25, 10), at(24, 23)),
])
def test_a_daily_digest_is_due_at_the_readers_hour(now, due):
    assert last_due(now, hour=8, weekday=None, zone="Asia/Tokyo") == due


@pytest.mark.parametrize("now, due", [
    (at(25, 0), at(22, 23)),  # Wednesday: Monday the 23rd at 8:00 in Tokyo
    (at(22, 22, 59), at(15, 23)),  # Monday, 7:59: the Monday before
    (at(22, 23), at(22, 23)),
])
def test_a_weekly_digest_is_due_on_the_readers_weekday(now, due):
    assert last_due(now, hour=8, weekday=0, zone="Asia/Tokyo") == due


def test_a_digest_follows_the_clock_when_it_is_set_back():
    before, after = datetime(2024, 2, 29, 12, tzinfo=UTC), datetime(2024, 3, 1, 12, tzinfo=UTC)
    assert last_due(before, hour=8, weekday=None, zone="Asia/Almaty") == datetime(2024, 2, 29, 2, tzinfo=UTC)
    assert last_due(after, hour=8, weekday=None, zone="Asia/Almaty") == datetime(2024, 3, 1, 3, tzinfo=UTC)
