"""The organiser's desk: admitting late in one act, closing and opening again, drafts deleted, events held again."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from core.errors import TransitionNotAllowed
from core.models import Activity
from events import services
from events.errors import EventIsFull, EventIsOver, NotAhead, NotTheOrganiser, RegistrationIsOpen, SomethingRestsOnIt
from events.models import Event, Registration, Session
from notifications.models import Message

from .conftest import event_fields, person, seat

pytestmark = pytest.mark.django_db
EVENT = {
    "kind": "forum", "country": "KZ", "zone": "Asia/Almaty", "venue": "Astana", "titles_en": "Forum",
    "start_day": "2027-03-09", "start_clock": "09:00", "end_day": "2027-03-09", "end_clock": "18:00",
    "opens_day": "2027-01-01", "opens_clock": "09:00", "closes_day": "2027-03-01", "closes_clock": "18:00",
    "offer_hours": "48",
}
ALMATY = ZoneInfo("Asia/Almaty")
WHO = {
    "name": "Abe Akira", "email": "abe@example.jp", "country": "JP", "organisation": "Hokuriku", "rank": "manager",
    "language": "ja", "role": "delegate",
}


def url(name: str, event: Event) -> str:
    return reverse(f"events:{name}", args=[event.pk])


def fresh(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def closed(forum, sato, now) -> Event:
    services.close_registration(forum, by=sato, now=now)
    return fresh(forum)


@pytest.fixture
def cancelled(forum, sato, now) -> Event:
    Event.objects.filter(pk=forum.pk).update(state="cancelled")
    return fresh(forum)


@pytest.fixture
def draft(sato, now) -> Event:
    event = services.plan_event(chamber=None, by=sato, now=now, **event_fields())
    services.set_seats(event, role="delegate", country="", capacity=3, by=sato, now=now)
    return event


# late, in one act


def test_somebody_is_admitted_late_from_the_desk_in_one_act(closed, sato, as_, now):
    office = as_(sato)
    assert url("admit", closed) in office.get(url("desk", closed)).content.decode()
    assert office.post(url("admit", closed), WHO | {"reason": "The minister asks"}).status_code == 302
    row = Registration.objects.get()
    assert (row.state, row.waived_deadline, row.decided_by) == ("late_admitted", now, sato)
    assert Message.objects.filter(kind="events/confirmed").count() == 1
    assert not Message.objects.filter(kind="events/late_asked").exists()


def test_a_full_event_is_said_beside_the_form_which_keeps_what_was_typed(closed, sato, as_, now):
    services.set_seats(closed, role="delegate", country="", capacity=0, by=sato, now=now)
    office = as_(sato)
    answer = office.post(url("admit", closed), WHO | {"reason": "The minister asks"})
    assert answer.status_code == 409
    assert answer.context["form"]["name"].value() == "Abe Akira"
    assert not Registration.objects.exists()
    assert office.post(
        url("admit", closed), WHO | {"reason": "The minister asks", "extra_seat": "on"}
    ).status_code == 302
    assert fresh(closed).pools.get().capacity == 1


def test_without_a_reason_nobody_is_admitted_late(closed, sato, as_):
    assert as_(sato).post(url("admit", closed), WHO | {"reason": " "}).status_code == 422
    assert not Registration.objects.exists()


def test_who_may_not_admit_and_when_it_makes_no_sense(forum, tanaka, sato, now, make_event):
    given = {"person": person(1), "role": "delegate", "reason": "The minister asks", "now": now}
    with pytest.raises(RegistrationIsOpen):
        services.admit_at_the_desk(forum, by=sato, **given)
    services.close_registration(forum, by=sato, now=now)
    with pytest.raises(NotTheOrganiser):
        services.admit_at_the_desk(forum, by=tanaka, **given)
    with pytest.raises(EventIsOver):
        services.admit_at_the_desk(forum, by=sato, **given | {"now": forum.ends_at})
    services.set_seats(forum, role="delegate", country="", capacity=0, by=sato, now=now)
    with pytest.raises(EventIsFull):
        services.admit_at_the_desk(forum, by=sato, **given)
    assert not Registration.objects.exists(), "what was refused left nobody behind"


def test_a_closed_form_says_so_before_it_is_filled(closed, tanaka, hokuriku, sato, as_):
    assert as_(sato).get(url("register", closed)).url == url("admit", closed)
    answer = as_(tanaka).get(url("register", closed), follow=True)
    assert "You can ask for late admission" in answer.content.decode()


# what a cancelled event offers


@pytest.mark.parametrize("name", ["register", "admit", "invite", "door", "edit", "contributor_new", "session_new"])
def test_a_cancelled_event_offers_nothing_that_cannot_be(cancelled, sato, as_, name):
    page = as_(sato).get(url("desk", cancelled)).content.decode()
    assert f'href="{url(name, cancelled)}"' not in page


def test_a_cancelled_event_does_not_speak_of_late_admission(cancelled, tanaka, hokuriku, sato, as_, now):
    answer = as_(tanaka).get(url("register", cancelled), follow=True).content.decode()
    assert "late admission" not in answer
    with pytest.raises(EventIsOver):
        services.register_delegates(
            cancelled, people=[person(1)], role="delegate", firm=hokuriku, by=tanaka, now=now
        )


# closing and opening


def test_closing_keeps_the_planned_day_and_one_button_opens_again(forum, sato, as_, now):
    planned, office = forum.closes_at, as_(sato)
    office.post(reverse("events:step", args=[forum.pk, "close_registration"]))
    event = fresh(forum)
    assert (event.state, event.closes_at, event.closed_at) == ("registration_closed", planned, now)
    again = reverse("events:step", args=[forum.pk, "open_registration"])
    assert again in office.get(url("desk", forum)).content.decode()
    office.post(again)
    event = fresh(forum)
    assert (event.state, event.closes_at, event.closed_at) == ("registration_open", planned, None)


def test_what_was_closed_by_hand_is_not_opened_by_the_clock(closed, now):
    services.turn_events(now=now + timedelta(hours=1))
    assert fresh(closed).state == "registration_closed"


# drafts and copies


def test_a_draft_is_deleted_and_the_log_remembers(draft, sato, as_, now):
    services.add_session(
        draft, titles={"en": "Opening"}, room="", starts_at=draft.starts_at, ends_at=draft.ends_at, capacity=None,
        by=sato, now=now,
    )
    office = as_(sato)
    assert url("delete", draft) in office.get(url("desk", draft)).content.decode()
    assert office.post(url("delete", draft)).url == reverse("events:events")
    assert not Event.objects.filter(pk=draft.pk).exists()
    assert Activity.objects.filter(verb="events.event.delete", actor=sato).exists()


def test_only_drafts_are_deleted_and_only_by_their_organiser(draft, forum, dana, sato, as_, now):
    with pytest.raises(TransitionNotAllowed):
        services.delete_draft(forum, by=sato, now=now)
    with pytest.raises(NotTheOrganiser):
        services.delete_draft(draft, by=dana, now=now)
    assert url("delete", forum) not in as_(sato).get(url("desk", forum)).content.decode()


def test_a_draft_on_which_something_rests_stays_whole(draft, sato, now):
    journey = services.plan_delegation(
        event=draft, chamber=None, titles={"en": "To Astana"}, purposes={}, from_country="JP", to_country="KZ",
        starts_on=date(2027, 3, 8), ends_on=date(2027, 3, 10), by=sato, now=now,
    )
    with pytest.raises(SomethingRestsOnIt):
        services.delete_draft(draft, by=sato, now=now)
    assert draft.pools.count() == 1
    assert journey.event == draft


def test_an_event_is_held_again_across_the_years_end(make_event, sato, as_, now):
    """From 30 December to 13 January: every moment keeps its clock and its distance in days."""
    begin = datetime(2026, 12, 30, 4, 0, tzinfo=UTC)
    event = make_event(5, starts_at=begin, ends_at=begin + timedelta(days=2, hours=9), closes_at=begin)
    services.add_session(
        event, titles={"en": "New Year’s Eve"}, room="Hall", starts_at=begin + timedelta(days=1),
        ends_at=begin + timedelta(days=1, hours=1), capacity=40, by=sato, now=now,
    )
    seat(event, 1, by=sato)
    answer = as_(sato).post(url("copy", event), {"first_day": "2027-01-13"})
    copy = Event.objects.exclude(pk=event.pk).get()
    assert answer.url == url("desk", copy)
    assert (copy.state, copy.announced_at, copy.titles) == ("draft", None, event.titles)
    days = timedelta(days=14)
    for name in ("starts_at", "ends_at", "opens_at", "closes_at"):
        assert getattr(copy, name) == getattr(event, name) + days, name
    session = Session.objects.get(event=copy)
    assert session.starts_at.astimezone(ALMATY).date() == date(2027, 1, 14)
    assert (session.taken, session.capacity) == (0, 40)
    pool = copy.pools.get()
    assert (pool.capacity, pool.taken, copy.registrations.count()) == (5, 0, 0)


def test_the_copy_of_a_28_february_is_a_29_in_a_leap_year(make_event, sato, now):
    begin = datetime(2027, 2, 28, 4, 0, tzinfo=UTC)
    event = make_event(5, starts_at=begin, ends_at=begin + timedelta(days=1), closes_at=begin)
    copy = services.copy_event(event, first_day=date(2028, 2, 28), by=sato, now=now)
    assert copy.ends_at.astimezone(ALMATY).date() == date(2028, 2, 29)


def test_a_copy_begins_on_a_day_to_come(forum, dana, sato, as_, now):
    assert as_(sato).post(url("copy", forum), {"first_day": "2020-01-13"}).status_code == 409
    assert as_(sato).post(url("copy", forum), {"first_day": "soon"}).status_code == 422
    with pytest.raises(NotAhead):
        services.copy_event(forum, first_day=now.date(), by=sato, now=now)
    with pytest.raises(NotTheOrganiser):
        services.copy_event(forum, first_day=date(2028, 1, 13), by=dana, now=now)
    assert Event.objects.count() == 1


# country and clock


def test_a_clock_of_another_country_is_asked_about_once(sato, as_):
    office = as_(sato)
    answer = office.post(reverse("events:new"), EVENT | {"country": "KZ", "zone": "Asia/Tokyo"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The event is in one country and its clock in another. Is that meant?" in page
    assert '<input type="checkbox" name="other_clock"' in page
    answer = office.post(
        reverse("events:new"), EVENT | {"country": "KZ", "zone": "Asia/Tokyo", "other_clock": "on"}
    )
    assert answer.status_code == 302
    assert Event.objects.get().zone == "Asia/Tokyo"


def test_without_a_choice_the_clock_is_the_countrys(sato, as_):
    assert as_(sato).post(reverse("events:new"), EVENT | {"country": "UZ", "zone": ""}).status_code == 302
    assert Event.objects.get().zone == "Asia/Tashkent"


def test_what_is_one_of_several_is_not_called_optional(sato, as_):
    page = " ".join(as_(sato).get(reverse("events:new")).content.decode().split())
    assert "Title: English <span class=\"field__optional\">(in at least one language)</span>" in page
    assert page.count("(venue or link)") == 2


# what the desk says


def test_the_desk_says_how_many_were_offered_a_seat(forum, tanaka, hokuriku, sato, as_):
    office, given = as_(sato), {"role": "delegate", "country": "", "capacity": "2"}
    for number in range(3):
        seat(forum, number, by=tanaka, firm=hokuriku)
    said = office.post(url("seats", forum), given, follow=True).content.decode()
    assert "has been offered a seat" not in said
    said = office.post(url("seats", forum), given | {"capacity": "3"}, follow=True).content.decode()
    assert "1 person on the waiting list has been offered a seat." in said


def test_whoever_lands_on_the_waiting_list_is_said_to(make_event, sato, as_):
    full = make_event(1)
    seat(full, 1, by=sato)
    typed = {f"person-0-{name}": value for name, value in WHO.items() if name != "role"}
    typed |= {"person-TOTAL_FORMS": "1", "person-INITIAL_FORMS": "0", "all-role": "delegate"}
    answer = as_(sato).post(url("register", full), typed | {"person-0-name": "Chiba Naomi"}, follow=True)
    assert "No seat is free. On the waiting list: Chiba Naomi" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == url("desk", full)
