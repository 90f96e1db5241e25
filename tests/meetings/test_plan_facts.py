"""What the solver is told: wishes for halves of days and for times, and what has begun;
what a plan leaves alone on the day itself.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from events.models import Event
from meetings import services
from meetings.errors import NothingToPlan, PlanOutdated
from meetings.models import Meeting, Seating, Slot, TimetableRun
from meetings.services.plan_facts import facts_of
from meetings.timetable import read_instance
from meetings.timetable.impossible import lock_conflicts
from notifications.models import Message

from .meeting_build import accepted, delegates, finished, fresh, interpreter, placed, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
MORNINGS, AFTERNOONS = [0, 1, 2, 5, 6], [3, 4, 7]  # 8:00, 8:30, 9:00, 12:00, 12:30; 11:00, 11:30, 12:00


@pytest.fixture
def sides(make_event, tanaka, hokuriku, aigul, altai, sato, now):
    """At a forum in Tokyo, whose first morning is still the day before in UTC; a second, shorter day follows."""
    begin = datetime(2027, 3, 8, 23, 0, tzinfo=UTC)
    event = make_event(20, country="JP", zone="Asia/Tokyo", starts_at=begin, ends_at=begin + timedelta(days=2))
    hours = [(0, 1.5), (4, 5), (27, 28.5)]
    blocks = [(begin + timedelta(hours=first), begin + timedelta(hours=last)) for first, last in hours]
    with_meetings(event, by=sato, now=now, blocks=blocks)
    for email in ("li@example.kz", "kim@example.kz"):
        interpreter(event, by=sato, now=now, email=email)
    return delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)


@pytest.fixture
def meetings(sides, now) -> list[Meeting]:
    pairs = [(one, other) for one in sides[0] for other in sides[1]]
    return [accepted(*pair, now=now - timedelta(minutes=9 - number)) for number, pair in enumerate(pairs)]


@pytest.fixture
def event(meetings):
    return meetings[0].event


def told_of(event, now) -> list[dict]:
    return facts_of(event, with_previous=False, now=now).instance["meetings"]


def slots_of(meetings) -> list:
    return [one.slot.number if one.slot else None for one in map(fresh, meetings)]


# wishes


def test_meetings_fixed_by_hand_keep_an_interpreter_who_is_not_counted(event, meetings, sato, now):
    """Away in another slot, or counted for another pair:
    what stands can stand, and takes nobody away from the others.
    """
    li, kim = event.contributors.filter(role="interpreter").order_by("-name")
    first, last = (placed(meetings[index], 1, by=sato, now=now) for index in (0, 3))
    assert {first.interpreter, last.interpreter} == {li, kim}
    for away, pairs, counted in (
        ([], ["ja-ru"], {"ja-ru": [2] * 10}),
        ([6], ["ja-ru"], {"ja-ru": [2] * 6 + [1] + [2] * 3}),
        ([6], ["ja-kk", "ja-ru"], {"ja-ru": [1] * 10, "ja-kk": [1, 0] + [1] * 4 + [0] + [1] * 3}),
    ):
        services.set_interpreter(
            kim, pairs=pairs, slots=[slot.pk for slot in Slot.objects.filter(event=event, number__in=away)],
            by=sato, now=now,
        )
        given = facts_of(event, with_previous=False, now=now).instance
        assert given["interpreters"] == counted
        assert [given["meetings"][index]["interp"] for index in (0, 3)].count(None) == ("ja-kk" in counted)
        assert list(lock_conflicts(read_instance(given))) == []


def test_half_days_are_those_of_the_place_on_every_day(event, meetings, now):
    for meeting, part in zip(meetings, ("am", "pm", ""), strict=False):
        Meeting.objects.filter(pk=meeting.pk).update(part=part)
    facts = facts_of(event, with_previous=False, now=now)
    assert (facts.instance["days"], facts.instance["slots_per_day"]) == (2, 5)
    assert facts.times[8:] == [None, None]
    assert [one["barred"] for one in facts.instance["meetings"][:3]] == [AFTERNOONS, MORNINGS, []]


def test_a_wished_time_is_told_while_it_is_to_come(event, meetings, now):
    slot = Slot.objects.get(event=event, number=5)
    Meeting.objects.filter(pk=meetings[0].pk).update(wished_slot=slot)
    assert [one["wished_slot"] for one in told_of(event, now)] == [5, None, None, None]
    assert told_of(event, slot.starts_at)[0]["wished_slot"] is None
    slot.delete()
    assert told_of(event, now)[0]["wished_slot"] is None


def test_a_time_agreed_on_and_a_place_fixed_by_hand_go_before_the_half_of_the_day(event, meetings, sato, now):
    Meeting.objects.filter(pk=meetings[0].pk).update(part="am", wished_slot=Slot.objects.get(event=event, number=3))
    placed(meetings[1], 4, by=sato, now=now)
    Meeting.objects.filter(pk=meetings[1].pk).update(part="am")
    first, second = told_of(event, now)[:2]
    assert (first["barred"], second["barred"], second["fixed_slot"]) == ([4, 7], [], 4)


# the day itself


def test_what_has_begun_concerns_no_plan(event, meetings, sato, now):
    sitting, over = placed(meetings[0], 0, by=sato, now=now, fix=False), placed(meetings[3], 0, by=sato, now=now)
    fixed = placed(meetings[1], 1, by=sato, now=now)
    then = fixed.slot.starts_at - timedelta(minutes=1)
    services.hold_meeting(over, by=sato, now=then)
    facts = facts_of(event, with_previous=True, now=then)
    assert facts.rows == [meetings[1].pk, meetings[2].pk]
    assert facts.instance["previous"] == [1, None]
    assert facts.instance["forbidden"] == [
        [0, 8, 9]
    ] * 4, "a slot that has begun, and two the shorter day does not have"
    assert facts_of(event, with_previous=True, now=fixed.slot.starts_at).rows == [meetings[2].pk]
    assert slots_of([sitting, over, fixed]) == [0, 0, 1]


def test_interpreters_are_counted_slot_by_slot(event, meetings, now):
    li, slot = event.contributors.get(email="li@example.kz"), Slot.objects.get(event=event, number=0)
    services.set_absences(li, slots=[slot.pk], by=None, now=now)
    assert facts_of(event, with_previous=False, now=now).instance["interpreters"] == {"ja-ru": [1] + [2] * 9}


def test_when_everything_has_begun_there_is_nothing_to_plan(event, meetings, sato, now):
    for number, one in enumerate(meetings):
        placed(one, number, by=sato, now=now)
    with pytest.raises(NothingToPlan):
        services.request_run(
            event, seconds=5, keep_moves_few=False, by=sato, now=Slot.objects.get(event=event, number=3).starts_at
        )
    services.request_run(
        event, seconds=5, keep_moves_few=False, by=sato, now=Slot.objects.get(event=event, number=2).starts_at
    )


def test_a_plan_leaves_alone_what_had_begun_before_it(event, meetings, sato, now):
    begun = placed(meetings[0], 0, by=sato, now=now, fix=False)
    then = begun.slot.starts_at
    rows = facts_of(event, with_previous=False, now=then).rows
    run = finished(event, [one for one in meetings if one.pk in rows], [1, 2, 3], now=then)
    said = Message.objects.count()
    assert services.apply_run(run, by=sato, now=then)["placed"] == 4
    assert slots_of(meetings) == [0, 1, 2, 3]
    assert fresh(begun).sequence == begun.sequence
    mails = Message.objects.order_by("created_at")[said:]
    assert {mail.kind for mail in mails} == {"meetings/agenda_ready"}
    assert Seating.objects.filter(meeting=begun).count() == 2


def test_a_meeting_that_begins_while_a_plan_waits_stays(event, meetings, sato, now):
    begun = placed(meetings[0], 0, by=sato, now=now, fix=False)
    late = placed(meetings[3], 3, by=sato, now=now, fix=False)
    run = finished(event, meetings, [5, 6, None, 7], now=now)
    with pytest.raises(PlanOutdated) as outdated:
        services.apply_run(run, by=sato, now=begun.slot.starts_at)
    assert outdated.value.changed == [str(begun)]
    services.apply_run(run, despite=True, by=sato, now=begun.slot.starts_at)
    assert slots_of(meetings) == [0, 6, None, 7]
    assert fresh(begun).state == "scheduled"
    assert fresh(late).slot.number == 7


def test_a_plan_that_drops_a_meeting_which_has_begun_leaves_it_there(event, meetings, sato, now):
    begun = placed(meetings[0], 0, by=sato, now=now, fix=False)
    run = finished(event, meetings, [None, 6, None, 7], now=now)
    services.apply_run(run, by=sato, now=begun.slot.starts_at)
    assert slots_of(meetings) == [0, 6, None, 7]


def test_nothing_is_placed_into_a_slot_that_has_begun_since(event, meetings, sato, now):
    run, then = finished(event, meetings, [0, 1, 2, 3], now=now), Slot.objects.get(event=event, number=1).starts_at
    with pytest.raises(PlanOutdated) as outdated:
        services.apply_run(run, by=sato, now=then)
    assert outdated.value.changed == [str(one) for one in meetings[:2]]
    assert slots_of(meetings) == [None] * 4
    services.apply_run(run, despite=True, by=sato, now=then)
    assert slots_of(meetings) == [None, None, 2, 3]
    assert TimetableRun.objects.get().state == "applied"


def test_a_plan_made_on_another_clock_is_outdated_where_halves_of_days_were_wished(event, meetings, sato, now):
    """Moved from Tokyo to Almaty: what was an afternoon is a morning."""
    first = meetings[0]
    number = next(
        slot.number
        for slot in Slot.objects.filter(event=event) if slot.starts_at.astimezone(ZoneInfo("Asia/Tokyo")).hour >= 12
    )
    Meeting.objects.filter(pk=first.pk).update(part="pm")
    run = finished(event, meetings[:1], [number], now=now)
    Meeting.objects.exclude(pk=first.pk).update(state="declined")
    Event.objects.filter(pk=event.pk).update(zone="Asia/Almaty")
    with pytest.raises(PlanOutdated):
        services.apply_run(TimetableRun.objects.get(pk=run.pk), by=sato, now=now)
    Event.objects.filter(pk=event.pk).update(zone="Asia/Tokyo")
    services.apply_run(TimetableRun.objects.get(pk=run.pk), by=sato, now=now)
    assert fresh(first).slot.number == number
