"""Days on which offices are closed: what counts of itself, what staff write down, and who may."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from core import closing
from core.closing import DaysWrong, remove_closing_day, write_closing_days
from core.models import Activity, ClosingDay
from core.workdays import add_workdays, is_workday

pytestmark = pytest.mark.django_db
BRIDGE = date(2026, 12, 18)  # a Friday; the sixteenth is a holiday in Kazakhstan
SATURDAY = date(2026, 12, 19)


@pytest.fixture
def write(sato, now, django_capture_on_commit_callbacks):
    def write(first=BRIDGE, last=None, works=False, country="KZ"):
        with django_capture_on_commit_callbacks(execute=True):
            return write_closing_days(
                country=country, first=first, last=last or first, works=works, note="Bridge", by=sato, now=now
            )

    return write


@pytest.mark.parametrize("day", [date(2026, 12, 29), date(2026, 12, 31), date(2027, 1, 2), date(2028, 1, 3)])
def test_japanese_offices_are_closed_over_new_year(day):
    assert not is_workday(day, ("JP",))


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2027, 1, 4)])
def test_the_days_around_are_working_days(day):
    assert is_workday(day, ("JP",))


def test_a_day_written_down_counts_towards_no_deadline(write):
    assert add_workdays(date(2026, 12, 17), 1, ("JP", "KZ")) == BRIDGE
    write()
    assert add_workdays(date(2026, 12, 17), 1, ("JP", "KZ")) == date(2026, 12, 21)


def test_it_is_of_its_country_only(write):
    write()
    assert is_workday(BRIDGE, ("JP", "UZ"))


def test_a_moved_working_saturday_counts(write):
    write(SATURDAY, works=True)
    assert is_workday(SATURDAY, ("KZ",))


def test_the_later_word_replaces_the_earlier(write):
    write()
    write(works=True)
    assert [(one.day, one.works) for one in ClosingDay.objects.all()] == [(BRIDGE, True)]
    assert Activity.objects.filter(verb="core.closingday.write").count() == 2


def test_a_day_taken_back_counts_again(write, sato, now, django_capture_on_commit_callbacks):
    [row] = write()
    with django_capture_on_commit_callbacks(execute=True):
        remove_closing_day(row, by=sato, now=now)
    assert is_workday(BRIDGE, ("KZ",))
    assert Activity.objects.filter(verb="core.closingday.remove").exists()


@pytest.mark.parametrize("last", [date(2026, 12, 17), date(2027, 1, 18)])
def test_days_in_the_wrong_order_or_too_many_are_refused(write, last):
    with pytest.raises(DaysWrong):
        write(last=last)


class TestOtherProcesses:
    @pytest.fixture(autouse=True)
    def _every_minute(self, settings, monkeypatch):
        settings.CLOSING_DAYS_READ_EVERY = 60
        monkeypatch.setattr(closing.Reader, "read_at", None)

    def test_they_learn_of_it(self):
        ClosingDay.objects.create(country="KZ", day=BRIDGE)
        closing.refresh()
        assert not is_workday(BRIDGE, ("KZ",))

    def test_they_ask_once_a_minute(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            closing.refresh()
            closing.refresh()

    def test_what_they_know_stays_while_the_database_is_away(self, write, monkeypatch):
        def away():
            raise DatabaseError

        write()
        monkeypatch.setattr(closing, "learn", away)
        closing.refresh()
        assert not is_workday(BRIDGE, ("KZ",))


class TestPage:
    GIVEN = {"country": "KZ", "first": "2026-12-18", "last": "", "works": "closed", "note": "Bridge"}

    def test_staff_write_a_day_and_find_it_with_the_holidays(self, as_, sato):
        page = as_(sato).post(reverse("staff:closing_days"), self.GIVEN, follow=True).content.decode()
        assert "Bridge" in page
        assert "Independence Day" in page

    def test_they_remove_it(self, as_, sato, write):
        [row] = write()
        as_(sato).post(reverse("staff:closing_day_remove", args=[row.pk]))
        assert not ClosingDay.objects.exists()

    def test_what_is_wrong_is_said_and_stays(self, as_, sato):
        given = self.GIVEN | {"last": "2026-12-01"}
        answer = as_(sato).post(reverse("staff:closing_days"), given)
        assert answer.status_code == 422
        assert "must not lie before the first" in answer.content.decode()
        assert "Bridge" in answer.content.decode()

    @pytest.mark.parametrize("query", ["?country=XX", "?year=1", "?year=x", ""])
    def test_an_address_that_means_nothing_shows_this_year_in_japan(self, as_, sato, query):
        assert "New Year" in as_(sato).get(reverse("staff:closing_days") + query).content.decode()

    @pytest.mark.parametrize("who", ["tanaka", "dana"])
    def test_nobody_else(self, request, as_, who, write):
        client = as_(request.getfixturevalue(who))
        [row] = write()
        assert client.get(reverse("staff:closing_days")).status_code == 403
        assert client.post(reverse("staff:closing_day_remove", args=[row.pk])).status_code == 403


def test_a_day_stands_once_for_a_country():
    ClosingDay.objects.create(country="KZ", day=BRIDGE)
    with pytest.raises(IntegrityError, match="closing_day_once_per_country"), transaction.atomic():
        ClosingDay.objects.create(country="KZ", day=BRIDGE, works=True)
