"""A meeting from the first question to the next step:
two delegates without accounts, an organiser, a sheet of paper.
"""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from events.links import pass_path
from events.models import Event, Registration
from meetings.models import FollowUp, Meeting, MeetingSetup, Slot, TimetableRun
from tests.meetings.meeting_build import accepted, delegates, fresh, interpreter, with_meetings

from .fairs import fair_in_a_month
from .people import Person, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SOON = 90  # seconds that the worker may take; its first plan compiles the search


@pytest.fixture
def fair(sato) -> Event:
    return fair_in_a_month(sato, now=timezone.now())


@pytest.fixture
def pair(fair, tanaka, hokuriku, aigul, altai) -> tuple[Registration, Registration]:
    [one], [other] = delegates(
        fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1, now=timezone.now()
    )
    return one, other


def token(row: Registration) -> str:
    return pass_path(row).split("/")[3]


def test_a_meeting_from_the_question_to_the_next_step(people, fair, pair, sato):
    office = people("sato", sato.email, "ja").sign_in()
    abe, goto = (people(name, row.email, row.language) for name, row in zip(("abe", "goto"), pair, strict=True))
    slots_and_tables(office, fair, interpreter(fair, by=sato, now=timezone.now()))
    meeting = asked_and_accepted(abe, goto, *pair)
    placed_by_hand(office, fair, meeting)
    abe.go("meetings:my_meetings", token(pair[0])).shot("meeting-5-placed").press(
        "meetings:meeting_act", token(pair[0]), meeting.pk, "confirm"
    )
    assert Meeting.objects.get().state == "confirmed"
    on_paper(office, fair, pair)
    the_day_comes(fair)
    held_and_followed_up(office, abe, meeting, pair[0])


def slots_and_tables(office: Person, fair: Event, li) -> None:
    office.go("meetings:grid", fair.pk)
    assert office.is_at("meetings:meeting_setup", fair.pk), "without slots there is nothing to show yet"
    office.fill(
        begin_0_0="09:00", end_0_0="10:30", begin_0_1="11:00", end_0_1="12:00", tables="2"
    ).shot("meeting-0-setup")
    office.send("begin_0_0")
    assert (MeetingSetup.objects.get().tables, Slot.objects.filter(event=fair).count()) == (2, 5)
    office.open("meetings:interpreters", fair.pk).open(
        "meetings:interpreter", fair.pk, li.pk
    ).fill(pairs=["ja-ru"]).send("pairs")
    li.refresh_from_db()
    assert li.pairs == ["ja-ru"]


def asked_and_accepted(abe: Person, goto: Person, one: Registration, other: Registration) -> Meeting:
    abe.visit(pass_path(one)).open("meetings:my_meetings", token(one)).open("meetings:meet_people", token(one))
    abe.shot("meeting-1-people").open("meetings:meet_ask", token(one), other.pk)
    abe.fill(topic="充填ライン").shot("meeting-1-question").send("topic")
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.topics["ja"], meeting.pair) == ("requested", "充填ライン", "ja-ru")
    goto.go("meetings:my_meetings", token(other)).shot("meeting-2-to-answer").press(
        "meetings:meeting_act", token(other), meeting.pk, "accept"
    )
    assert Meeting.objects.get().state == "accepted"
    return meeting


def placed_by_hand(office: Person, fair: Event, meeting: Meeting) -> None:
    office.go("meetings:grid", fair.pk).shot("meeting-3-grid").open("meetings:meeting", meeting.pk).shot(
        "meeting-4-places"
    )
    office.press("meetings:meeting_place", meeting.pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.table, meeting.interpreter.name) == ("scheduled", 1, "li")


def on_paper(office: Person, fair: Event, pair: tuple[Registration, Registration]) -> None:
    office.go("meetings:grid", fair.pk).open("meetings:sheets", fair.pk).shot("meeting-6-day-sheet")
    assert all(row.name in office.text for row in pair)
    office.page.emulate_media(media="print")
    assert not office.page.locator("main .no-print").first.is_visible(), "links are not for paper"
    assert office.page.pdf(format="A4").startswith(b"%PDF")
    office.page.emulate_media(media="screen")
    for kind in ("tables", "people"):
        office.open_link(f"kind={kind}").shot(f"meeting-7-{kind}")
        assert all(row.name in office.text for row in pair)


def the_day_comes(fair: Event) -> None:
    Slot.objects.filter(event=fair).update(
        starts_at=F("starts_at") - timedelta(days=31), ends_at=F("ends_at") - timedelta(days=31)
    )


def held_and_followed_up(office: Person, abe: Person, meeting: Meeting, one: Registration) -> None:
    office.go("meetings:meeting", meeting.pk).press("meetings:meeting_hold", meeting.pk)
    assert Meeting.objects.get().state == "held"
    abe.go("meetings:my_meetings", token(one)).open("meetings:my_meeting", token(one), meeting.pk)
    abe.fill(
        rating="5", next_step="見本を送る", owner="Abe", due_on="2030-04-01"
    ).shot("meeting-8-follow-up").send("next_step")
    row = FollowUp.objects.get()
    assert (row.registration, row.rating, row.next_step, str(row.due_on)) == (one, 5, "見本を送る", "2030-04-01")
    office.go("meetings:meeting", meeting.pk).shot("meeting-9-afterwards")
    assert "見本を送る" in office.text


def test_a_timetable_is_computed_and_applied(people, worker, fair, pair, sato):
    now = timezone.now()
    with_meetings(fair, by=sato, now=now)
    interpreter(fair, by=sato, now=now)
    meeting = accepted(*pair, now=now)
    office = people("sato", sato.email, "ja").sign_in()
    office.go("meetings:grid", fair.pk).fill(seconds="2").send("seconds")
    run = TimetableRun.objects.get()
    assert office.is_at("meetings:run", run.pk)
    until(lambda: TimetableRun.objects.get().state == "finished", seconds=SOON, what="the plan is computed")
    office.go("meetings:run", run.pk).shot("meeting-a-computed").press("meetings:run_apply", run.pk)
    assert office.is_at("meetings:grid", fair.pk)
    assert TimetableRun.objects.get().state == "applied"
    assert (fresh(meeting).state, fresh(meeting).interpreter.name) == ("scheduled", "li")
