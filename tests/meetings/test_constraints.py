"""Every rule the database keeps about meetings, broken once:
behind the services' back, through the ORM and in plain SQL.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F

from core.multilingual import Texts, Wording
from events.models import Event
from meetings import services
from meetings.models import FollowUp, Meeting, MeetingSetup, Seating, Slot, TimeProposal, Unavailable
from tests.events.breaking import again, breaks, broken, sql

from .meeting_build import accepted, delegates, fresh, interpreter, with_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(make_event, sato, now) -> Event:
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def sides(fair, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)


@pytest.fixture
def sitting(fair, sides, sato, now) -> Meeting:
    """In slot 0 at table 1 with an interpreter."""
    interpreter(fair, by=sato, now=now)
    meeting = accepted(sides[0][0], sides[1][0], now=now)
    services.place_meeting(meeting, slot=Slot.objects.get(event=fair, number=0), by=sato, now=now)
    return fresh(meeting)


@pytest.fixture
def waiting(sides, now) -> Meeting:
    """Of two other people, accepted and not placed."""
    return accepted(sides[0][1], sides[1][1], now=now)


def test_setup_and_slots(fair):
    breaks(MeetingSetup.objects.get(event=fair), {"meeting_setup_has_tables": {"tables": 0}})
    first, second = Slot.objects.filter(event=fair)[:2]
    breaks(second, {"slot_number_once_per_event": {"number": first.number}})
    breaks(first, {"slot_ends_after_it_starts": {"ends_at": F("starts_at")}})
    breaks(first, {"slot_overlaps_no_other_of_its_event": {"ends_at": second.starts_at + timedelta(minutes=1)}})
    first.ends_at = second.starts_at
    first.save()  # one begins as the other ends
    with pytest.raises(IntegrityError, match="event_id"), transaction.atomic():
        again(MeetingSetup.objects.get(event=fair))()


def test_absences_are_of_one_person_and_said_once(fair, sides, sato, now):
    delegate, li = sides[0][0], interpreter(fair, by=sato, now=now)
    slot = Slot.objects.get(event=fair, number=0)
    services.set_absences(delegate, slots=[slot.pk], by=None, now=now)
    services.set_absences(li, slots=[slot.pk], by=sato, now=now)
    for row in Unavailable.objects.all():
        broken("unavailable_said_once", again(row))
    broken("unavailable_is_one_person", lambda: Unavailable.objects.create(slot=Slot.objects.get(event=fair, number=1)))
    breaks(Unavailable.objects.get(registration=delegate), {"unavailable_is_one_person": {"interpreter": li}})


def test_meeting_is_of_two_people_and_says_where_it_stands(sitting, waiting):
    breaks(waiting, {
        "meeting_state_is_known": {"state": "x"},
        "meeting_is_of_two_people": {"asked": F("asker")},
        "meeting_slot_has_a_table": {"slot": sitting.slot},
        "meeting_scheduled_has_a_slot": {"state": "scheduled"},
        "meeting_held_names_its_time": {"state": "held"},
    })
    lost = Texts("ja", {"en": Wording("The original is not among the texts")})
    breaks(waiting, {"meeting_topic_has_its_original": {"topics": lost}})
    breaks(waiting, {"meeting_slot_has_a_table": {"table": 3}, "meeting_scheduled_has_a_slot": {"state": "confirmed"}})
    breaks(waiting, {"meeting_slot_has_a_table": {"interpreter": sitting.interpreter}})
    breaks(sitting, {"meeting_slot_has_a_table": {"table": None}, "meeting_held_names_its_time": {"state": "held"}})


def test_a_table_an_interpreter_and_a_person_are_in_one_meeting_at_a_time(sitting, waiting):
    there = {"slot": sitting.slot, "table": sitting.table}
    breaks(waiting, {"meeting_one_per_table_and_slot": there})
    breaks(waiting, {"meeting_one_per_interpreter_and_slot": there | {"table": 2, "interpreter": sitting.interpreter}})
    broken("meeting_one_per_table_and_slot", sql(
        "UPDATE meetings_meeting SET slot_id = %s, \"table\" = 1 WHERE id = %s", sitting.slot_id, waiting.pk
    ))
    seating = Seating.objects.filter(meeting=sitting).first()
    broken("seating_one_per_person_and_slot", again(seating, meeting_id=waiting.pk))
    broken("seating_once_per_meeting_and_person", again(seating, slot_id=Slot.objects.get(number=1).pk))
    assert Meeting.objects.filter(pk=waiting.pk).update(
        **there | {"table": 2}
    ) == 1, "another table without an interpreter is free"


def test_without_the_rule_about_slots_a_person_would_be_in_two_meetings_at_once(fair, sitting, sides, sato, now):
    """Negative control: then nothing else keeps it from being so."""
    begin, end = (at + timedelta(minutes=10) for at in (sitting.slot.starts_at, sitting.slot.ends_at))
    overlapping = again(sitting.slot, number=99, starts_at=begin, ends_at=end)
    broken("slot_overlaps_no_other_of_its_event", overlapping)
    sql("SET CONSTRAINTS ALL IMMEDIATE")()
    sql("ALTER TABLE meetings_slot DROP CONSTRAINT slot_overlaps_no_other_of_its_event")()
    interpreter(fair, by=sato, now=now, email="kim@example.kz")
    other = accepted(sitting.asker, sides[1][1], now=now)
    services.place_meeting(other, slot=overlapping(), by=sato, now=now)
    assert Seating.objects.filter(registration=sitting.asker).count() == 2


def test_slots_of_two_events_may_overlap(fair, make_event, sato, now):
    other = with_meetings(make_event(20), by=sato, now=now)
    assert [set(Slot.objects.filter(event=one).values_list("starts_at", flat=True)) for one in (fair, other)] == [
        {fair.starts_at + timedelta(minutes=30 * number) for number in range(4)}
    ] * 2


def test_one_open_proposal_a_side(sitting, now):
    proposal = services.propose_time(
        sitting, registration=sitting.asker, slot=Slot.objects.get(number=2), by=None, now=now
    )
    broken("time_proposal_one_open_per_side", again(proposal))
    services.propose_time(sitting, registration=sitting.asked, slot=Slot.objects.get(number=2), by=None, now=now)
    services.propose_time(sitting, registration=sitting.asker, slot=Slot.objects.get(number=3), by=None, now=now)
    assert TimeProposal.objects.filter(answered_at=None).count() == 2
    assert TimeProposal.objects.count() == 3


def test_one_follow_up_a_side_with_a_rating(sitting, sato, now):
    then = sitting.slot.ends_at
    services.hold_meeting(sitting, by=sato, now=then)
    services.follow_up(
        sitting, registration=sitting.asker, rating=5, next_step="", owner="", due_on=None, by=None, now=then
    )
    row = FollowUp.objects.get()
    broken("follow_up_once_per_side", again(row))
    breaks(row, {"follow_up_rating_from_one_to_five": {"rating": 0}})
    breaks(row, {"follow_up_rating_from_one_to_five": {"rating": 6}})
    again(row, registration_id=sitting.asked_id)()


def test_one_timetable_computed_at_a_time(fair, waiting, sato, now):
    run = services.request_run(fair, seconds=5, keep_moves_few=False, by=sato, now=now)
    breaks(run, {"timetable_run_state_is_known": {"state": "x"}})
    breaks(run, {"timetable_run_fairness_is_three_at_most": {"fairness": 4}})
    for state in ("queued", "running"):
        broken("timetable_run_one_at_a_time", again(run, state=state, requested_at=now + timedelta(minutes=1)))
    again(run, state="finished")()


def test_every_constraint_of_this_app_is_broken_here():
    names = {
        constraint.name
        for model in apps.get_app_config("meetings").get_models() for constraint in model._meta.constraints
    }
    said = set(re.findall(r'"([a-z0-9_]+)"', Path(__file__).read_text()))
    assert len(names) > 15
    assert names <= said
