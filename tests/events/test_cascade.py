"""450 people hear that an event is cancelled:
from the first mail to the closed case, on a bad day of the mail server.
"""

from collections import Counter
from datetime import timedelta

import pytest

from events import services
from events.computed.reach import SILENT, reach_of, wants_call
from events.errors import StillUnreached
from events.models import EventChange, Notice, Registration
from events.services.changing import REVOCABLE
from notifications.models import Delivery, Message
from notifications.services import deliver_due
from tests.rivals import crowd

from . import crowd_build as people
from .flaky_mail import FlakyServer

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = {
    "ja": "地震注意情報のため", "en": "Earthquake advisory", "ru": "Угроза землетрясения",
    "kk": "Жер сілкінісі қаупі", "uz": "Zilzila xavfi",
}
# 8 and 4 have a second contact
UNKNOWN = {f"{name}@example.com" for name in ("delegate8", "delegate9", "late4", "late5", "speaker3", "queue7")}
# a seat or a task, now or before
HAD_IT = ("delegate", "account", "substitute", "original", "late", "speaker", "interpreter")
BEGINS = {"Asia/Tokyo": ("13:00", "09:00"), "Asia/Almaty": ("09:00",), "Asia/Tashkent": ("09:00",)}
CITIES = dict.fromkeys(BEGINS, 2)  # whoever is at the place sees the other side's clock too


class Clock:
    def __init__(self, at):
        self.at = at


@pytest.fixture
def clock(monkeypatch, now) -> Clock:
    found = Clock(now)
    monkeypatch.setattr("django.utils.timezone.now", lambda: found.at)
    return found


@pytest.fixture
def cancelled(make_event, sato, clock, settings) -> EventChange:
    """Confirmed while everybody was there; the mails of before have left long ago."""
    event = make_event(people.SEATED)
    people.gather(event, by=sato, now=clock.at)
    Delivery.objects.update(state="delivered", finished_at=clock.at)
    settings.EMAIL_BACKEND = "tests.events.flaky_mail.FlakyServer"
    FlakyServer.reset(UNKNOWN)
    clock.at = event.closes_at + timedelta(days=1)
    digest = services.preview_change(event, "cancel")[2]
    return services.confirm_change(
        event, anyway=True, kind="cancel", digest=digest, reasons=REASONS,
        online_link="https://meet.example/x", by=sato, now=clock.at,
    )


def told() -> list:
    """The mails of the cancellation that the server took."""
    ids = {delivery.header_id for delivery in Delivery.objects.filter(message__kind="events/event_changed")}
    return [mail for mail in FlakyServer.sent if mail.extra_headers["Message-ID"] in ids]


def deliver_all(clock: Clock) -> None:
    """Two workers, until nothing waits any more."""
    for _round in range(6):
        crowd([deliver_due] * 2)
        if not Delivery.objects.filter(state__in=["pending", "sending"]).exists():
            return
        clock.at += timedelta(minutes=3)
    raise AssertionError("mails are still waiting")


def notices() -> list[Notice]:
    return list(Notice.objects.with_mails())


def reaches(clock: Clock) -> Counter:
    return Counter(str(reach_of(one, clock.at)) for one in notices())


def test_everyone_is_told_once_and_accounted_for(cancelled, sato, clock):
    assert services.carry_out_due(now=clock.at) == 0
    clock.at += REVOCABLE
    assert services.carry_out_due(now=clock.at) == 1
    shares = crowd([lambda: services.tell_waiting(now=clock.at)] * 2)
    assert sum(shares) == people.EVERYBODY == 450, shares
    deliver_all(clock)
    _check_mails()
    _check_seats()
    assert reaches(clock) == {"delivered": 450 - len(UNKNOWN), "not_reached": len(UNKNOWN)}
    _climb(cancelled, sato, clock)
    assert set(reaches(clock)) == {"acknowledged", "phoned", "accounted"}
    assert sum(reaches(clock).values()) == 450
    assert EventChange.objects.get().state == "closed"
    assert services.tell_waiting(now=clock.at) == services.tell_second_contacts(now=clock.at) == 0


def _check_mails() -> None:
    mails = told()
    known = {one.email: one for one in Notice.objects.select_related("user")}
    assert Counter(mail.to[0].lower() for mail in mails) == Counter({
        address.lower(): 1 for address in known if address not in UNKNOWN
    })
    busy = [address for address in known if FlakyServer.is_busy_at_first(address)]
    assert len(busy) > 100
    assert all(FlakyServer.tries[address] == 2 for address in busy if address not in UNKNOWN)
    for mail in mails:
        notice = known[mail.to[0]]
        _check_words(
            mail, notice.user.language if notice.user else notice.language,
            notice.user.time_zone if notice.user else notice.zone,
        )
        calendars = [part.content for part in mail.alternatives if part.mimetype.startswith("text/calendar")]
        assert bool(calendars) == notice.key.startswith(HAD_IT), notice.roles
        newest = "SEQUENCE:2" if notice.key.startswith("original") else "SEQUENCE:1"  # their own seat was lost before
        assert all(
            "METHOD:CANCEL" in one and newest in one and notice.email in one.replace("\r\n ", "")
            for one in calendars
        )


def _check_words(mail, language: str, zone: str) -> None:
    assert mail.extra_headers["Content-Language"] == language
    assert REASONS[language] in mail.body
    assert not [text for code, text in REASONS.items() if code != language and text in mail.body]
    assert all(clock in mail.body for clock in BEGINS[zone])
    assert mail.body.count("09:00") + mail.body.count("13:00") == CITIES[zone]


def _check_seats() -> None:
    states = Counter(Registration.objects.values_list("state", flat=True))
    assert states == {
        "cancelled": 450 - 39 - people.ORIGINALS, "substituted": people.ORIGINALS, "withdrawn": people.GONE
    }
    assert Message.objects.filter(kind="events/event_changed", recipient__isnull=False).count() == people.ACCOUNTS


def _climb(change: EventChange, sato, clock: Clock) -> None:
    """Answers, second contacts, the telephone, a word of the organiser; the case closes after the last of them."""
    change.refresh_from_db()
    for notice in [one for one in notices() if one.key.startswith(("account", "host"))]:
        services.acknowledge(notice, choice="online", now=clock.at)
    assert services.tell_second_contacts(now=clock.at) == 2, "whose mail came back is not waited for"
    deliver_all(clock)
    assert reaches(clock)["second_contact"] == 2
    clock.at += SILENT
    with_second = Notice.objects.filter(acknowledged_at=None).exclude(second_email="").count()
    assert services.tell_second_contacts(now=clock.at) == with_second - 2 > 90
    deliver_all(clock)
    services.acknowledge(Notice.objects.get(key="delegate8@example.com"), second=True, now=clock.at)
    calling = [one for one in notices() if one.email in UNKNOWN and wants_call(one, clock.at)]
    assert len(calling) == len(UNKNOWN) - 1
    for notice in calling:
        with pytest.raises(StillUnreached):
            services.close_change(change, by=sato, now=clock.at)
        services.note_call(notice, result="reached", note="", by=sato, now=clock.at)
    silent = 450 - people.ACCOUNTS - people.HOSTS - len(UNKNOWN)
    assert services.account_for_delivered(change, reason="Has not left home", by=sato, now=clock.at) == silent
    services.close_change(change, by=sato, now=clock.at)
