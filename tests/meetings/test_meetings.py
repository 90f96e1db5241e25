"""Meetings: asked for, answered, placed, displaced, held; what each act does, and what it refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core.activity import ref
from core.errors import TransitionNotAllowed
from core.models import Activity
from events import services as event_services
from events.errors import NotTheOrganiser, NotYetBegun, OfferHasEnded
from events.models import Registration
from meetings import services
from meetings.errors import (
    AlreadyAsked,
    MeetingTimesOverlap,
    MeetingTimesWrong,
    NoMeetingsHere,
    NotListed,
    NotYourMeeting,
    SameSide,
    SlotTaken,
    TooManyRequests,
)
from meetings.models import Meeting, MeetingSetup, Seating, Slot, TimeProposal, Unavailable
from meetings.pages.meetings import could_meet, free_places, people_to_meet
from meetings.services import days
from notifications.models import Message
from tests.events.conftest import person, seat

from .meeting_build import accepted, delegates, fresh, interpreter, wishing, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


@pytest.fixture
def fair(make_event, sato, now):
    return with_meetings(make_event(20), by=sato, now=now)


@pytest.fixture
def sides(fair, tanaka, hokuriku, aigul, altai):
    return delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai)


@pytest.fixture
def li(fair, sato, now):
    return interpreter(fair, by=sato, now=now)


def told(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind__endswith=f"/{kind}").values_list("address", flat=True))


def place(meeting: Meeting, number: int, *, by, now) -> Meeting:
    services.place_meeting(meeting, slot=Slot.objects.get(event=meeting.event, number=number), by=by, now=now)
    return fresh(meeting)


def test_a_request_is_answered_and_derives_the_interpreter(sides, now):
    (ichi, ni), (aigul, _other) = sides
    meeting = services.request_meeting(ichi, asked=aigul, topic="Lines", by=None, now=now)
    assert (meeting.state, meeting.pair, told("meeting_requested")) == ("requested", "ja-ru", [aigul.email])
    assert told("meeting_asked") == [ichi.email]  # the receipt
    with pytest.raises(NotYourMeeting):
        services.accept_meeting(meeting, registration=ichi, by=None, now=now)
    with pytest.raises(NotYourMeeting):
        services.decline_meeting(meeting, registration=ni, by=None, now=now)
    services.accept_meeting(meeting, registration=aigul, by=None, now=now)
    assert (fresh(meeting).state, fresh(meeting).weight, told("meeting_accepted")) == ("accepted", 2, [ichi.email])
    with pytest.raises(AlreadyAsked):
        services.request_meeting(aigul, asked=ichi, by=None, now=now)


def test_two_who_ask_each_other_are_agreed_at_once(sides, now):
    (ichi, _ni), (aigul, _other) = sides
    first = services.request_meeting(ichi, asked=aigul, by=None, now=now)
    again = services.request_meeting(aigul, asked=ichi, by=None, now=now)
    assert again.pk == first.pk
    assert (fresh(first).state, fresh(first).mutual, fresh(first).weight) == ("accepted", True, 3)


def test_a_wished_time_must_be_of_the_event_ahead_and_suit_both(sides, fair, make_event, sato, now):
    (ichi, _ni), (aigul, _other) = sides
    elsewhere, wish = Slot.objects.filter(
        event=with_meetings(make_event(2), by=sato, now=now)
    ).first(), Slot.objects.get(event=fair, number=1)
    for slot, at in ((elsewhere, now), (wish, wish.starts_at)):
        with pytest.raises(SlotTaken):
            services.request_meeting(ichi, asked=aigul, slot=slot, by=None, now=at)
    for person_away in (ichi, aigul):
        services.set_absences(person_away, slots=[wish.pk], by=None, now=now)
        with pytest.raises(SlotTaken):
            services.request_meeting(ichi, asked=aigul, slot=wish, by=None, now=now)
        services.set_absences(person_away, slots=[], by=None, now=now)
    assert not Meeting.objects.exists()
    assert told("meeting_requested") == []
    assert fresh(services.request_meeting(ichi, asked=aigul, slot=wish, by=None, now=now)).wished_slot == wish


def test_requests_are_capped_expire_and_stay_on_their_side(sides, fair, make_event, now, sato):
    (ichi, ni), (aigul, other) = sides
    with pytest.raises(SameSide):
        services.request_meeting(ichi, asked=ni, by=None, now=now)
    services.set_listed(other, listed=False, by=None, now=now)
    with pytest.raises(NotListed):
        services.request_meeting(ichi, asked=other, by=None, now=now)
    MeetingSetup.objects.filter(event=fair).update(most_per_person=1)
    meeting = services.request_meeting(ichi, asked=aigul, by=None, now=now)
    services.set_listed(other, listed=True, by=None, now=now)
    with pytest.raises(TooManyRequests):
        services.request_meeting(ichi, asked=other, by=None, now=now)
    late = meeting.expires_at + timedelta(seconds=1)
    with pytest.raises(OfferHasEnded):
        services.accept_meeting(meeting, registration=aigul, by=None, now=late)
    assert (services.expire_requests(now=late), services.expire_requests(now=late)) == (1, 0)
    assert (fresh(meeting).state, told("meeting_expired")) == ("expired", [ichi.email])
    bare = make_event(5)
    stranger = Registration.objects.filter(event=bare).first()
    with pytest.raises(NoMeetingsHere):
        services.arrange_meeting(bare, one=ichi, other=aigul, by=sato, now=now)
    assert stranger is None


def test_placing_needs_both_people_a_table_and_an_interpreter(sides, fair, li, sato, dana, now):
    (ichi, ni), (aigul, other) = sides
    one, two, three = accepted(ichi, aigul, now=now), accepted(ni, other, now=now), accepted(ichi, other, now=now)
    with pytest.raises(NotTheOrganiser):
        place(one, 0, by=dana, now=now)
    one = place(one, 0, by=sato, now=now)
    assert (one.state, one.table, one.interpreter, one.is_fixed) == ("scheduled", 1, li, True)
    assert Seating.objects.filter(meeting=one).count() == 2
    assert told("meeting_placed") == sorted([ichi.email, aigul.email])
    mail = Message.objects.get(kind="meetings/meeting_placed", address=ichi.email)
    assert "METHOD:REQUEST" in mail.calendar
    assert f"meeting-{one.pk}@" in mail.calendar
    assert "13:00" in mail.text
    assert "09:00" in mail.text
    with pytest.raises(SlotTaken):
        place(two, 0, by=sato, now=now)  # the only interpreter is busy
    with pytest.raises(SlotTaken):
        place(three, 0, by=sato, now=now)
    assert [row["slot"].number for row in free_places(three, now)] == [1, 2, 3]
    three = place(three, 1, by=sato, now=now)
    assert [(row["slot"].number, row["cost"]) for row in free_places(fresh(one), now)][0] == (2, 0)
    services.set_absences(aigul, slots=[Slot.objects.get(event=fair, number=2).pk], by=None, now=now)
    assert 2 not in [row["slot"].number for row in free_places(fresh(one), now)]


def test_the_database_refuses_two_at_one_table_person_or_interpreter(sides, fair, li, sato, now):
    (ichi, ni), (aigul, other) = sides
    one, two = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now), accepted(ni, other, now=now)
    slot = Slot.objects.get(event=fair, number=0)
    for fields in ({"slot": slot, "table": 1}, {"slot": slot, "table": 2, "interpreter": li}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=two.pk).update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seating.objects.create(meeting=two, registration=ichi, slot=slot)
    for broken in ({"table": 3}, {"slot": slot}, {"state": "scheduled"}, {"asked": ni}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=two.pk).update(**broken)
    assert one.table == 1


def test_another_time_is_proposed_without_losing_the_first(sides, fair, li, sato, now):
    (ichi, _ni), (aigul, _other) = sides
    meeting = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now)
    later = Slot.objects.get(event=fair, number=2)
    proposal = services.propose_time(meeting, registration=aigul, slot=later, by=None, now=now)
    assert fresh(meeting).slot.number == 0
    assert told("meeting_time_proposed") == [ichi.email]
    with pytest.raises(NotYourMeeting):
        services.answer_proposal(proposal, registration=aigul, take=True, by=None, now=now)
    services.answer_proposal(proposal, registration=ichi, take=True, by=None, now=now)
    assert fresh(meeting).slot.number == 2
    with pytest.raises(OfferHasEnded):
        services.answer_proposal(proposal, registration=ichi, take=True, by=None, now=now)
    again = services.propose_time(
        fresh(meeting), registration=ichi, slot=Slot.objects.get(event=fair, number=3), by=None, now=now
    )
    services.answer_proposal(again, registration=aigul, take=False, by=None, now=now)
    assert fresh(meeting).slot.number == 2
    assert TimeProposal.objects.filter(answered_at=None).count() == 0


def test_a_delegate_who_leaves_and_a_substitute_who_comes(sides, li, sato, tanaka, now):
    (ichi, ni), (aigul, other) = sides
    meeting, second = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now), accepted(ni, other, now=now)
    event_services.name_substitute(
        Registration.objects.with_people().get(pk=ichi.pk), person=person(8, language="ru"),
        reason="Ill", by=tanaka, now=now,
    )
    meeting = fresh(meeting)
    assert meeting.asker.email == "delegate8@example.jp"
    assert (meeting.pair, meeting.interpreter, meeting.slot.number) == ("", None, 0)
    assert set(
        Seating.objects.filter(meeting=meeting).values_list("registration", flat=True)
    ) == {meeting.asker_id, aigul.pk}
    assert aigul.email in told("meeting_partner_changed")
    event_services.withdraw_registration(Registration.objects.with_people().get(pk=ni.pk), by=tanaka, now=now)
    assert fresh(second).state == "cancelled"
    assert told("meeting_cancelled") == [other.email]


def test_an_interpreter_who_leaves_is_replaced_or_the_meeting_is_displaced_and_told(sides, fair, li, sato, now):
    (ichi, _ni), (aigul, _other) = sides
    meeting = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now)
    kim = interpreter(fair, by=sato, now=now, email="kim@example.kz")
    event_services.release_contributor(li, by=sato, now=now)
    assert fresh(meeting).interpreter == kim
    assert fresh(meeting).state == "scheduled"
    event_services.release_contributor(kim, by=sato, now=now)
    meeting = fresh(meeting)
    assert (meeting.state, meeting.slot, Seating.objects.count()) == ("displaced", None, 0)
    mail = Message.objects.get(kind="meetings/meeting_displaced", address=ichi.email)
    assert "METHOD:CANCEL" in mail.calendar
    assert told("meeting_displaced") == sorted([ichi.email, aigul.email])


def test_slots_and_tables_that_go_displace_their_meetings(sides, fair, li, sato, now):
    (ichi, ni), (aigul, other) = sides
    interpreter(fair, by=sato, now=now, email="kim@example.kz")
    early = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now)
    late = place(accepted(ni, other, now=now), 3, by=sato, now=now)
    with_meetings(fair, by=sato, now=now, slots=2)
    assert (fresh(early).state, fresh(late).state) == ("scheduled", "displaced")
    assert Slot.objects.filter(event=fair).count() == 2
    assert ni.email in told("meeting_displaced")
    for wrong in ({"slots": 0}, {"slots": 40}):
        with pytest.raises(MeetingTimesWrong):
            with_meetings(fair, by=sato, now=now, **wrong)


def test_a_slot_that_goes_after_its_meeting_was_held_keeps_its_number_among_the_others(sides, fair, li, sato, now):
    held = place(accepted(sides[0][0], sides[1][0], now=now), 1, by=sato, now=now).slot
    services.hold_meeting(Meeting.objects.get(), by=sato, now=held.starts_at)
    half = timedelta(minutes=30)
    for begin in (fair.starts_at, fair.starts_at + 2 * half) * 3:
        with_meetings(fair, by=sato, now=now, blocks=[(begin, begin + half)])
    assert [(slot.number, slot.pk == held.pk) for slot in Slot.objects.filter(event=fair)] == [(0, True), (1, False)]


def test_a_meeting_is_held_or_somebody_did_not_come(sides, li, sato, now):
    (ichi, ni), (aigul, _other) = sides
    meeting = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now)
    with pytest.raises(NotYetBegun):
        services.hold_meeting(meeting, by=sato, now=now)
    then = meeting.slot.ends_at
    services.hold_meeting(meeting, by=sato, now=then)
    given = {
        "rating": 5, "next_step": "Send samples", "owner": "Tanaka", "due_on": then.date(), "by": None, "now": then
    }
    services.follow_up(fresh(meeting), registration=ichi, **given)
    with pytest.raises(NotYourMeeting):
        services.follow_up(fresh(meeting), registration=ni, **given)
    assert services.remind_of_next_steps(today=then.date(), now=then) == 1
    services.miss_meeting(fresh(meeting), missing=aigul, by=sato, now=then)
    assert (fresh(meeting).state, fresh(meeting).missing) == ("no_show", aigul)
    services.hold_meeting(fresh(meeting), by=sato, now=then)
    assert fresh(meeting).missing is None
    with pytest.raises(TransitionNotAllowed):
        services.decline_meeting(fresh(meeting), registration=aigul, by=None, now=then)


def test_a_cancelled_event_cancels_its_meetings_and_a_new_date_takes_them_along(sides, fair, li, sato, now):
    (ichi, ni), (aigul, other) = sides
    meeting = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now)
    week = timedelta(days=7)
    for kind, after in (
        ("postpone", {"starts_at": fair.starts_at + week, "ends_at": fair.ends_at + week}), ("cancel", {})
    ):
        _people, others, digest = event_services.preview_change(fair, kind)
        assert [str(one.label) for one in others] == ["Meetings"]
        event_services.confirm_change(
            fair, anyway=True,
            kind=kind, digest=digest, reasons={"en": "Quake"}, after=after, at_once=True, by=sato, now=now
        )
        event_services.carry_out_due(now=now)
        fair.refresh_from_db()
        if kind == "postpone":
            assert fresh(meeting).slot.starts_at == fair.starts_at
    assert fresh(meeting).state == "cancelled"
    assert Seating.objects.count() == 0


def test_people_to_meet_put_introduced_partners_first_with_reasons(sides, introduced, fair, now):
    (ichi, _ni), (aigul, other) = sides
    other.firm, other.organisation = None, "Аа"
    other.save()
    rows = listed(ichi)
    assert [row["person"].pk for row in rows] == [aigul.pk, other.pk]
    assert rows[0]["fit"] == 82
    accepted(ichi, aigul, now=now)
    assert [row["person"].pk for row in listed(ichi)] == [other.pk]


def test_an_introduced_partner_stands_first_among_many(
    make_event, introduced, tanaka, hokuriku, aigul, altai, sato, now
):
    fair = with_meetings(make_event(200), by=sato, now=now)
    me = seat(fair, 1, by=tanaka, firm=hokuriku)
    guest = {"country": "KZ", "zone": "Asia/Almaty", "language": "ru"}
    for n in range(61):
        name = f"Person{n} Q{n * 7919 % 1000}x"
        wishing(seat(fair, 100 + n, by=sato, organisation=f"Aaa {n:03}", name=name, is_another_person=True, **guest))
    partner = wishing(seat(fair, 5, by=aigul, firm=altai, organisation="Алтай Тамақ", **guest))
    rows = listed(me)
    assert rows[0]["person"].pk == partner.pk
    assert len(rows) == 62


def listed(person: Registration) -> list[dict]:
    person = Registration.objects.with_people().get(pk=person.pk)
    return could_meet(people_to_meet(person), person)


def test_the_organiser_arranges_corrects_and_cancels(sides, fair, sato, dana, now):
    (ichi, _ni), (aigul, _other) = sides
    with pytest.raises(NotTheOrganiser):
        services.arrange_meeting(fair, one=ichi, other=aigul, by=dana, now=now)
    meeting = services.arrange_meeting(fair, one=ichi, other=aigul, by=sato, now=now)
    assert (meeting.state, meeting.weight, told("meeting_arranged")) == (
        "accepted", 1, sorted([ichi.email, aigul.email])
    )
    services.correct_pair(meeting, pair="", by=sato, now=now)
    assert fresh(meeting).pair == ""
    assert fresh(meeting).pair_corrected
    services.cancel_meeting(fresh(meeting), reason="Double", by=sato, now=now)
    assert Activity.objects.filter(subject=ref(meeting), verb="meetings.meeting.cancel").count() == 1


def test_what_the_page_showed_is_read_anew_before_a_meeting_is_placed(sides, fair, li, sato, tanaka, now):
    (ichi, _ni), (aigul, _other) = sides
    shown = accepted(ichi, aigul, now=now)
    event_services.name_substitute(
        Registration.objects.with_people().get(pk=ichi.pk), person=person(8), reason="Ill", by=tanaka, now=now
    )
    meeting = place(shown, 0, by=sato, now=now)
    assert set(meeting.seatings.values_list("registration", flat=True)) == {meeting.asker_id, aigul.pk}
    assert meeting.asker_id != ichi.pk


def test_who_comes_back_takes_over_the_absences_with_the_seat(sides, fair, sato, tanaka, now):
    ichi, (first, second) = sides[0][0], Slot.objects.filter(event=fair)[:2]
    services.set_absences(ichi, slots=[first.pk], by=None, now=now)
    event_services.name_substitute(
        Registration.objects.with_people().get(pk=ichi.pk), person=person(8), reason="Ill", by=tanaka, now=now
    )
    services.set_absences(ichi, slots=[first.pk, second.pk], by=None, now=now)
    event_services.return_original(Registration.objects.with_people().get(pk=ichi.pk), by=sato, now=now)
    assert list(Unavailable.objects.filter(registration=ichi).values_list("slot", flat=True)) == [first.pk]


def test_languages_are_corrected_after_the_meeting_has_lost_its_place(sides, fair, li, sato, now):
    (ichi, _ni), (aigul, _other) = sides
    shown = place(accepted(ichi, aigul, now=now), 0, by=sato, now=now)
    services.set_absences(aigul, slots=[shown.slot.pk], by=None, now=now)
    services.correct_pair(shown, pair="ja-ru", by=sato, now=now)
    assert (fresh(shown).state, fresh(shown).interpreter) == ("displaced", None)


def test_times_of_meetings_never_overlap(fair, sato, now):
    begin, hour = fair.starts_at, timedelta(hours=1)
    before = set(Slot.objects.values_list("pk", "starts_at", "number"))
    with pytest.raises(MeetingTimesOverlap):
        with_meetings(fair, by=sato, now=now, blocks=[(begin, begin + 2 * hour), (begin + hour, begin + 3 * hour)])
    assert set(Slot.objects.values_list("pk", "starts_at", "number")) == before


@pytest.fixture
def met(sides, fair, li, sato, now) -> Slot:
    """Half an hour after the beginning."""
    slot = place(accepted(sides[0][0], sides[1][0], now=now), 1, by=sato, now=now).slot
    services.hold_meeting(Meeting.objects.get(), by=sato, now=slot.starts_at)
    return slot


def every_twenty_minutes(fair, *, by, now) -> None:
    begin = fair.starts_at
    with_meetings(fair, by=by, now=now, blocks=[(begin, begin + timedelta(minutes=100))], minutes=20, pause=0)


def test_new_slots_leave_the_time_free_in_which_people_met(met, fair, sato, now):
    """Otherwise somebody could be placed beside a meeting that is still going on."""
    every_twenty_minutes(fair, by=sato, now=now)
    begin, minute = fair.starts_at, timedelta(minutes=1)
    times = [((slot.starts_at - begin) // minute, (slot.ends_at - begin) // minute) for slot in Slot.objects.all()]
    assert times == [(0, 20), (30, 55), (60, 80), (80, 100)]
    assert Activity.objects.filter(verb="events.event.set_up_meetings").latest("pk").data["slots"] == 3


def test_times_that_would_overlap_one_in_which_people_met_are_refused_by_the_constraint(
    met, fair, monkeypatch, sato, now
):
    """Negative control: nothing is left out, and the database says no to the whole."""
    monkeypatch.setattr(days, "overlap", lambda *times: False)
    before = set(Slot.objects.values_list("pk", "starts_at", "number"))
    with pytest.raises(MeetingTimesOverlap):
        every_twenty_minutes(fair, by=sato, now=now)
    assert set(Slot.objects.values_list("pk", "starts_at", "number")) == before


def test_an_event_that_begins_half_an_hour_later_takes_its_slots_along(sides, fair, li, sato, now):
    """Each slot comes to where the next one was."""
    pairs = enumerate(zip(*sides, strict=True))
    meetings = [place(accepted(*pair, now=now), number, by=sato, now=now) for number, pair in pairs]
    before = [one.slot.starts_at for one in meetings]
    later = timedelta(minutes=30)
    times = {"starts_at": fair.starts_at + later, "ends_at": fair.ends_at + later}
    digest = event_services.preview_change(fair, "postpone")[2]
    event_services.confirm_change(
        fair, anyway=True,
        kind="postpone", digest=digest, reasons={"en": "Fog"}, after=times, at_once=True, by=sato, now=now
    )
    event_services.carry_out_due(now=now)
    assert [fresh(one).slot.starts_at for one in meetings] == [at + later for at in before]
    assert [fresh(one).state for one in meetings] == ["scheduled", "scheduled"]
