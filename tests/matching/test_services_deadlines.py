"""What runs out, reminders before it does, each said once; and the clocks behind it."""
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from companies.models import Firm
from core.days import local_day, midnight
from core.lifecycle import lock
from core.models import SweepFailure
from matching import services
from matching.computed import timers
from matching.models import Introduction, Match, Referral
from matching.rules.overlap import far_zone, working_overlap
from matching.services import deadlines
from notifications.models import Message

from .asking import acts, told

pytestmark = pytest.mark.django_db


def hourly(start: datetime, days: int) -> None:
    for hour in range(0, days * 24, 6):
        services.expire_due(now=start + timedelta(hours=hour))


def test_an_introduction_without_an_answer_expires_once(asked, tanaka, aigul, now):
    late = asked.answer_by + timedelta(minutes=1)
    services.expire_due(now=late)
    services.expire_due(now=late)
    assert (Introduction.objects.get().state, Match.objects.get().state) == ("expired", "expired")
    assert told("introduction_expired") == [aigul.email, tanaka.email]
    assert acts(asked) == ["request", "expire"]


def test_an_introduction_that_waits_only_for_the_staff_does_not_expire(
    review, hokuriku, altai, tanaka, aigul, sato, now
):
    introduction = services.approve_match(review.match, by=sato, now=now)
    for firm, member in ((hokuriku, tanaka), (altai, aigul)):
        services.give_consent(introduction, firm=firm, contact_agrees=True, by=member, now=now)
    services.expire_due(now=introduction.answer_by + timedelta(days=30))
    assert Introduction.objects.get().state == "consent_requested"


def test_reminders_go_at_five_two_and_no_days_left_and_only_to_who_has_not_answered(
    asked, hokuriku, tanaka, aigul, now
):
    services.give_consent(asked, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    hourly(now, 20)
    assert told("consent_reminder") == [aigul.email] * 3
    keys = Message.objects.filter(kind="matching/consent_reminder").values_list("dedupe_key", flat=True)
    assert {key.split(":")[3] for key in keys} == {"5", "2", "0"}


def test_a_case_that_moved_meanwhile_is_left_as_it_is(asked, monkeypatch, now):
    """A firm may answer between the look and the act; that is no fault to remember."""

    def answered_meanwhile(introduction):
        Introduction.objects.update(state="declined")
        return lock(introduction)

    monkeypatch.setattr(deadlines, "lock", answered_meanwhile)
    services.expire_due(now=asked.answer_by + timedelta(hours=1))
    assert Introduction.objects.get().state == "declined"
    assert not SweepFailure.objects.exists()


def test_what_nothing_keeps_back_any_more_is_released(asked, hokuriku, altai, tanaka, aigul, now):
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    for firm, member in ((altai, aigul), (hokuriku, tanaka)):
        firm.state = "verified"  # as it was when they gave it
        services.give_consent(asked, firm=firm, contact_agrees=True, by=member, now=now)
    services.expire_due(now=now)
    assert Introduction.objects.get().state == "consent_requested"
    Firm.objects.filter(pk=hokuriku.pk).update(state="verified")
    services.expire_due(now=now)
    assert Introduction.objects.get().state == "contacts_released"


def test_a_late_chamber_is_reminded_once_for_each_step(referral, dana, now):
    hourly(referral.sent_at, 12)
    assert told("referral_overdue") == [dana.email]
    services.acknowledge_referral(referral, by=dana, now=referral.sent_at + timedelta(days=12))
    hourly(referral.sent_at + timedelta(days=12), 2)
    assert told("referral_overdue") == [dana.email] * 2


def test_a_referral_nobody_works_on_is_abandoned(referral, sato, mori, now):
    services.expire_due(now=referral.sent_at + timedelta(days=80))  # over New Year, when Japan rests
    assert Referral.objects.get().state == "abandoned"
    assert told("referral_closed") == [mori.email, sato.email]
    services.expire_due(now=referral.sent_at + timedelta(days=81))
    assert acts(referral).count("abandon") == 1


# Sent on Monday 2 November 2026; Tuesday the 3rd is a holiday in Japan, Monday the 23rd too.
@pytest.mark.parametrize("state, step, due",
[("sent", "acknowledge", "2026-11-06"), ("acknowledged", "take", "2026-11-10"),
                                              ("taken_in_charge", "chase", "2026-11-16"),
                                              ("needs_information", "chase", "2026-11-16")])
def test_timer_of_counts_business_days_of_both_countries(referral, dana, state, step, due):
    Referral.objects.update(state=state, taken_by=dana, taken_at=referral.sent_at)
    timer = timers.timer_of(Referral.objects.with_firms().get(), referral.sent_at)
    assert (timer.step, timer.due_at.date().isoformat(), timer.is_overdue) == (step, due, False)


def test_timer_of_starts_again_with_a_note_and_ends_at_the_last_chance(referral, dana):
    Referral.objects.update(state="taken_in_charge", taken_by=dana, taken_at=referral.sent_at)
    saved = Referral.objects.with_firms().get()
    noted = timers.timer_of(saved, referral.sent_at, referral.sent_at + timedelta(days=7))
    last = timers.timer_of(saved, referral.sent_at, referral.sent_at + timedelta(days=27))
    assert (noted.step, last.step) == ("chase", "close")
    assert noted.due_at < last.due_at


def test_timer_of_is_overdue_after_the_hour_and_none_when_closed(referral):
    due = timers.timer_of(referral, referral.sent_at).due_at
    assert timers.timer_of(referral, due).days_left == 0
    late = timers.timer_of(referral, due + timedelta(minutes=1))
    assert late.is_overdue
    assert late.days_late == 1
    referral.state = "declined"
    assert timers.timer_of(referral, due) is None


# Due on Tuesday 8 December at 17:00 in Almaty; Monday begins in Tokyo four hours before it begins there.
@pytest.mark.parametrize("hour, tokyo, almaty", [(14, 2, 2), (15, 1, 2), (18, 1, 2), (19, 1, 1), (23, 1, 1)])
def test_days_left_turn_at_midnight_of_the_place(hour, tokyo, almaty):
    due, at = datetime(2026, 12, 8, 12, tzinfo=UTC), datetime(2026, 12, 6, hour, 30, tzinfo=UTC)
    for given in (due, due.astimezone(ZoneInfo("Asia/Tokyo"))):
        assert timers.days_left(given, at, ("JP", "KZ"), "Asia/Tokyo") == tokyo
        assert timers.days_left(given, at, ("JP", "KZ")) == almaty


@pytest.mark.parametrize("who", ["tanaka", "aigul"])
def test_a_firm_is_reminded_from_its_own_midnight_on(asked, request, who):
    person = request.getfixturevalue(who)
    due = Introduction.objects.get().answer_by  # as the database gives it: at Greenwich
    begins = midnight(local_day(due, person.time_zone), person.time_zone)
    services.expire_due(now=begins - timedelta(minutes=30))
    assert [key for key in reminded(person) if key == "0"] == []
    services.expire_due(now=begins + timedelta(minutes=30))
    assert "0" in reminded(person)


def reminded(person) -> list[str]:
    keys = Message.objects.filter(
        kind="matching/consent_reminder", recipient=person
    ).values_list("dedupe_key", flat=True)
    return [key.split(":")[3] for key in keys]


def test_working_overlap():
    day = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    overlap = working_overlap(day, "Asia/Tokyo", "Asia/Almaty")
    assert (overlap.start, overlap.end) == (
        datetime(2026, 11, 24, 4, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)
    )
    assert working_overlap(day, "Asia/Almaty", "Asia/Tokyo") == overlap
    nowhere = working_overlap(day, "Asia/Tokyo", "America/Sao_Paulo")
    assert nowhere.start == nowhere.end


def test_far_zone_is_the_side_that_is_not_the_readers(match):
    assert far_zone(match, "Asia/Tokyo") == "Asia/Almaty"
    assert far_zone(match, "Asia/Almaty") == far_zone(match, "UTC") == "Asia/Tokyo"
