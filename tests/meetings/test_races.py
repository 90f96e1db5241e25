"""Meetings that many change at one moment: places, plans, answers;
the second waits for the first one's lock and is then refused or follows.
"""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from core.errors import TransitionNotAllowed
from core.lifecycle import lock
from events import services as event_services
from events.errors import NotYetBegun, OfferHasEnded
from events.models import Contributor, Event, Registration
from meetings import services
from meetings.errors import PlanOutdated, SlotTaken, TooManyRequests
from meetings.models import Meeting, MeetingSetup, Seating, Slot, TimetableRun
from meetings.services import placing
from meetings.services import planning as timetabling
from meetings.solver.door import Impossible
from tests.rivals import Rivals, crowd, plain_read

from .meeting_build import accepted, delegates, finished, fresh, interpreter, placed, with_meetings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


@pytest.fixture
def fair(make_event, sato, now) -> Event:
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def li(fair, sato, now) -> Contributor:
    return interpreter(fair, by=sato, now=now)


@pytest.fixture
def sides(fair, li, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=3)


@pytest.fixture
def meetings(sides, now) -> list[Meeting]:
    """Three, of six people."""
    return [accepted(one, other, now=now) for one, other in zip(*sides, strict=True)]


@pytest.fixture
def without_lock(monkeypatch):
    """The event is read and not locked before a meeting is placed."""
    monkeypatch.setattr(placing, "lock", plain_read)


# three constraints: a table, a person and an interpreter are in one meeting at a time


@pytest.fixture(params=["table", "person", "interpreter"])
def two(request, fair, sides, sato, now) -> list[Meeting]:
    """Two meetings that only this one thing keeps from standing in the same slot."""
    (ichi, ni, _san), (aya, other, _third) = sides
    found = [accepted(ichi, aya, now=now), accepted(ichi if request.param == "person" else ni, other, now=now)]
    with_meetings(fair, by=sato, now=now, tables=1 if request.param == "table" else 5)
    if request.param != "interpreter":
        Meeting.objects.update(pair="")
    return [fresh(one) for one in found]


def placing_of(meeting: Meeting, number: int = 0, *, by, now):
    return lambda: placed(fresh(meeting), number, by=by, now=now).state


def seated() -> list[tuple]:
    return list(Meeting.objects.filter(slot__isnull=False).values_list("slot", "table"))


def test_two_organisers_place_at_once_and_the_second_finds_the_place_taken(two, rivals, sato, mori, now):
    with transaction.atomic():
        placing_of(two[0], by=sato, now=now)()
        rivals.wait_behind("second", placing_of(two[1], by=mori, now=now))
    assert isinstance(rivals.join()["second"], SlotTaken)
    assert [fresh(one).state for one in two] == ["scheduled", "accepted"]
    assert Seating.objects.count() == 2


def test_without_the_lock_the_constraint_still_refuses_the_second(two, rivals, without_lock, sato, mori, now):
    """Negative control: both have looked and found the place free; only the database is left to say no."""
    with transaction.atomic():
        placing_of(two[0], by=sato, now=now)()
        rivals.wait_behind("second", placing_of(two[1], by=mori, now=now))
    refused = rivals.join()["second"]
    assert isinstance(refused, SlotTaken)
    assert refused.__cause__ is not None, "it is the constraint that refused"
    assert [fresh(one).state for one in two] == ["scheduled", "accepted"]
    assert Seating.objects.count() == 2


def test_a_crowd_of_organisers_fills_a_slot_and_no_more(meetings, sides, sato, now):
    Meeting.objects.update(pair="")
    more = [accepted(sides[0][index], sides[1][index - 1], now=now) for index in range(3)]
    Meeting.objects.update(pair="")
    outcomes = crowd([placing_of(one, by=sato, now=now) for one in (*meetings, *more)])
    assert Counter(
        str(one) if isinstance(one, str) else type(one).__name__ for one in outcomes
    ) == {"scheduled": 2, "SlotTaken": 4}
    assert len(set(seated())) == 2
    assert Seating.objects.values("registration").distinct().count() == Seating.objects.count() == 4


# the times of an event's meetings never overlap: whoever is in one meeting a slot is in one at a time


def setting_up(fair: Event, minutes: int, *, by):
    def act() -> str:
        with_meetings(fair, by=by, now=fair.opens_at, minutes=minutes)
        return f"{minutes} minutes"

    return act


def lengths(fair: Event) -> set[int]:
    return {(slot.ends_at - slot.starts_at).seconds // 60 for slot in Slot.objects.filter(event=fair)}


def test_two_organisers_set_up_meetings_at_once_and_the_second_ones_times_stand(fair, rivals, sato, mori):
    with transaction.atomic():
        setting_up(fair, 10, by=sato)()
        rivals.wait_behind("second", setting_up(fair, 20, by=mori))
    assert rivals.join()["second"] == "20 minutes"
    assert lengths(fair) == {20}


def test_two_slots_written_at_once_do_not_overlap_without_any_lock(fair, rivals):
    """Control: neither sees the other's; only the database is left to say no."""
    begin, minutes = fair.ends_at - timedelta(hours=1), timedelta(minutes=10)

    def writing(number: int, at: datetime):
        return lambda: Slot.objects.create(event=fair, number=number, starts_at=at, ends_at=at + 2 * minutes)

    with transaction.atomic():
        writing(90, begin)()
        rivals.wait_behind("second", writing(91, begin + minutes))
    assert "slot_overlaps_no_other_of_its_event" in str(rivals.join()["second"])
    assert not Slot.objects.filter(number=91).exists()


# plans


def applying(run: TimetableRun, *, by, now, **more):
    return lambda: services.apply_run(TimetableRun.objects.get(pk=run.pk), **more, by=by, now=now)


def slots_of(meetings: list[Meeting]) -> list:
    return [one.slot.number if one.slot else None for one in map(fresh, meetings)]


def consistent() -> bool:
    """Each placed meeting has its two people in its slot, and nobody else sits anywhere."""
    expected = {
        (one.pk, one.slot_id, person)
        for one in Meeting.objects.filter(slot__isnull=False) for person in (one.asker_id, one.asked_id)
    }
    return expected == set(Seating.objects.values_list("meeting", "slot", "registration"))


def test_the_same_plan_is_applied_once(fair, meetings, rivals, sato, mori, now):
    run = finished(fair, meetings, [0, 1, 2], now=now)
    with transaction.atomic():
        applying(run, by=sato, now=now)()
        rivals.wait_behind("second", applying(run, by=mori, now=now))
    assert isinstance(rivals.join()["second"], TransitionNotAllowed)
    assert slots_of(meetings) == [0, 1, 2]
    assert set(Meeting.objects.values_list("sequence", flat=True)) == {1}, "nobody was moved a second time"


def test_two_plans_at_once_follow_each_other_whole(fair, meetings, rivals, sato, mori, now):
    first, second = finished(fair, meetings, [0, 1, 2], now=now), finished(fair, meetings, [2, 0, 1], now=now)
    with transaction.atomic():
        applying(first, by=sato, now=now)()
        rivals.wait_behind("second", applying(second, by=mori, now=now))
    assert rivals.join()["second"]["placed"] == 3
    assert slots_of(meetings) == [2, 0, 1]
    assert consistent()


def test_a_crowd_applies_two_plans_and_one_of_them_stands(fair, meetings, sato, now):
    plans = [[0, 1, 2], [2, 0, 1]]
    runs = [finished(fair, meetings, plan, now=now) for plan in plans]
    outcomes = crowd([applying(run, by=sato, now=now) for run in runs * 4])
    assert Counter(type(one).__name__ for one in outcomes) == {"dict": 2, "TransitionNotAllowed": 6}
    assert slots_of(meetings) in plans
    assert consistent()


def withdrawing(row: Registration, *, by, now):
    return lambda: event_services.withdraw_registration(
        Registration.objects.with_people().get(pk=row.pk), by=by, now=now
    )


def test_a_delegate_who_withdraws_during_a_plan_is_not_met(fair, meetings, rivals, sato, tanaka, now):
    run = finished(fair, meetings, [0, 1, 2], now=now)
    with transaction.atomic():
        applying(run, by=sato, now=now)()
        rivals.wait_behind("leave", withdrawing(meetings[0].asker, by=tanaka, now=now))
    rivals.join()
    assert fresh(meetings[0]).state == "cancelled"
    assert slots_of(meetings) == [None, 1, 2]
    assert consistent()


def test_a_plan_during_a_withdrawal_is_outdated(fair, meetings, rivals, sato, tanaka, now):
    run = finished(fair, meetings, [0, 1, 2], now=now)
    with transaction.atomic():
        withdrawing(meetings[0].asker, by=tanaka, now=now)()
        rivals.wait_behind("apply", applying(run, by=sato, now=now))
    refused = rivals.join()["apply"]
    assert isinstance(refused, PlanOutdated)
    assert len(refused.changed) == 1
    assert slots_of(meetings) == [None] * 3


def test_a_plan_during_a_declining_is_outdated(fair, meetings, rivals, sato, now):
    run = finished(fair, meetings, [0, 1, 2], now=now)
    with transaction.atomic():
        services.decline_meeting(fresh(meetings[1]), registration=meetings[1].asked, by=None, now=now)
        rivals.wait_behind("apply", applying(run, by=sato, now=now))
    assert isinstance(rivals.join()["apply"], PlanOutdated)
    assert slots_of(meetings) == [None] * 3


def releasing(person: Contributor, *, by, now):
    return lambda: event_services.release_contributor(
        Contributor.objects.select_related("event").get(pk=person.pk), by=by, now=now
    )


def test_an_interpreter_who_is_released_during_a_plan_keeps_no_meeting(fair, li, meetings, rivals, sato, mori, now):
    run = finished(fair, meetings, [0, 1, 2], now=now)
    with transaction.atomic():
        applying(run, by=sato, now=now)()
        rivals.wait_behind("release", releasing(li, by=mori, now=now))
    rivals.join()
    assert {fresh(one).state for one in meetings} == {"displaced"}
    assert consistent()


def test_a_plan_during_a_release_seats_nobody_without_an_interpreter(fair, li, meetings, rivals, sato, mori, now):
    run = finished(fair, meetings, [0, 1, 2], now=now)
    with transaction.atomic():
        releasing(li, by=mori, now=now)()
        rivals.wait_behind("apply", applying(run, by=sato, now=now))
    assert rivals.join()["apply"]["placed"] == 0
    assert consistent()


def test_a_computation_reads_its_facts_once_a_change_of_the_event_is_done(
    fair, meetings, rivals, monkeypatch, sato, now
):
    seen = []

    def search(instance, **given):
        seen.append(instance)
        raise Impossible([])

    monkeypatch.setattr(timetabling, "search", search)
    services.request_run(fair, seconds=1, keep_moves_few=False, by=sato, now=now)
    with transaction.atomic():
        with_meetings(fair, by=sato, now=now, slots=6, tables=7)
        rivals.wait_behind("compute", services.work_on_runs)
    assert rivals.join()["compute"] == 1
    assert [(one["slots"], one["tables"]) for one in seen] == [(6, 7)]


def test_an_interpreter_is_changed_behind_the_event_and_never_across_a_release(fair, li, rivals, sato, now):
    """The event first, then the interpreter's row: taken the other way round, the two would wait for each other."""
    changing = lambda: services.set_interpreter(  # noqa: E731
        Contributor.objects.select_related("event").get(pk=li.pk), pairs=["ja-kk"], slots=[], by=sato, now=now
    )
    with transaction.atomic():
        lock(fair)
        rivals.wait_behind("change", changing)
        releasing(li, by=sato, now=now)()
    assert rivals.join() == {"change": None}


# what was chosen on a page has gone or moved before it is asked for


@pytest.fixture
def gone(fair, meetings):
    """The last slot as a page saw it, which a new setup then removes."""
    return Slot.objects.get(event=fair, number=3)


def test_a_slot_that_has_gone_is_refused_whatever_it_is_chosen_for(fair, sides, meetings, gone, sato, now):
    first = meetings[0]
    proposal = services.propose_time(first, registration=first.asker, slot=gone, by=None, now=now)
    with_meetings(fair, by=sato, now=now, slots=2)
    with pytest.raises(SlotTaken):
        services.place_meeting(first, slot=gone, by=sato, now=now)
    with pytest.raises(SlotTaken):
        services.request_meeting(sides[0][0], asked=sides[1][1], slot=gone, by=None, now=now)
    with pytest.raises(SlotTaken):
        services.propose_time(first, registration=first.asked, slot=gone, by=None, now=now)
    with pytest.raises(OfferHasEnded):
        services.answer_proposal(proposal, registration=first.asked, take=True, by=None, now=now)


def test_nobody_proposes_or_takes_a_time_that_has_begun(meetings, gone, now):
    first = meetings[0]
    with pytest.raises(SlotTaken):
        services.propose_time(first, registration=first.asker, slot=gone, by=None, now=gone.starts_at)
    proposal = services.propose_time(first, registration=first.asker, slot=gone, by=None, now=now)
    with pytest.raises(OfferHasEnded):
        services.answer_proposal(proposal, registration=first.asked, take=True, by=None, now=gone.starts_at)
    services.answer_proposal(proposal, registration=first.asked, take=False, by=None, now=gone.starts_at)


def test_a_meeting_moved_since_the_page_was_read_is_not_held_before_it_begins(meetings, gone, sato, now):
    early = placed(meetings[0], 0, by=sato, now=now)
    placed(fresh(early), gone.number, by=sato, now=now)
    with pytest.raises(NotYetBegun):
        services.hold_meeting(early, by=sato, now=early.slot.starts_at)
    assert fresh(meetings[0]).state == "scheduled"


# answers


@pytest.fixture
def asked(sides, now) -> Meeting:
    return services.request_meeting(sides[0][0], asked=sides[1][0], by=None, now=now)


def accepting(meeting: Meeting, *, now):
    return lambda: services.accept_meeting(fresh(meeting), registration=meeting.asked, by=None, now=now)


def test_what_is_being_accepted_does_not_expire(asked, rivals, now):
    late = asked.expires_at.replace(year=asked.expires_at.year + 1)
    with transaction.atomic():
        accepting(asked, now=now)()
        rivals.wait_behind("expire", lambda: services.expire_requests(now=late))
    assert rivals.join()["expire"] == 0
    assert fresh(asked).state == "accepted"


def test_what_is_expiring_is_not_accepted(asked, rivals, now):
    late = asked.expires_at.replace(year=asked.expires_at.year + 1)
    with transaction.atomic():
        services.expire_requests(now=late)
        rivals.wait_behind("accept", accepting(asked, now=now))
    assert isinstance(rivals.join()["accept"], TransitionNotAllowed)
    assert fresh(asked).state == "expired"


def requesting(one: Registration, other: Registration, *, now):
    def act() -> str:
        people = Registration.objects.with_people()
        return services.request_meeting(people.get(pk=one.pk), asked=people.get(pk=other.pk), by=None, now=now).state

    return act


def test_two_who_ask_each_other_at_the_same_moment_have_one_meeting(sides, now):
    (ichi, *_others), (aya, *_rest) = sides
    assert sorted(crowd([requesting(ichi, aya, now=now), requesting(aya, ichi, now=now)])) == ["accepted", "requested"]
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.mutual) == ("accepted", True)


def test_the_second_of_two_requests_at_the_limit_is_refused(fair, sides, now):
    MeetingSetup.objects.update(most_per_person=1)
    outcomes = crowd([requesting(sides[0][0], other, now=now) for other in sides[1]])
    assert Counter(
        str(one) if isinstance(one, str) else type(one) for one in outcomes
    ) == {"requested": 1, TooManyRequests: 2}
    assert Meeting.objects.count() == 1
