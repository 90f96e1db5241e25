"""Sweeps of memoranda, obligations, digests and reports: one rotten row stops nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mou import services
from mou.models import Memorandum, Obligation, Report
from mou.services import obligations, reports
from notifications.models import Message
from tests.mou.exchange_build import published, subscribe
from tests.mou.reports_build import YEAR
from tests.sweeping import NOWHERE, break_for, one_rotten_row, unreachable

pytestmark = pytest.mark.django_db
MORNING = datetime(2024, 10, 28, 6, 10, tzinfo=UTC)  # a Monday, 15:10 in Tokyo, 11:10 in Astana


@pytest.fixture
def two_owed(owed) -> list[Obligation]:
    """Both sides owe a bulletin by 8 November 2024."""
    return [
        owed("bulletin_published", owing=side, cadence="quarterly", commitment=2)
        for side in ("japan", "central_asia")
    ]


def reminded() -> int:
    return Message.objects.filter(kind__startswith="mou/remind").values("recipient").distinct().count()


def test_people_who_are_reminded(two_owed, sato, mori, monkeypatch):
    one_rotten_row(
        "mou.remind",
        lambda: services.remind(now=MORNING),
        mend=unreachable(monkeypatch, sato),
        done=reminded,
        staff=mori,
    )


def test_memoranda_that_are_reminded_of(two_owed, pact, mori):
    Memorandum.objects.filter(pk=pact.pk).update(renew_by=MORNING.date() + timedelta(days=2))
    rotten = Obligation.objects.filter(pk=two_owed[0].pk)
    rotten.update(zone=NOWHERE)
    one_rotten_row(
        "mou.remind:memoranda",
        lambda: services.remind(now=MORNING),
        staff=mori,
        mend=lambda: rotten.update(zone="Asia/Tokyo"),
        done=Message.objects.filter(kind__startswith="mou/remind").values("concerns").distinct().count,
    )


def test_digests(dana, aigul, sato, mori, now, monkeypatch):
    for reader in (dana, aigul):
        subscribe(reader, now - timedelta(days=8))
    published(sato, now - timedelta(hours=1))
    one_rotten_row(
        "mou.send_digests",
        lambda: services.send_digests(now=now),
        mend=unreachable(monkeypatch, dana),
        staff=mori,
        done=Message.objects.filter(kind="mou/bulletin_digest").count,
    )


def test_new_terms_that_take_over(two_owed, sato, dana, mori, now, monkeypatch):
    begins = date(2027, 2, 9)
    for one, asks, decides in zip(two_owed, (sato, dana), (dana, sato), strict=True):
        change = services.ask_terms(
            one, cadence="monthly", target=2, reason="More news", period_start=begins, by=asks, now=now
        )
        services.approve_change(change, by=decides, now=now)
    first = Obligation.objects.get(replaces=two_owed[0])
    later = datetime(2027, 2, 9, 12, tzinfo=UTC)
    one_rotten_row(
        "mou.turn_over",
        lambda: services.turn_over(now=later),
        mend=break_for(monkeypatch, obligations, "move", first),
        staff=mori,
        done=Obligation.objects.filter(replaces__isnull=False, state="active").count,
    )


def test_obligations_that_are_closed(two_owed, mori, now):
    Obligation.objects.update(ends_on=date(2024, 11, 8))
    rotten = Obligation.objects.filter(pk=two_owed[0].pk)
    rotten.update(zone=NOWHERE)
    one_rotten_row(
        "mou.turn_over:close",
        lambda: services.turn_over(now=now),
        mend=lambda: rotten.update(zone="Asia/Tokyo"),
        staff=mori,
        done=Obligation.objects.filter(state="closed").count,
    )


def test_memoranda_that_end(mou, pact, dana, mori, now, monkeypatch):
    Memorandum.objects.update(ends_on=now.date() - timedelta(days=9))
    one_rotten_row(
        "mou.expire_memoranda",
        lambda: services.expire_memoranda(now=now),
        mend=unreachable(monkeypatch, dana),
        staff=mori,
        done=Memorandum.objects.filter(state="expired").count,
    )


def test_reports(mou, sato, mori, now, monkeypatch):
    monkeypatch.setattr(
        reports,
        "_write",
        lambda report, now: reports._issue(report, now, figures={}, pdf=b"%PDF-", xlsx=b"x"),
    )
    first, _second = (
        services.request_report(
            mou, **YEAR, languages=["ja", "ru"], by=sato, now=now + timedelta(minutes=number)
        )
        for number in range(2)
    )
    one_rotten_row(
        "mou.work_on_reports",
        services.work_on_reports,
        mend=break_for(monkeypatch, reports, "move", first),
        staff=mori,
        done=Report.objects.filter(state="issued").count,
    )
