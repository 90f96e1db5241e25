"""Periods: contiguous, without gap or overlap, the same every time, whatever months and years do."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mou.reckoning.periods import (
    MONTHS,
    ONE_DAY,
    add_months,
    finder,
    next_start,
    occasion_periods,
    regular_periods,
)

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
CADENCES = st.sampled_from([*MONTHS, "once"])
SPANS = st.integers(0, 4000)


@given(CADENCES, DAYS, SPANS, st.none() | SPANS)
def test_periods_cover_every_day_exactly_once(cadence, first, ahead, length):
    last = None if length is None else first + timedelta(days=length)
    until = first + timedelta(days=ahead)
    found = regular_periods(cadence, first, last, until=until)
    assert found == regular_periods(cadence, first, last, until=until)
    assert found[0].start == first
    for one, after in zip(found, found[1:], strict=False):
        assert one.start <= one.end
        assert after.start == one.end + ONE_DAY
    assert all(last is None or one.end <= last for one in found)
    covered = min(until, last) if last else until
    if cadence != "once" or last:
        assert found[-1].end >= covered
    assert len({one.key for one in found}) == len(found)


@given(st.sampled_from(list(MONTHS)), DAYS, st.integers(1, 200))
def test_a_short_february_shifts_nothing(cadence, first, count):
    """Counted from the first day each time: the n-th start keeps the first day's number wherever the month has it."""
    found = regular_periods(cadence, first, None, until=add_months(first, MONTHS[cadence] * count))
    for number, one in enumerate(found):
        assert one.start == add_months(first, MONTHS[cadence] * number)
        assert one.start.day == first.day or (one.start + ONE_DAY).month != one.start.month


def starts(cadence: str, first: date, until: date) -> list[str]:
    return [one.start.isoformat() for one in regular_periods(cadence, first, None, until=until)]


def test_the_ends_of_months():
    assert starts("monthly", date(2023, 12, 31), date(2024, 5, 1)) == [
        "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30",
    ]
    assert starts("quarterly", date(2026, 11, 30), date(2027, 9, 1)) == [
        "2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30"
    ]


def test_leap_years():
    assert starts("yearly", date(2024, 2, 29), date(2029, 1, 1)) == [
        "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"
    ]
    assert add_months(date(2096, 2, 29), 48) == date(2100, 2, 28)


def test_half_years_and_the_cut_at_the_end():
    found = regular_periods("half_yearly", date(2024, 8, 9), date(2025, 5, 1), until=date(2030, 1, 1))
    assert [(one.start, one.end) for one in found] == [
        (date(2024, 8, 9), date(2025, 2, 8)), (date(2025, 2, 9), date(2025, 5, 1)),
    ]


def test_once_runs_to_its_end_or_a_year():
    assert regular_periods("once", date(2026, 1, 31), date(2026, 3, 1), until=date(2026, 1, 1)) == []
    [one] = regular_periods("once", date(2026, 1, 31), date(2026, 3, 1), until=date(2026, 2, 1))
    assert one.due_on == date(2026, 3, 1)
    [one] = regular_periods("once", date(2026, 1, 31), None, until=date(2030, 1, 1))
    assert one.due_on == date(2027, 1, 30)
    assert regular_periods("monthly", date(2026, 2, 1), date(2026, 1, 1), until=date(2026, 3, 1)) == []


@given(st.sampled_from(list(MONTHS)), DAYS, SPANS)
def test_new_terms_begin_with_the_next_period(cadence, first, days):
    today = first + timedelta(days=days)
    start = next_start(cadence, first, today)
    assert start > today
    assert start.isoformat() in starts(cadence, first, start)
    assert not [day for day in starts(cadence, first, start) if today < date.fromisoformat(day) < start]


def test_an_agreed_date_keeps_a_period_open_longer():
    late = {"2026-01-01": date(2026, 2, 10)}
    found = regular_periods("monthly", date(2026, 1, 1), None, until=date(2026, 3, 1), due_dates=late)
    assert found[0].due_on == date(2026, 2, 10)
    home = finder(found)
    assert [home(date(2026, 2, 10)), home(date(2026, 2, 11)), home(date(2025, 12, 31))] == [found[0], found[1], None]


def test_occasions_have_their_own_days_and_may_overlap():
    found = occasion_periods([("b", date(2026, 1, 5)), ("a", date(2026, 1, 1))], 45, due_dates={"a": date(2026, 6, 1)})
    assert [(one.key, one.start, one.due_on) for one in found] == [
        ("a", date(2026, 1, 1), date(2026, 6, 1)), ("b", date(2026, 1, 5), date(2026, 2, 19)),
    ]
