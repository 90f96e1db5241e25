"""Cancel, postpone, move: preview, confirm, revoke, carry out, reach everybody, close."""

from datetime import timedelta

import pytest
from django.utils import translation

from core.activity import ref
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from events import services
from events.computed.reach import SLOW, reach_of, wants_call
from events.errors import (
    ChangeIsOpen,
    EndsBeforeItStarts,
    EventIsChanging,
    EventIsOver,
    NothingChanges,
    NotTheOrganiser,
    PreviewOutdated,
    StillUnreached,
    TooLateToRevoke,
    ZoneUnknown,
)
from events.models import Event, EventChange, Notice
from events.services.changing import REVOCABLE
from notifications.models import Delivery, Message

from .conftest import person, seat, state_of

pytestmark = pytest.mark.django_db
REASONS = {"en": "Earthquake advisory in Japan", "ja": "地震注意情報のため"}


def confirm(event, *, by, now, kind="cancel", **more) -> EventChange:
    digest = services.preview_change(event, kind)[2]
    return services.confirm_change(
        event, anyway=True, kind=kind, digest=digest, **({"reasons": REASONS} | more), by=by, now=now
    )


def carry_out(change, now) -> None:
    at = now + REVOCABLE
    assert services.carry_out_due(now=at) == 1
    services.tell_waiting(now=at)


def deliver(*, failing: frozenset = frozenset(), now) -> None:
    """What the mail server does with all that waits."""
    waiting = Delivery.objects.filter(state="pending")
    bad = waiting.filter(message__address__in=failing)
    bad.update(state="permanent_failure", finished_at=now, last_error="550 no such user")
    Delivery.objects.filter(state="pending").update(state="delivered", finished_at=now)


@pytest.fixture
def full(forum, tanaka, hokuriku, sato, now):
    """Two seated (one of them a speaker too), one waiting, one guest invited, an interpreter."""
    rows = [
        seat(forum, 0, by=tanaka, firm=hokuriku, second_name="Mother", second_email="home@example.jp"),
        seat(forum, 1, by=tanaka, firm=hokuriku), seat(forum, 2, by=tanaka, firm=hokuriku),
    ]
    rows.append(services.invite(forum, person=person(3), role="delegate", by=sato, now=now))
    for role, email in (("speaker", "Delegate1@example.jp"), ("interpreter", "interpreter@example.kz")):
        services.add_contributor(
            forum, role=role, name=email.partition("@")[0], organisation="", email=email, phone="", language="ru",
            zone="Asia/Almaty", by=sato, now=now,
        )
    return rows


def test_the_preview_names_everyone_touched_once(forum, full):
    people, _others, _digest = services.preview_change(forum, "cancel")
    roles = {one.key: one.roles for one in people}
    assert roles == {
        "delegate0@example.jp": ("registration:confirmed",),
        "delegate1@example.jp": ("registration:confirmed", "contributor:speaker"),
        "delegate2@example.jp": ("registration:waitlisted",),
        "delegate3@example.jp": ("registration:invited",),
        "interpreter@example.kz": ("contributor:interpreter",),
    }


def test_confirming_quotes_the_preview(forum, full, sato, tanaka, hokuriku, dana, now):
    digest = services.preview_change(forum, "cancel")[2]
    services.withdraw_registration(full[2], by=tanaka, now=now)
    given = {"kind": "cancel", "digest": digest, "reasons": REASONS, "now": now}
    with pytest.raises(PreviewOutdated):
        services.confirm_change(forum, anyway=True, **given, by=sato)
    with pytest.raises(NotTheOrganiser):
        services.confirm_change(forum, anyway=True, **given, by=dana)
    with pytest.raises(ReasonMissing):
        confirm(forum, by=sato, now=now, reasons={"en": "  "})
    confirm(forum, by=sato, now=now)
    with pytest.raises(ChangeIsOpen):
        confirm(forum, by=sato, now=now)
    with pytest.raises(EventIsChanging):
        seat(forum, 8, by=tanaka, firm=hokuriku)


def test_within_a_quarter_of_an_hour_it_never_happened(forum, full, sato, now):
    mails = Message.objects.count()
    change = confirm(forum, by=sato, now=now)
    assert services.carry_out_due(now=now + REVOCABLE - timedelta(seconds=1)) == 0
    services.revoke_change(change, by=sato, now=now + timedelta(minutes=14))
    assert services.carry_out_due(now=now + REVOCABLE) == 0
    assert services.tell_waiting(now=now + REVOCABLE) == 0
    assert Message.objects.count() == mails
    assert Event.objects.get(pk=forum.pk).state == "registration_open"
    again = confirm(forum, by=sato, now=now)
    carry_out(again, now)
    with pytest.raises(TooLateToRevoke):
        services.revoke_change(again, by=sato, now=now + REVOCABLE)


def test_a_cancellation_reaches_each_person_once_in_their_language(forum, full, sato, tanaka, now):
    change = confirm(
        forum, by=sato, now=now, at_once=True, online_link="https://meet.example/x",
        office="Dostyk 5, Astana, 10:00–18:00",
    )
    assert change.effective_at == now
    assert services.carry_out_due(now=now) == 1
    assert services.tell_waiting(now=now) == 5
    assert services.tell_waiting(now=now) == 0
    assert services.carry_out_due(now=now) == 0
    event = Event.objects.get(pk=forum.pk)
    assert (event.state, event.sequence) == ("cancelled", 1)
    assert [state_of(row) for row in full] == ["cancelled"] * 4
    mails = {mail.address: mail for mail in Message.objects.filter(kind="events/event_changed")}
    assert len(mails) == 5 == Delivery.objects.filter(message__kind="events/event_changed").count()
    japanese = mails["delegate0@example.jp"]
    assert "地震注意情報のため" in japanese.text
    assert "13:00" in japanese.text
    assert "09:00" in japanese.text
    assert "METHOD:CANCEL" in japanese.calendar
    assert "SEQUENCE:1" in japanese.calendar
    assert "STATUS:CANCELLED" in japanese.calendar
    russian = mails["interpreter@example.kz"]
    assert russian.language == "ru"
    assert "地震注意情報のため (японский)" in russian.text
    assert "METHOD:CANCEL" in russian.calendar
    assert mails["delegate2@example.jp"].calendar == "", "who only waited has nothing in their calendar"
    assert forum.contributors.filter(released_at=None).count() == 0
    assert Activity.objects.filter(verb="events.event.cancel", subject=ref(forum)).count() == 1
    with pytest.raises(EventIsOver):
        confirm(event, by=sato, now=now)


def test_a_new_date_keeps_seats_and_moves_the_programme(forum, full, sato, now):
    services.add_session(
        forum, titles={"en": "Energy"}, room="", starts_at=forum.starts_at,
        ends_at=forum.ends_at, capacity=None, by=sato, now=now,
    )
    week = timedelta(days=7)
    with pytest.raises(EndsBeforeItStarts):
        confirm(
            forum, kind="postpone", by=sato, now=now, after={"starts_at": forum.ends_at, "ends_at": forum.starts_at}
        )
    with pytest.raises(NothingChanges):
        confirm(
            forum, kind="postpone", by=sato, now=now, after={"starts_at": forum.starts_at, "ends_at": forum.ends_at}
        )
    change = confirm(
        forum, kind="postpone", by=sato, now=now,
        after={"starts_at": forum.starts_at + week, "ends_at": forum.ends_at + week},
    )
    carry_out(change, now)
    event = Event.objects.get(pk=forum.pk)
    assert (event.state, event.starts_at - forum.starts_at, event.sequence) == ("registration_open", week, 1)
    assert event.sessions.get().starts_at == event.starts_at
    assert [state_of(row) for row in full[:2]] == ["confirmed"] * 2
    mail = Message.objects.get(kind="events/event_changed", address="delegate0@example.jp")
    assert "METHOD:REQUEST" in mail.calendar
    assert "20270316T040000Z" in mail.calendar


def test_postponed_without_a_date_and_then_with_one(forum, full, sato, now):
    carry_out(confirm(forum, kind="postpone", by=sato, now=now), now)
    event = Event.objects.get(pk=forum.pk)
    assert event.state == "postponed"
    assert [state_of(row) for row in full[:2]] == ["confirmed"] * 2
    assert "METHOD:CANCEL" in Message.objects.get(kind="events/event_changed", address="delegate0@example.jp").calendar
    with pytest.raises(NothingChanges):
        confirm(event, kind="postpone", by=sato, now=now)
    month = timedelta(days=30)
    later = now + timedelta(hours=1)
    after = {"starts_at": forum.starts_at + month, "ends_at": forum.ends_at + month}
    carry_out(confirm(event, kind="postpone", by=sato, now=later, after=after), later)
    event.refresh_from_db()
    assert (event.state, event.starts_at, event.sequence) == ("registration_closed", forum.starts_at + month, 2)


def test_a_move_changes_the_place_and_everybody_hears_of_it(forum, full, sato, now):
    same = {"venue": forum.venue, "address": forum.address, "online_link": "", "zone": forum.zone, "country": "KZ"}
    with pytest.raises(NothingChanges):
        confirm(forum, kind="move", by=sato, now=now, after=same)
    carry_out(
        confirm(
            forum, kind="move", by=sato, now=now,
            after=same | {"venue": "Online", "online_link": "https://meet.example/f"},
        ), now
    )
    event = Event.objects.get(pk=forum.pk)
    assert (event.venue, event.state) == ("Online", "registration_open")
    with translation.override("ja"):
        assert "https://meet.example/f" in Message.objects.get(
            kind="events/event_changed", address="delegate0@example.jp"
        ).text


def test_the_ladder_to_the_last_person(forum, full, sato, now):
    """Mail, second contact, telephone, a word of the organiser; the case closes only then."""
    change = confirm(forum, by=sato, now=now)
    carry_out(change, now)
    at = now + REVOCABLE
    change.refresh_from_db()
    deliver(failing=frozenset({"delegate0@example.jp", "delegate1@example.jp"}), now=at)
    notices = {one.key: one for one in Notice.objects.with_mails()}
    assert {key: str(reach_of(one, at)) for key, one in notices.items()} == {
        "delegate0@example.jp": "not_reached", "delegate1@example.jp": "not_reached",
        "delegate2@example.jp": "delivered", "delegate3@example.jp": "delivered", "interpreter@example.kz": "delivered",
    }
    assert services.tell_second_contacts(now=at) == 1
    assert services.tell_second_contacts(now=at) == 0
    assert Message.objects.get(kind="events/second_contact").address == "home@example.jp"
    deliver(now=at)
    assert reach_of(Notice.objects.with_mails().get(key="delegate0@example.jp"), at) == "second_contact"
    services.acknowledge(notices["delegate0@example.jp"], second=True, now=at)
    services.acknowledge(notices["delegate2@example.jp"], choice="none", now=at)
    for result in ("no_answer", "reached"):
        services.note_call(notices["delegate1@example.jp"], result=result, note="", by=sato, now=at)
    with pytest.raises(StillUnreached) as refusal:
        services.close_change(change, by=sato, now=at)
    assert "2" in str(refusal.value.message)
    assert services.account_for_delivered(change, reason="Had not booked any journey", by=sato, now=at) == 2
    services.close_change(change, by=sato, now=at)
    assert EventChange.objects.get().state == "closed"
    with pytest.raises(TransitionNotAllowed):
        services.close_change(change, by=sato, now=at)


def test_a_mail_that_came_back_counts_as_not_reached(forum, full, sato, dana, now):
    change = confirm(forum, by=sato, now=now)
    carry_out(change, now)
    deliver(now=now)
    notice = Notice.objects.with_mails().get(key="delegate0@example.jp")
    with pytest.raises(NotTheOrganiser):
        services.note_returned(notice, by=dana, now=now)
    services.note_returned(notice, by=sato, now=now)
    assert reach_of(Notice.objects.with_mails().get(pk=notice.pk), now) == "not_reached"
    assert services.tell_second_contacts(now=now + REVOCABLE) == 1


def test_whoever_is_represented_hears_of_the_cancellation_too(forum, full, sato, tanaka, now):
    services.name_substitute(full[0], person=person(6), reason="Cannot travel", by=tanaka, now=now)
    carry_out(confirm(forum, by=sato, now=now), now)
    assert Notice.objects.get(key="delegate0@example.jp").roles == ["registration:substituted"]
    assert Notice.objects.get(key="delegate6@example.jp").roles == ["registration:confirmed"]
    mail = Message.objects.get(kind="events/event_changed", address="delegate0@example.jp")
    assert "METHOD:CANCEL" in mail.calendar, "their own seat is still in their calendar"


def test_a_shorter_event_on_the_new_date_closes_its_registration_before_it_ends(make_event, sato, now):
    """Otherwise the worker could never carry it out, and the event would stay closed to everybody."""
    forum = make_event(2)
    Event.objects.filter(pk=forum.pk).update(closes_at=forum.ends_at)
    forum.refresh_from_db()
    starts = forum.starts_at + timedelta(days=7)
    carry_out(
        confirm(
            forum, kind="postpone", by=sato, now=now,
            after={"starts_at": starts, "ends_at": starts + timedelta(hours=2)},
        ), now
    )
    event = Event.objects.get(pk=forum.pk)
    assert (event.starts_at, event.closes_at) == (starts, event.ends_at)


def test_seats_given_back_while_there_was_no_date_are_offered_with_the_new_one(forum, full, sato, tanaka, now):
    carry_out(confirm(forum, kind="postpone", by=sato, now=now), now)
    later = now + timedelta(hours=1)
    services.withdraw_registration(full[0], by=tanaka, now=later)
    assert state_of(full[2]) == "waitlisted"
    after = {"starts_at": forum.starts_at + timedelta(days=30), "ends_at": forum.ends_at + timedelta(days=30)}
    carry_out(confirm(Event.objects.get(pk=forum.pk), kind="postpone", by=sato, now=later, after=after), later)
    assert (state_of(full[2]), forum.pools.get().taken) == ("offered", 2)


def test_a_move_to_an_unknown_clock_is_refused_before_it_is_confirmed(forum, full, sato, now):
    with pytest.raises(ZoneUnknown):
        confirm(forum, kind="move", by=sato, now=now, after={"venue": "Olympus", "zone": "Mars/Olympus"})
    assert not EventChange.objects.exists()


def test_whoever_was_admitted_late_once_and_waits_now_is_told_as_one_who_waits(forum, tanaka, hokuriku, sato, now):
    late = forum.closes_at + timedelta(days=1)
    services.turn_events(now=late)
    row = services.ask_late(
        forum, person=person(0), role="delegate", because="Forgot it", firm=hokuriku, by=tanaka, now=late
    )
    services.admit_late(row, reason="The chamber asks", by=sato, now=late)
    services.withdraw_registration(row, by=tanaka, now=late)
    services.set_seats(forum, role="delegate", country="", capacity=0, by=sato, now=late)
    services.restore_registration(row, by=sato, now=late)
    [one] = services.preview_change(forum, "cancel")[0]
    assert one.roles == ("registration:waitlisted",)


def test_whose_mail_nobody_writes_comes_on_the_telephone_list(forum, full, sato, now):
    """The workers stand still."""
    confirm(forum, by=sato, now=now, at_once=True)
    services.carry_out_due(now=now)
    [one, *_others] = EventChange.objects.get().notices.with_mails()
    assert (reach_of(one, now), wants_call(one, now)) == ("pending", False)
    assert (reach_of(one, now + SLOW), wants_call(one, now + SLOW)) == ("not_reached", True)
