"""Business days of both countries at once."""

from datetime import UTC, date, datetime

from core.workdays import add_workdays, deadline, is_workday, workdays_between

BOTH = ("JP", "KZ")


def test_a_holiday_of_either_country_does_not_count():
    assert not is_workday(date(2026, 11, 23), BOTH)  # Labour Thanksgiving Day, Japan
    assert not is_workday(date(2026, 12, 16), BOTH)  # Independence Day, Kazakhstan
    assert is_workday(date(2026, 11, 24), BOTH)


def test_three_days_over_a_weekend_and_a_japanese_holiday():
    assert add_workdays(date(2026, 11, 19), 3, BOTH) == date(2026, 11, 25)
    assert add_workdays(date(2026, 11, 19), 3, ("KZ", "UZ")) == date(2026, 11, 24)


def test_deadline_is_five_in_the_afternoon_in_the_last_country():
    due = deadline(datetime(2026, 11, 24, 6, 0, tzinfo=UTC), 1, BOTH)
    assert due.isoformat() == "2026-11-25T17:00:00+05:00"


def test_counting_is_the_inverse_of_adding():
    start = date(2026, 12, 25)
    for count in range(30):
        assert workdays_between(start, add_workdays(start, count, BOTH), BOTH) == count
    assert workdays_between(date(2026, 11, 25), date(2026, 11, 24), BOTH) == -1
