"""When a delegate cannot come: slots on two clocks by day, what is taken, and the working hours of both sides drawn."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.models import Event, Registration
from meetings import services
from meetings.models import Slot, Unavailable
from meetings.pages.clocks import both_at_work
from meetings.pages.slots import availability, free_times
from tests.events.conftest import seat

from .meeting_build import accepted, as_delegate, delegates, fresh, interpreter, placed, with_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(make_event, sato, now, tanaka, hokuriku, aigul, altai):
    """Of a fair from 09:00 to 11:00 in Almaty, 13:00 to 15:00 in Tokyo."""
    event = with_meetings(make_event(20), by=sato, now=now)
    interpreter(event, by=sato, now=now)
    return delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=3)


@pytest.fixture
def fair(sides) -> Event:
    return sides[0][0].event


def work_of(person: Registration, **more) -> dict:
    Registration.objects.filter(pk=person.pk).update(**more)
    with translation.override("en"):
        return both_at_work(Registration.objects.with_people().get(pk=person.pk))


def read(person: Registration) -> str:
    Registration.objects.filter(pk=person.pk).update(language="en", user=None)
    return Client().get(as_delegate("my_times", person)).content.decode()


# two clocks


@pytest.mark.parametrize("side, here, there", [
    (0, "13:00–13:25 (Tokyo)", "09:00–09:25 (Almaty)"), (1, "09:00–09:25 (Almaty)", "13:00–13:25 (Tokyo)"),
])
def test_each_slot_stands_on_the_own_clock_first(sides, side, here, there):
    page = read(sides[side][0])
    assert "Tue 9 Mar 2027" in page
    assert page.index(here) < page.index(there)


def test_slots_are_grouped_by_the_days_of_the_reader(make_event, sato, now, tanaka, hokuriku, aigul, altai):
    evening = datetime(2027, 3, 9, 14, 0, tzinfo=UTC)  # 19:00 in Almaty, 23:00 in Tokyo
    event = with_meetings(make_event(9, starts_at=evening, ends_at=evening + timedelta(hours=3)), by=sato, now=now)
    japan, kazakh = delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    with translation.override("en"):
        days = availability(japan[0])
        assert [(day["day"], len(day["rows"])) for day in days] == [("Tue 9 Mar 2027", 2), ("Wed 10 Mar 2027", 2)]
        assert days[1]["rows"][0]["there"] == "Tue 9 Mar 20:00–20:25 (Almaty)", "the day there is another one"
        assert len(availability(kazakh[0])) == 1


def test_what_is_taken_names_the_other_and_ticks_stay(fair, sides, sato, now):
    (ichi, *_rest), (aya, *_others) = sides
    meeting = placed(accepted(ichi, aya, now=now), 0, by=sato, now=now)
    away = Slot.objects.get(event=fair, number=2)
    services.set_absences(ichi, slots=[away.pk], by=None, now=now)
    page = read(ichi)
    assert page.count(f"Meeting with {aya.name}") == 1
    assert f'value="{away.pk}" checked' in page
    Client().post(as_delegate("my_times", ichi), {"away": [meeting.slot_id]})
    assert [row.slot_id for row in Unavailable.objects.all()] == [meeting.slot_id]
    assert fresh(meeting).state == "displaced"
    Client().post(as_delegate("my_times", ichi))
    assert not Unavailable.objects.exists(), "without a tick all times are free again"


def test_free_times_are_those_ahead_that_are_neither_taken_nor_ticked(fair, sides, sato, now):
    (ichi, ni, _san), (aya, *_others) = sides
    placed(accepted(ichi, aya, now=now), 0, by=sato, now=now)
    services.set_absences(ichi, slots=[Slot.objects.get(event=fair, number=2).pk], by=None, now=now)

    def free(person, at):
        return [slot.number for _day, slots in free_times(person, at) for slot, _words in slots]

    assert free(ichi, now) == [1, 3]
    assert free(ni, now) == [0, 1, 2, 3]
    assert free(ichi, Slot.objects.get(event=fair, number=1).starts_at) == [3]
    assert free(ichi, fair.ends_at) == []


# working hours


def test_the_overlap_is_said_and_drawn(sides):
    ichi = sides[0][0]
    work = work_of(ichi)
    assert work["sentences"] == ["13:00–18:00 in Tokyo is 09:00–14:00 in Almaty: both sides are at work then."]
    assert [(row["side"], row["hours"]) for row in work["rows"]] == [
        ("japan", "09:00–18:00"), ("central_asia", "09:00–18:00, on your clock 13:00–22:00")
    ]
    pale, full = work["rows"][0]["bars"]
    assert (pale["kind"], pale["x"], pale["width"]) == ("pale", "37.50%", "37.50%")
    assert (full["kind"], full["x"], full["width"]) == ("full", "54.17%", "20.83%")
    page = read(ichi)
    assert work["sentences"][0] in page
    assert 'x="54.17%"' in page
    assert "in one place" in page


def test_the_other_side_reads_the_same_hours_from_its_own_clock(sides):
    assert work_of(sides[1][0])["sentences"] == [
        "09:00–14:00 in Almaty is 13:00–18:00 in Tokyo: both sides are at work then."
    ]


def test_clocks_that_never_work_at_once_say_so(sides):
    work = work_of(sides[1][0], zone="UTC")
    assert work["sentences"] == [
        "09:00–18:00 in UTC is 18:00–03:00 in Tokyo: the working hours of the two do not meet."
    ]
    assert [bar["kind"] for bar in work["rows"][0]["bars"]] == ["pale"]
    assert {bar["kind"] for bar in work["slots"]} == {"pale"}
    assert "0 of 4" in work["count"]


def test_hours_over_midnight_are_drawn_at_both_ends(sides):
    Registration.objects.filter(country="KZ").update(zone="UTC")
    there = work_of(sides[0][0])["rows"][1]["bars"]
    assert [(bar["x"], bar["width"]) for bar in there] == [("0.00%", "12.50%"), ("75.00%", "25.00%")]


def test_the_same_clock_is_said_in_one_sentence(sides):
    work = work_of(sides[1][0], zone="Asia/Tokyo")
    assert work["sentences"] == ["The clocks of both sides show the same time: both are at work at 09:00–18:00."]
    assert "4 of 4" in work["count"]


def test_slots_are_marked_within_and_outside_the_common_hours(fair, sides, sato, now):
    with_meetings(fair, by=sato, now=now, slots=12)
    slots = work_of(sides[0][0])["slots"]
    assert [bar["kind"] for bar in slots] == ["pale"] * 2 + ["full"] * 10, "the last two begin at 18:00 in Tokyo"


# leaks and queries


def test_each_clock_of_the_other_side_has_its_row_and_nobody_hidden_or_elsewhere_counts(
    sides, make_event, aigul, altai, sato, now
):
    _aya, second, third = sides[1]
    elsewhere = seat(
        with_meetings(make_event(3), by=sato, now=now), 9, by=aigul, firm=altai, country="KZ", zone="Asia/Dushanbe"
    )
    Registration.objects.filter(pk=second.pk).update(zone="Asia/Tashkent")
    Registration.objects.filter(pk=third.pk).update(zone="Asia/Bishkek", is_listed=False)
    assert [row["city"] for row in work_of(sides[0][0])["rows"]] == [
        "Tokyo", "Almaty, Tashkent"
    ], "one row for the same time"
    page = read(sides[0][0])
    assert "Bishkek" not in page
    assert "Dushanbe" not in page
    assert elsewhere.name not in page
    assert third.name not in page
    Registration.objects.filter(pk=third.pk).update(is_listed=True)
    assert [row["city"] for row in work_of(sides[0][0])["rows"]] == ["Tokyo", "Almaty, Tashkent", "Bishkek"]
    Registration.objects.filter(country="KZ").update(is_listed=False)
    assert [row["city"] for row in work_of(sides[0][0])["rows"]] == [
        "Tokyo", "Almaty"
    ], "with nobody to count, the clock of the place"


def test_meetings_of_others_are_not_told(sides, sato, now):
    (ichi, ni, _san), (aya, *_others) = sides
    placed(accepted(ichi, aya, now=now), 0, by=sato, now=now)
    assert aya.name not in read(ni)


def test_the_page_asks_as_often_for_three_clocks_and_slots_as_for_one(fair, sides, sato, now):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            read(sides[0][0])
        return len(seen)

    with_meetings(fair, by=sato, now=now, slots=1)
    queries()
    one = queries()
    with_meetings(fair, by=sato, now=now, slots=3)
    for row, zone in zip(sides[1], ("Asia/Almaty", "Asia/Bishkek", "UTC"), strict=True):
        Registration.objects.filter(pk=row.pk).update(zone=zone)
    assert queries() == one
