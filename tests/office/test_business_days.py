"""What the database looks up is what `core.workdays.deadline` says, day by day."""
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import workdays
from core.geography import ZONE
from office.rules.business_days import BACK, calendar, cutoffs, pair

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
ALLOWED = (1, 3, 9, 21)


@pytest.mark.parametrize("country", ["JP", "KZ", "UZ"])
def test_each_day_ends_where_a_deadline_would(country):
    for row in calendar(NOW, ALLOWED):
        if row.country != country:
            continue
        for number in range(BACK + 1):
            day = row.first + timedelta(days=number)
            start = datetime.combine(day, time(12), tzinfo=ZoneInfo(ZONE[country]))
            assert row.until[number] == workdays.deadline(start, row.days, pair(country)).date()


@pytest.mark.parametrize("country", ["JP", "KZ", "TM"])
@pytest.mark.parametrize("hour", [3, 8, 13, 20])
def test_what_began_before_a_cutoff_is_late_and_what_began_after_it_is_not(country, hour):
    now = NOW.replace(hour=hour)
    for days in ALLOWED:
        cutoff = cutoffs(now, ALLOWED)[country, days]
        assert workdays.deadline(cutoff - timedelta(seconds=1), days, pair(country)) < now
        assert workdays.deadline(cutoff, days, pair(country)) >= now


def test_a_closing_day_that_staff_wrote_down_moves_both():
    before = cutoffs(NOW, ALLOWED)["KZ", 3]
    workdays.WRITTEN = {("KZ", (NOW - timedelta(days=4)).date()): False}
    assert cutoffs(NOW, ALLOWED)["KZ", 3] < before
