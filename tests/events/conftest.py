"""A forum in Astana that the chamber organises, and people who want to come."""

from datetime import UTC, datetime, timedelta

import pytest

from events import services
from events.models import Event, Registration
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch, now):
    """Pages ask the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def event_fields(**more) -> dict:
    start = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)  # 09:00 in Astana, 13:00 in Tokyo
    return {
        "kind": "forum",
        "titles": {
            "en": "Central Asia + Japan forum", "ja": "中央アジア＋日本フォーラム",
            "ru": "Форум «Центральная Азия + Япония»",
        },
        "summaries": {"en": "Industry, logistics, energy."}, "country": "KZ",
        "zone": "Asia/Almaty", "venue": "Hilton Astana",
        "address": "Sauran 46", "spoken": ["ru", "ja"], "starts_at": start, "ends_at": start + timedelta(hours=9),
        "opens_at": NOW - timedelta(days=10), "closes_at": start - timedelta(days=14),
        "needs_approval": False, "phone": "+7 7172 00 00 00",
    } | more


@pytest.fixture
def make_event(sato):
    """make_event(capacity, …) → an announced event of Minamin's with that many seats for delegates of all countries."""

    def make(capacity: int = 2, *, by=None, chamber=None, **more) -> Event:
        by = by or sato
        event = services.plan_event(chamber=chamber, by=by, now=NOW, **event_fields(**more))
        services.set_seats(event, role="delegate", country="", capacity=capacity, by=by, now=NOW)
        services.announce_event(event, anyway=True, by=by, now=NOW)
        return Event.objects.get(pk=event.pk)

    return make


@pytest.fixture
def forum(make_event, atameken, dana) -> Event:
    """Two seats, no approval needed."""
    return make_event(2)


def person(number: int, **more) -> dict:
    """The number-th invented delegate; names far enough apart not to be taken for one."""
    family = ["Abe", "Chiba", "Doi", "Endo", "Fujita", "Goto", "Hara", "Ito", "Jinno", "Kondo"][number % 10]
    first = ["Akira", "Naomi", "Shun", "Tomoko", "Yosuke"][number // 10 % 5]
    return {
        "name": f"{family} {first} {number if number >= 50 else ''}".strip(), "email": f"delegate{number}@example.jp",
        "phone": "", "language": "ja",
        "zone": "Asia/Tokyo", "country": "JP", "position": "", "rank": "manager", "organisation": "Hokuriku",
    } | more


def seat(event: Event, number: int = 1, *, by, firm=None, now=NOW, **more) -> Registration:
    [row] = services.register_delegates(
        event, people=[person(number, **more)], role="delegate", firm=firm, by=by, now=now
    )
    return row


def state_of(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).state
