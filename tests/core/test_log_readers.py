"""Readers of the activity log: each act at least once, in commit order, none skipped, failures keep the cursor."""

import threading

import pytest
from django.db import connection, transaction

from core import activity as log
from core.activity import record
from core.models import Activity, LogCursor
from core.services import read_log
from tests import build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seen(monkeypatch):
    rows: list[int] = []
    monkeypatch.setattr(log, "READERS", {})
    monkeypatch.setattr("core.services.READERS", {"probe": lambda acts: rows.extend(act.pk for act in acts)})
    return rows


@pytest.fixture
def draft(tanaka):
    return build.draft_firm(tanaka, country="JP", legal_id="1626018159083", name="北陸", name_latin="Hokuriku")


def test_reader_sees_every_act_once(draft, seen, now, tanaka):
    read_log()
    record(draft, "edit", by=tanaka, now=now)
    read_log()
    read_log()
    assert seen == list(Activity.objects.order_by("pk").values_list("pk", flat=True))


def test_an_act_that_commits_late_is_not_skipped(draft, seen, now, tanaka):
    read_log()
    seen.clear()
    begun, finish = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            record(draft, "edit", by=tanaka, now=now, reason="slow, lower id")
            begun.set()
            finish.wait(5)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(5)
    record(draft, "edit", by=tanaka, now=now, reason="quick, higher id")
    read_log()
    assert seen == [], "nothing may be read past an act that can still commit"
    finish.set()
    thread.join(5)
    read_log()
    reasons = [Activity.objects.get(pk=pk).reason for pk in seen]
    assert sorted(reasons) == ["quick, higher id", "slow, lower id"]


def test_a_failing_reader_keeps_its_cursor(draft, monkeypatch):
    def broken(acts):
        raise RuntimeError("not today")

    monkeypatch.setattr("core.services.READERS", {"probe": broken})
    read_log()
    assert LogCursor.objects.filter(reader="probe", activity__gt=0).count() == 0


def test_a_silent_broker_is_waited_for_once(monkeypatch):
    from core import wake

    tries = []

    def refuse(*args, **kwargs):
        tries.append(args)
        raise OSError("nobody answers")

    monkeypatch.setattr(wake.current_app, "send_task", refuse)
    wake.nudge("core.read_log")
    wake.nudge("notifications.deliver")
    assert len(tries) == 1
    wake.Broker.silent_until = 0.0
    wake.nudge("notifications.deliver")
    assert len(tries) == 2
