"""Reminders: 30, 14, 3 days before, when overdue, when a countersignature is missing;
in the owner's morning, never on free days.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from mou import services
from mou.computed.people import is_time_for
from mou.models import Memorandum, Obligation
from notifications.models import Delivery, Message

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=f"mou/remind_{kind}").values_list("recipient__email", flat=True))


def tokyo(year, month, day, hour=9) -> datetime:
    return datetime(year, month, day, hour, 10, tzinfo=UTC) - timedelta(hours=9)


@pytest.fixture
def bulletin(owed) -> Obligation:
    """Minamin owes one each quarter; the first period ends on 8 November 2024, a Friday."""
    return owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)


def days_of(run_from: date, run_to: date, kind: str, *, hour: int = 9) -> dict[str, list[str]]:
    """Run the hourly sweep each day; {recipient: days on which this kind reached them}."""
    found: dict[str, list[str]] = {}
    for offset in range((run_to - run_from).days + 1):
        day = run_from + timedelta(days=offset)
        now = tokyo(day.year, day.month, day.day, hour)
        services.remind(now=now)
        services.remind(now=now + timedelta(hours=1))
        new = Message.objects.filter(kind=f"mou/remind_{kind}", created_at__gte=now)
        for email in new.values_list("recipient__email", flat=True):
            found.setdefault(email, []).append(f"{day:%m-%d}")
    return found


def test_thirty_fourteen_and_three_days_before(bulletin, sato):
    """4 November is a holiday in Japan, 9 October a Wednesday, 25 October a Friday, 5 November a Tuesday."""
    assert days_of(date(2024, 10, 1), date(2024, 11, 8), "due") == {sato.email: ["10-09", "10-25", "11-05"]}


def test_a_threshold_on_free_days_is_reached_before_them(owed, sato):
    """Due on 7 May 2025: three days before it is Golden Week,
    so Friday 2 May says so (the sweep begins on 22 April).
    """
    owed(
        "bulletin_published", owing="japan", cadence="once", commitment=2,
        starts_on=date(2025, 1, 10), ends_on=date(2025, 5, 7),
    )
    assert days_of(date(2025, 4, 22), date(2025, 5, 7), "due") == {sato.email: ["04-22", "04-23", "05-02"]}


def test_overdue_once_a_week_on_working_days_and_then_to_the_second_contact_too(bulletin, mou, sato, mori):
    mou.parties.filter(side="japan").update(second_contact=mori)
    told_on = days_of(date(2024, 11, 8), date(2024, 12, 20), "overdue")
    assert told_on == {sato.email: ["11-11", "11-18", "11-25", "12-02"], mori.email: ["11-18", "11-25", "12-02"]}


def test_nobody_is_written_to_before_nine_nor_on_a_holiday(bulletin, sato):
    services.remind(now=tokyo(2024, 10, 9, hour=8))
    assert told("due") == []
    assert is_time_for(sato, tokyo(2024, 11, 5))
    assert not is_time_for(sato, tokyo(2024, 11, 4))


def test_it_speaks_the_owners_language_and_the_owner_is_the_responsible_person(bulletin, mori, sato):
    services.name_responsible(bulletin, person=mori, by=sato, now=tokyo(2024, 10, 1))
    services.remind(now=tokyo(2024, 10, 9))
    message = Message.objects.get(kind="mou/remind_due")
    assert (message.recipient, message.language) == (mori, "ja")
    assert "2024年11月8日" in message.subject


def test_three_at_once_become_one_mail_and_stand_in_the_inbox_each(owed, sato):
    for _number in range(3):
        owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    services.remind(now=tokyo(2024, 10, 9))
    services.remind(now=tokyo(2024, 10, 9, hour=10))
    assert told("due") == [sato.email] * 3
    assert told("digest") == [sato.email]
    assert Delivery.objects.filter(message__kind__startswith="mou/remind").count() == 1


def test_what_is_delivered_is_not_reminded_of(bulletin, sato, dana):
    evidence = services.add_evidence(
        bulletin, titles={"en": "No. 1"}, notes={}, happened_on=date(2024, 9, 1), quantity=1,
        period="", file=None, by=sato, now=tokyo(2024, 9, 2),
    )
    services.countersign_evidence(evidence, by=dana, now=tokyo(2024, 9, 3))
    assert days_of(date(2024, 10, 8), date(2024, 11, 20), "due") == {}
    assert told("overdue") == []


def test_a_countersignature_is_asked_for_again_after_five_working_days(bulletin, sato, dana):
    services.add_evidence(
        bulletin, titles={"en": "No. 1"}, notes={}, happened_on=date(2024, 9, 1), quantity=1,
        period="", file=None, by=sato, now=tokyo(2024, 9, 2),
    )
    almaty = days_of(date(2024, 9, 2), date(2024, 9, 20), "countersign", hour=14)
    assert almaty == {dana.email: ["09-10", "09-16"]}


def test_a_proposal_is_asked_about_again_after_five_working_days(mou, sato, dana):
    article = mou.commitments.get(number=1)
    article.memorandum = mou
    made = services.propose_obligation(
        article, owing="joint", indicator="contacts_released", wordings={}, cadence="yearly", target=1,
        starts_on=date(2024, 10, 1), ends_on=None, by=sato, now=tokyo(2024, 9, 2),
    )
    assert days_of(date(2024, 9, 2), date(2024, 9, 20), "answer", hour=14) == {dana.email: ["09-10", "09-16"]}
    services.decline_obligation(made, reason="No", by=dana, now=tokyo(2024, 9, 20, 15))
    assert days_of(date(2024, 9, 21), date(2024, 10, 10), "answer", hour=14) == {}


def test_a_change_is_asked_about_again_too(bulletin, sato, dana):
    services.ask_hold(bulletin, reason="Earthquake", by=sato, now=tokyo(2024, 9, 2))
    assert days_of(date(2024, 9, 9), date(2024, 9, 11), "answer", hour=14) == {dana.email: ["09-10"]}


def test_an_obligation_on_hold_is_quiet(bulletin, sato, dana):
    change = services.ask_hold(bulletin, reason="Earthquake", by=sato, now=tokyo(2024, 10, 1))
    services.approve_change(change, by=dana, now=tokyo(2024, 10, 1))
    assert days_of(date(2024, 10, 8), date(2024, 12, 1), "due") == {}
    assert told("overdue") == []


def test_both_sides_are_reminded_to_renew(mou, sato, dana):
    Memorandum.objects.update(renew_by=date(2026, 3, 31))
    assert days_of(date(2026, 2, 20), date(2026, 4, 10), "renew", hour=14) == {
        sato.email: ["02-27", "03-17", "03-27"], dana.email: ["02-27", "03-17", "03-27"],
    }
