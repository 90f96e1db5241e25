"""Every rule the database itself keeps, broken once: behind the services' back, through the ORM and in plain SQL."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from core.multilingual import Texts, Wording
from events import services
from events.models import (
    Delegation,
    Event,
    EventChange,
    Feed,
    Letter,
    Notice,
    PhoneCall,
    Registration,
    SeatPool,
    Session,
    SessionSeat,
    Stop,
    Substitution,
)
from tests import files_build

from .breaking import again, breaks, broken, sql
from .conftest import person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(forum, tanaka, hokuriku) -> list[Registration]:
    """Both seats of the forum."""
    return [seat(forum, number, by=tanaka, firm=hokuriku) for number in (1, 2)]


@pytest.fixture
def journey(forum, sato, now) -> Delegation:
    return services.plan_delegation(
        titles={"en": "To Astana"}, event=forum, chamber=None, from_country="JP", to_country="KZ", purposes={},
        starts_on=forum.starts_at.date(), ends_on=forum.ends_at.date(), by=sato, now=now,
    )


def test_event(forum):
    breaks(forum, {
        "event_state_is_known": {"state": "unheard_of"},
        "event_zone_is_known": {"zone": "Mars/Olympus"},
        "event_ends_after_it_starts": {"starts_at": F("ends_at")},
        "event_registration_closes_after_it_opens": {"closes_at": F("opens_at")},
        "event_registration_closes_before_the_end": {"closes_at": F("ends_at") + timedelta(seconds=1)},
        "event_announced_names_its_time": {"announced_at": None},
    })
    Event.objects.filter(pk=forum.pk).update(state="cancelled", announced_at=None)


def test_an_events_number_is_given_once(forum, make_event):
    second = make_event()
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute("ALTER TABLE events_event DISABLE TRIGGER events_event_has_its_number")
    breaks(second, {"event_case_number_once": {"case_number": forum.case_number}})


LOST = Texts("ja", {"en": Wording("The original is not among the texts")})


def test_texts_of_an_event_have_their_original(forum, sato, now):
    breaks(
        forum, {"event_title_has_its_original": {"titles": LOST}, "event_summary_has_its_original": {"summaries": LOST}}
    )
    times = {"starts_at": forum.starts_at, "ends_at": forum.ends_at}
    part = services.add_session(forum, titles={"en": "Energy"}, room="", capacity=None, by=sato, now=now, **times)
    breaks(part, {"event_session_title_has_its_original": {"titles": LOST}})
    digest = services.preview_change(forum, "cancel")[2]
    change = services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Snow"}, by=sato, now=now
    )
    breaks(change, {"event_change_reason_has_its_original": {"reasons": LOST}})


def test_seats_are_never_oversold(forum, taken):
    pool = SeatPool.objects.get()
    breaks(pool, {"seat_pool_never_oversold": {"taken": F("taken") + 1}})
    breaks(pool, {"seat_pool_never_oversold": {"capacity": 1}})
    broken("seat_pool_never_oversold", sql("UPDATE events_seatpool SET taken = 3 WHERE id = %s", pool.pk))
    broken("seat_pool_once_per_role_and_country", again(pool))
    with pytest.raises(IntegrityError, match="events_seatpool_taken_check"), transaction.atomic():
        sql("UPDATE events_seatpool SET taken = -1")()


def test_session(forum, taken, tanaka, sato, now):
    session = services.add_session(
        forum, titles={"en": "Energy"}, room="", starts_at=forum.starts_at,
        ends_at=forum.ends_at, capacity=1, by=sato, now=now,
    )
    services.book_session(session, registration=taken[0], by=tanaka, now=now)
    breaks(
        session,
        {
            "event_session_ends_after_it_starts": {"ends_at": F("starts_at")},
            "event_session_never_oversold": {"taken": 2},
        },
    )
    broken("event_session_never_oversold", sql("UPDATE events_session SET capacity = 0"))
    broken("session_seat_once_per_person", again(SessionSeat.objects.get()))
    assert Session.objects.filter(pk=session.pk).update(
        capacity=None, taken=7
    ) == 1, "without a capacity everybody fits"


def test_who_contributes_supports_and_subscribes(forum, sato, dana, atameken, now):
    speaker = services.add_contributor(
        forum, role="speaker", name="Nur", organisation="", email="nur@example.kz", phone="", language="kk",
        zone="Asia/Almaty", by=sato, now=now,
    )
    broken("contributor_once_per_role", again(speaker, email="NUR@example.kz"))
    support = services.give_support(forum, kind="venue", note="", chamber=atameken, by=dana, now=now)
    broken("support_once_per_kind", again(support))
    without_chamber = again(support, chamber_id=None)()
    broken("support_once_per_kind", again(without_chamber))
    services.new_feed(by=sato, now=now)
    broken("feed_one_live_per_person", again(Feed.objects.get(), token_hash="another"))


def test_registration_names_what_its_state_needs(taken, sato, now):
    breaks(taken[0], {
        "registration_state_is_known": {"state": "x"},
        "registration_nobody_stands_in_for_themselves": {"stands_in_for": F("pk")},
        "registration_offer_has_an_end": {"state": "offered"},
        "registration_late_admission_names_who_and_what": {
            "state": "late_admitted", "waived_deadline": now, "decided_by": None
        },
        "registration_presence_has_a_time": {"state": "checked_in"},
        "registration_queue_has_a_place": {"state": "waitlisted"},
    })
    breaks(taken[0], {"registration_late_admission_names_who_and_what": {"state": "late_admitted", "decided_by": sato}})
    breaks(taken[0], {"registration_presence_has_a_time": {"state": "attended"}})


def test_nobody_holds_two_live_seats(taken, tanaka, now):
    row, other = taken
    broken("registration_one_live_seat_per_person", again(row, badge_code="X", email="DELEGATE1@Example.JP"))
    Registration.objects.filter(pk=row.pk).update(user=tanaka)
    breaks(other, {"registration_one_live_seat_per_user": {"user": tanaka}})
    broken("registration_badge_code_once_per_event", again(row, email="third@example.jp", user_id=None))
    services.withdraw_registration(row, by=tanaka, now=now)
    again(row, badge_code="X", state="applied", user_id=None)()
    broken(
        "registration_one_live_seat_per_person",
        sql("UPDATE events_registration SET state = 'applied' WHERE id = %s", row.pk),
    )


def test_one_substitute_at_a_time(taken, tanaka, dana, now):
    original, other = taken
    asked = services.name_substitute(original, person=person(5, rank="head"), reason="Ill", by=tanaka, now=now)
    breaks(asked, {
        "substitution_state_is_known": {"state": "x"},
        "substitution_in_place_names_the_substitute": {"state": "in_place"},
    })
    broken("substitution_one_open_per_person", again(asked))
    services.consent_to_substitute(asked, by=dana, now=now)
    broken("substitution_one_open_per_person", again(Substitution.objects.get(), state="asked"))
    breaks(other, {"registration_one_substitute_at_a_time": {"stands_in_for": original}})


def test_change_and_whom_it_reaches(forum, taken, sato, now):
    digest = services.preview_change(forum, "cancel")[2]
    change = services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Quake"}, at_once=True, by=sato, now=now
    )
    breaks(change, {
        "event_change_state_is_known": {"state": "x"},
        "event_change_takes_effect_later": {"effective_at": F("confirmed_at") - timedelta(seconds=1)},
    })
    broken("event_change_one_at_a_time", again(change))
    services.carry_out_due(now=now)
    services.tell_waiting(now=now)
    notice = Notice.objects.order_by("key")[0]
    broken("notice_once_per_person", again(notice))
    breaks(notice, {"notice_told_has_a_time": {"told_at": None}})
    for half in (
        {"accounted_at": now}, {"accounted_at": now, "accounted_by": sato},
        {"accounted_at": now, "accounted_as": "Knows"},
    ):
        breaks(notice, {"notice_accounted_names_who_and_how": half})
    call = services.note_call(notice, result="reached", note="", by=sato, now=now)
    broken("phone_call_result_is_known", lambda: PhoneCall.objects.filter(pk=call.pk).update(result="shouted"))
    assert EventChange.objects.get().state == "carried_out"


def test_delegation(journey, sato, now):
    breaks(journey, {
        "delegation_state_is_known": {"state": "x"},
        "delegation_ends_after_it_starts": {"ends_on": F("starts_on") - timedelta(days=1)},
        "delegation_goes_abroad": {"to_country": "JP"},
        "delegation_completed_names_its_time": {"state": "completed"},
        "delegation_report_is_dated_and_of_a_completed_one": {
            "reports": Texts().with_wording("en", "Fine.", by=None, at=None), "reported_at": now,
        },
        "delegation_has_a_title": {"titles": Texts()},
        "delegation_title_has_its_original": {"titles": LOST},
        "delegation_purpose_has_its_original": {"purposes": LOST},
    })
    head = services.add_member(
        journey, registration=None, name="Abe", email="abe@example.jp", phone="",
        language="ja", zone="Asia/Tokyo", organisation="x",
        position="", is_head=True, by=sato, now=now,
    )
    broken("member_once_per_delegation", again(head, email="ABE@example.jp", is_head=False))
    broken("member_one_head_per_delegation", again(head, email="other@example.jp"))
    stop = Stop.objects.create(
        delegation=journey, starts_at=now, ends_at=now + timedelta(hours=1), zone="Asia/Almaty", place="Astana"
    )
    breaks(stop, {"stop_ends_after_it_starts": {"ends_at": F("starts_at")}})
    letter = Letter.objects.create(
        delegation=journey, number=1, language="ru", content={}, pdf=b"%PDF",
        sha256="0" * 64, issued_by=sato, issued_at=now,
    )
    broken("letter_number_once_per_delegation", again(letter))


def test_documents(forum, sato, now):
    services.add_document(
        forum, file=("plan.pdf", files_build.pdf()), titles={"en": "Plan"}, language="en",
        is_public=True, by=sato, now=now,
    )
    breaks(forum.documents.get(), {
        "event_document_has_a_title": {"titles": Texts()},
        "event_document_title_has_its_original": {"titles": LOST},
        "event_document_withdrawn_after_it_was_added": {"withdrawn_at": now - timedelta(seconds=1)},
    })


def test_prints(forum, sato, now):
    found = services.ask_for_badges(forum, by=sato, now=now)
    breaks(found, {
        "print_state_is_known": {"state": "x"},
        "print_ready_has_its_file_and_time": {"state": "ready"},
        "print_made_after_it_was_asked_for": {"made_at": now - timedelta(seconds=1)},
    })
    broken("print_once_of_the_same", again(found))


def test_texts_of_a_journey_have_their_original(journey, forum, sato, now):
    services.add_stop(
        journey, starts_at=forum.starts_at, ends_at=forum.ends_at, zone="Asia/Almaty", place="Hilton", by=sato, now=now
    )
    breaks(journey.stops.get(), {"stop_programme_has_its_original": {"programmes": LOST}})
    back = {"state": "completed", "completed_at": now, "reported_at": now}
    breaks(journey, {"delegation_report_has_its_original": back | {"reports": LOST}})


def test_every_constraint_of_this_app_is_broken_here():
    names = {
        constraint.name
        for model in apps.get_app_config("events").get_models() for constraint in model._meta.constraints
    }
    said = set(re.findall(r'"([a-z0-9_]+)"', Path(__file__).read_text()))
    assert len(names) > 40
    assert names <= said
