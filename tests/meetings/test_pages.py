"""A delegate's meetings behind their pass, without an account: every page and act, and who is turned away."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from core.errors import TransitionNotAllowed
from events.models import Event, Registration
from meetings import services
from meetings.models import FollowUp, Meeting, Slot, TimeProposal, Unavailable
from meetings.pages.meetings import could_meet, people_to_meet
from tests import build
from tests.events.conftest import seat

from .meeting_build import accepted, as_delegate, delegates, fresh, interpreter, placed, with_meetings

pytestmark = pytest.mark.django_db
PAGES = ["my_meetings", "meet_people", "my_times", "my_agenda"]


@pytest.fixture
def fair(make_event, sato, now) -> Event:
    event = with_meetings(make_event(20), by=sato, now=now)
    interpreter(event, by=sato, now=now)
    return event


@pytest.fixture
def sides(fair, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=3)


@pytest.fixture
def ichi(sides) -> Registration:
    return sides[0][0]


@pytest.fixture
def aya(sides) -> Registration:
    """Of the other side."""
    return sides[1][0]


@pytest.fixture
def sitting(ichi, aya, sato, now) -> Meeting:
    return placed(accepted(ichi, aya, now=now), 0, by=sato, now=now)


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def read_as(client: Client, path: str) -> str:
    client.cookies.load({"django_language": "en"})
    return client.get(path).content.decode()


def press(name: str, person: Registration, *args, **data) -> None:
    """A button of the page: it leads on, and the page there answers."""
    assert Client().post(as_delegate(name, person, *args), data, follow=True).redirect_chain[-1][1] == 302


def later(monkeypatch, meeting: Meeting) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: meeting.slot.ends_at)


# asking and answering


def test_a_delegate_finds_whom_to_meet_and_asks(ichi, aya, sides):
    page = read(as_delegate("meet_people", ichi))
    assert all(one.name in page for one in sides[1])
    assert sides[0][1].name not in page
    assert as_delegate("meet_ask", ichi, aya.pk) in page
    assert aya.name in read(as_delegate("meet_ask", ichi, aya.pk))
    assert aya.name not in read(as_delegate("meet_people", ichi) + "?q=Nobody")
    press("meet_ask", ichi, aya.pk, topic="Filling lines", part="am")
    meeting = Meeting.objects.get()
    assert (meeting.asker, meeting.asked, meeting.state, meeting.topics["ja"], meeting.part) == (
        ichi, aya, "requested", "Filling lines", "am"
    )
    assert aya.name not in read(as_delegate("meet_people", ichi)), "who is asked already cannot be asked again"


def test_a_wished_time_is_chosen_on_the_own_clock_and_told_to_both(fair, sitting, sides, sato, now, as_):
    (ichi, ni, _san), (_aya, other, _third) = sides
    services.set_absences(ichi, slots=[Slot.objects.get(event=fair, number=1).pk], by=None, now=now)
    page, wish = read(as_delegate("meet_ask", ichi, other.pk)), Slot.objects.get(event=fair, number=2)
    assert "14:00–14:25（東京） · 10:00–10:25（アルマトイ）" in page, "in the language of the delegate"
    assert all(
        str(slot.pk) not in page for slot in (sitting.slot, Slot.objects.get(event=fair, number=1))
    ), "taken and ticked times are not offered"
    press("meet_ask", ichi, other.pk, part="am", slot=wish.pk)
    meeting = fresh(Meeting.objects.get(asked=other))
    assert (meeting.wished_slot, meeting.part, meeting.slot) == (wish, "am", None)
    assert "10:00" in read(as_delegate("my_meetings", other))
    assert "10:00" in read(as_delegate("my_meeting", ichi, meeting.pk))
    assert "10:00 (Almaty)" in read_as(as_(sato), meeting.get_absolute_url())
    assert "10:00" not in read(as_delegate("my_meetings", ni))


@pytest.mark.parametrize("given, field", [
    ({"topic": "x" * 301}, "topic"), ({"part": "midnight"}, "part"), ({"slot": "x"}, "slot"),
    ({"part": "pm", "slot": 2}, "slot"),
])
def test_what_cannot_be_asked_is_refused_beside_its_field_and_keeps_what_was_typed(fair, ichi, aya, given, field):
    typed = {"topic": "Filling lines"} | given
    if given.get("slot") == 2:
        typed["slot"] = Slot.objects.get(event=fair, number=2).pk
    answer = Client().post(as_delegate("meet_ask", ichi, aya.pk), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Meeting.objects.exists()
    assert "error-summary" in page
    assert f'value="{typed["topic"]}"' in page


def test_a_slot_of_another_event_or_of_the_past_cannot_be_wished(fair, ichi, aya, make_event, sato, now, monkeypatch):
    elsewhere = Slot.objects.filter(event=with_meetings(make_event(3), by=sato, now=now)).first()
    assert Client().post(as_delegate("meet_ask", ichi, aya.pk), {"slot": elsewhere.pk}).status_code == 422
    begun = Slot.objects.filter(event=fair).first()
    monkeypatch.setattr("django.utils.timezone.now", lambda: begun.starts_at)
    assert Client().post(as_delegate("meet_ask", ichi, aya.pk), {"slot": begun.pk}).status_code == 422
    assert not Meeting.objects.exists()


def test_a_refused_request_keeps_what_was_typed(fair, ichi, aya, now):
    wish = Slot.objects.get(event=fair, number=2)
    services.set_absences(aya, slots=[wish.pk], by=None, now=now)
    answer = Client().post(as_delegate("meet_ask", ichi, aya.pk), {"topic": "Filling lines", "slot": wish.pk})
    assert answer.status_code == 409
    assert "slot" in answer.context["form"].errors
    assert "Filling lines" in answer.content.decode()
    assert f'value="{wish.pk}" selected' in answer.content.decode()
    assert not Meeting.objects.exists()
    press("meet_ask", ichi, aya.pk, topic="Filling lines")
    again = Client().post(as_delegate("meet_ask", ichi, aya.pk), {"topic": "Once more"})
    assert again.status_code == 409
    assert "Once more" in again.content.decode()
    assert Meeting.objects.count() == 1


def test_a_request_is_accepted_by_the_one_who_was_asked(ichi, aya, now):
    meeting = services.request_meeting(ichi, asked=aya, topic="Filling lines", by=None, now=now)
    assert as_delegate("meeting_act", aya, meeting.pk, "accept") in read(as_delegate("my_meetings", aya))
    assert as_delegate("meeting_act", ichi, meeting.pk, "accept") not in read(as_delegate("my_meetings", ichi))
    press("meeting_act", ichi, meeting.pk, "accept")
    assert fresh(meeting).state == "requested", "nobody answers in another's place"
    press("meeting_act", aya, meeting.pk, "accept")
    assert fresh(meeting).state == "accepted"


def test_a_request_is_declined_or_taken_back(sides, now):
    (ichi, ni, _san), (aya, other, _third) = sides
    first = services.request_meeting(ichi, asked=aya, by=None, now=now)
    second = services.request_meeting(ni, asked=other, by=None, now=now)
    press("meeting_act", aya, first.pk, "decline")
    assert as_delegate("meeting_act", ni, second.pk, "decline") in read(as_delegate("my_meetings", ni))
    press("meeting_act", ni, second.pk, "decline")
    assert {fresh(first).state, fresh(second).state} == {"declined"}


def test_a_placed_meeting_is_confirmed(sitting, ichi):
    page = read(as_delegate("my_meetings", ichi))
    assert sitting.asked.name in page
    assert "13:00" in page, "the clock of the place"
    assert "09:00" in page, "the reader's clock"
    press("meeting_act", ichi, sitting.pk, "confirm")
    assert fresh(sitting).state == "confirmed"
    assert as_delegate("meeting_act", ichi, sitting.pk, "confirm") not in read(as_delegate("my_meetings", ichi))


# another time


@pytest.mark.parametrize("answer, number", [("take", 2), ("keep", 0)])
def test_another_time_is_proposed_and_answered(sitting, fair, ichi, aya, answer, number):
    press("my_meeting", aya, sitting.pk, what="time", slot=Slot.objects.get(event=fair, number=2).pk)
    proposal = TimeProposal.objects.get()
    address = as_delegate("proposal_answer", ichi, proposal.pk, answer)
    assert address in read(as_delegate("my_meetings", ichi))
    assert as_delegate("proposal_answer", aya, proposal.pk, answer) not in read(as_delegate("my_meetings", aya))
    press("proposal_answer", ichi, proposal.pk, answer)
    assert fresh(sitting).slot.number == number
    assert TimeProposal.objects.get().taken == (answer == "take")


def test_another_time_for_an_accepted_meeting_can_be_answered_too(fair, ichi, aya, now):
    meeting, wish = accepted(ichi, aya, now=now), Slot.objects.get(event=fair, number=2)
    press("my_meeting", aya, meeting.pk, what="time", slot=wish.pk)
    proposal = TimeProposal.objects.get()
    assert as_delegate("proposal_answer", ichi, proposal.pk, "take") in read(as_delegate("my_meetings", ichi))
    press("proposal_answer", ichi, proposal.pk, "take")
    assert (fresh(meeting).state, fresh(meeting).wished_slot) == ("accepted", wish)


def test_a_proposal_is_answered_by_one_of_two_words(sitting, fair, ichi, aya, now):
    proposal = services.propose_time(
        sitting, registration=aya, slot=Slot.objects.get(event=fair, number=2), by=None, now=now
    )
    assert Client().post(as_delegate("proposal_answer", ichi, proposal.pk, "perhaps")).status_code == 404
    assert TimeProposal.objects.get().answered_at is None


def test_a_time_that_does_not_exist_is_refused_beside_its_field(sitting, ichi, make_event, sato, now):
    elsewhere = Slot.objects.filter(event=with_meetings(make_event(3), by=sato, now=now)).first()
    for slot in (elsewhere.pk, "x", ""):
        answer = Client().post(as_delegate("my_meeting", ichi, sitting.pk), {"what": "time", "slot": slot})
        assert answer.status_code == 422
        assert "time-slot" in answer.content.decode()
        assert not TimeProposal.objects.exists()


def test_times_that_have_begun_or_are_taken_are_not_offered_for_a_meeting(monkeypatch, fair, ichi, sitting):
    begun, ahead = Slot.objects.get(event=fair, number=2), Slot.objects.get(event=fair, number=3)
    assert str(begun.pk) in (page := read(as_delegate("my_meeting", ichi, sitting.pk)))
    assert str(sitting.slot_id) not in page
    monkeypatch.setattr("django.utils.timezone.now", lambda: begun.starts_at)
    page = read(as_delegate("my_meeting", ichi, sitting.pk))
    assert str(ahead.pk) in page
    assert str(begun.pk) not in page


def test_a_time_at_which_the_other_cannot_come_is_refused_beside_its_field(sitting, fair, ichi, aya, now):
    wish = Slot.objects.get(event=fair, number=2)
    services.set_absences(aya, slots=[wish.pk], by=None, now=now)
    answer = Client().post(as_delegate("my_meeting", ichi, sitting.pk), {"what": "time", "slot": wish.pk})
    assert answer.status_code == 409
    assert "slot" in answer.context["time_form"].errors
    assert not TimeProposal.objects.exists()
    assert f'value="{wish.pk}" selected' in answer.content.decode(), "what was chosen stays chosen"


@pytest.mark.parametrize(
    "given", [{"what": "cancel", "reason": "Our flight"}, {"what": "follow", "rating": "4", "next_step": "Our flight"}]
)
def test_what_is_not_possible_any_more_is_refused_and_keeps_what_was_typed(sitting, ichi, sato, now, given):
    services.cancel_meeting(sitting, reason="Ill", by=sato, now=now)
    answer = Client().post(as_delegate("my_meeting", ichi, sitting.pk), given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "error-summary" in page
    assert "Our flight" in page
    assert fresh(sitting).state == "cancelled"
    assert not FollowUp.objects.exists()


def test_a_page_that_was_overtaken_shows_the_meeting_as_it_is_now(sitting, ichi, aya, sato, now, monkeypatch):
    def overtaken(meeting, **given):
        services.cancel_meeting(sitting, reason="Ill", by=sato, now=now)
        raise TransitionNotAllowed

    monkeypatch.setattr(services, "propose_time", overtaken)
    answer = Client().post(
        as_delegate("my_meeting", ichi, sitting.pk),
        {"what": "time", "slot": Slot.objects.get(event=sitting.event, number=2).pk},
    )
    assert answer.status_code == 409
    assert not answer.context["place"]
    assert answer.context["cancel_form"] is None


# cancelling and afterwards


def test_a_meeting_is_cancelled_with_a_reason(sitting, ichi):
    address = as_delegate("my_meeting", ichi, sitting.pk)
    assert Client().post(address, {"what": "cancel", "reason": " "}).status_code == 422
    assert fresh(sitting).state == "scheduled"
    press("my_meeting", ichi, sitting.pk, what="cancel", reason="Flight")
    assert (fresh(sitting).state, fresh(sitting).slot) == ("cancelled", None)
    assert Client().post(address, {"what": "dance"}).status_code == 200, "what the page does not offer changes nothing"


def test_follow_up_is_written_after_the_meeting_and_read_by_its_own_side_only(sitting, ichi, aya, sato, monkeypatch):
    assert 'value="follow"' not in read(as_delegate("my_meeting", ichi, sitting.pk))
    later(monkeypatch, sitting)
    services.hold_meeting(sitting, by=sato, now=sitting.slot.ends_at)
    given = {"what": "follow", "rating": "4", "next_step": "Send samples", "owner": "Abe", "due_on": "2027-04-01"}
    address = as_delegate("my_meeting", ichi, sitting.pk)
    assert Client().post(address, given | {"rating": "9"}).status_code == 422
    assert not FollowUp.objects.exists()
    press("my_meeting", ichi, sitting.pk, **given)
    press("my_meeting", ichi, sitting.pk, **given | {"rating": "5"})
    row = FollowUp.objects.get()
    assert (row.registration, row.rating, row.next_step, str(row.due_on)) == (ichi, 5, "Send samples", "2027-04-01")
    assert "Send samples" in read(address)
    assert "Send samples" not in read(as_delegate("my_meeting", aya, sitting.pk))
    assert aya.name in read(as_delegate("my_meetings", ichi))


# times, visibility, calendar


def test_times_at_which_one_cannot_come_displace_what_stands_there(sitting, fair, ichi, aya):
    taken = sitting.slot
    assert aya.name in read(as_delegate("my_times", ichi))
    press("my_times", ichi, away=[taken.pk, "x"])
    assert Unavailable.objects.get().slot == taken
    assert fresh(sitting).state == "displaced"
    assert f'value="{taken.pk}" checked' in read(as_delegate("my_times", ichi))
    press("my_times", ichi)
    assert not Unavailable.objects.exists()


def test_who_does_not_wish_to_be_asked_is_not_shown(ichi, aya):
    press("meet_listed", aya)
    assert not Registration.objects.get(pk=aya.pk).is_listed
    assert aya.name not in read(as_delegate("meet_people", ichi))
    asking = as_delegate("meet_ask", ichi, aya.pk)
    assert Client().get(asking).status_code == Client().post(asking).status_code == 404
    assert not Meeting.objects.exists()
    press("meet_listed", aya, listed="1")
    assert aya.name in read(as_delegate("meet_people", ichi))


def test_the_agenda_is_a_calendar_with_an_entry_for_each_placed_meeting(sitting, fair, ichi, sides, sato, now):
    placed(accepted(ichi, sides[1][1], now=now), 1, by=sato, now=now)
    accepted(ichi, sides[1][2], now=now)
    answer = Client().get(as_delegate("my_agenda", ichi))
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    meetings = [one for one in entries if str(one["UID"]).startswith("meeting-")]
    assert answer["Content-Type"].startswith("text/calendar")
    assert (len(meetings), len(entries)) == (2, 3), "two meetings and the event"
    starts = {one.decoded("DTSTART") for one in meetings}
    assert starts == {fair.starts_at, fair.starts_at + timedelta(minutes=30)}


# who is turned away


def test_a_guessed_pass_opens_nothing(ichi):
    for name in PAGES:
        path = as_delegate(name, ichi)
        token = path.split("/")[3]
        for wrong in (path.replace(token, token[:-3] + "AAA"), path.replace(token, "x")):
            assert Client().get(wrong).status_code == 404
    Registration.objects.filter(pk=ichi.pk).update(pass_version=2)
    assert all(Client().get(as_delegate(name, ichi)).status_code == 410 for name in PAGES), "an old link has ended"


def test_without_meetings_at_the_event_there_are_no_pages(make_event, tanaka, hokuriku):
    row = seat(make_event(2), 1, by=tanaka, firm=hokuriku)
    assert all(Client().get(as_delegate(name, row)).status_code == 404 for name in PAGES)


def test_who_does_not_come_sees_nobody_to_meet(ichi, aya):
    for state in ("withdrawn", "waitlisted"):
        Registration.objects.filter(pk=ichi.pk).update(state=state, queued_at=ichi.event.opens_at)
        assert Client().get(as_delegate("meet_people", ichi)).status_code == 404
        assert Client().get(as_delegate("meet_ask", ichi, aya.pk)).status_code == 404


def test_a_meeting_of_two_others_is_not_found(sitting, sides, fair, now):
    stranger, slot = sides[0][1], Slot.objects.get(event=fair, number=2)
    proposal = services.propose_time(sitting, registration=sitting.asked, slot=slot, by=None, now=now)
    client = Client()
    assert client.get(as_delegate("my_meeting", stranger, sitting.pk)).status_code == 404
    for path in (
        as_delegate("my_meeting", stranger, sitting.pk), as_delegate("meeting_act", stranger, sitting.pk, "decline"),
        as_delegate("proposal_answer", stranger, proposal.pk, "take"),
    ):
        assert client.post(path, {"what": "cancel", "reason": "x"}).status_code == 404
    assert fresh(sitting).state == "scheduled"
    assert sitting.asked.name not in read(as_delegate("my_meetings", stranger))


def test_somebody_of_another_event_cannot_be_asked(ichi, make_event, aigul, altai, sato, now):
    elsewhere = seat(
        with_meetings(make_event(3), by=sato, now=now), 9, by=aigul, firm=altai, country="KZ", zone="Asia/Almaty"
    )
    for other in (
        elsewhere, Registration.objects.filter(event=ichi.event, country="JP").exclude(pk=ichi.pk).first(), ichi
    ):
        path = as_delegate("meet_ask", ichi, other.pk)
        assert Client().get(path).status_code == Client().post(path).status_code == 404
    assert elsewhere.name not in read(as_delegate("meet_people", ichi))


def test_acts_are_posted_and_have_known_names(sitting, ichi, aya):
    for path in (
        as_delegate("meeting_act", ichi, sitting.pk, "decline"),
        as_delegate("meet_listed", ichi), as_delegate("proposal_answer", ichi, sitting.pk, "take"),
    ):
        assert Client().get(path).status_code == 405
    assert Client().post(as_delegate("meeting_act", ichi, sitting.pk, "dance")).status_code == 404
    assert all(
        Client().post(as_delegate(name, ichi)).status_code == 405
        for name in ("my_meetings", "meet_people", "my_agenda")
    )


# queries


def queries(path: str) -> int:
    read(path)
    with CaptureQueriesContext(connection) as seen:
        read(path)
    return len(seen)


@pytest.mark.parametrize("name", ["my_meetings", "my_times", "my_agenda"])
def test_own_pages_ask_as_often_for_three_meetings_as_for_one(ichi, sides, fair, sato, now, name):
    counts = []
    for number, other in enumerate(sides[1]):
        meeting = placed(accepted(ichi, other, now=now), number, by=sato, now=now)
        services.propose_time(
            meeting, registration=other, slot=Slot.objects.get(event=fair, number=3), by=None, now=now
        )
        counts.append(queries(as_delegate(name, ichi)))
    assert counts[0] == counts[2]


def test_people_to_meet_ask_as_often_for_three_partners_as_for_one(
    ichi, sides, offer, introduced, tanaka, bekzat, sato, detal
):
    first, second, third = sides[1]
    Registration.objects.filter(pk__in=[second.pk, third.pk]).update(is_listed=False)
    one = queries(as_delegate("meet_people", ichi))
    owner = build.user("tigin@tigin.example", "Омар", language="kk", zone="Asia/Almaty")
    sewing = build.firm(
        owner, sato, country="KZ", legal_id="941240000193", name="ТОО «Тігін»",
        name_latin="Tigin", city="Алматы", languages=["kk"],
    )
    for row, firm, member in ((second, detal, bekzat), (third, sewing, owner)):
        wanted = build.profile(firm, sato, "business_request", "supply", ["Нужны линии розлива"], ["842230"], ["JP"])
        build.introduction(build.match(offer, wanted, fit=66), tanaka, member, sato)
        Registration.objects.filter(pk=row.pk).update(is_listed=True, firm=firm)
    assert all(row["reasons"] or row["word"] for row in could_meet(people_to_meet(ichi), ichi))
    assert queries(as_delegate("meet_people", ichi)) == one


def test_the_question_asks_as_often_for_three_slots_as_for_one(fair, ichi, aya, sato, now):
    counts = []
    for slots in (1, 3):
        with_meetings(fair, by=sato, now=now, slots=slots)
        counts.append(queries(as_delegate("meet_ask", ichi, aya.pk)))
    assert counts[0] == counts[1]


def test_wishes_to_answer_cost_no_further_queries(fair, ichi, sides, now):
    counts = []
    for number, other in enumerate(sides[1]):
        services.request_meeting(other, asked=ichi, slot=Slot.objects.get(event=fair, number=number), by=None, now=now)
        counts.append(queries(as_delegate("my_meetings", ichi)))
    assert counts[0] == counts[2]
