"""Readers of the activity log: each act at least once, in commit order, none skipped,
one that fails keeps nothing back.
"""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction

from core import activity as log
from core import wake
from core.activity import record
from core.models import Activity, LogCursor, SweepFailure
from core.services import MOST_ASIDE, read_log
from tests import build
from tests.rivals import PATIENCE

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
            assert finish.wait(PATIENCE)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(PATIENCE)
    record(draft, "edit", by=tanaka, now=now, reason="quick, higher id")
    read_log()
    assert seen == [], "nothing may be read past an act that can still commit"
    finish.set()
    thread.join(PATIENCE)
    read_log()
    reasons = [Activity.objects.get(pk=pk).reason for pk in seen]
    assert sorted(reasons) == ["quick, higher id", "slow, lower id"]


@pytest.fixture
def reader(monkeypatch):
    """Refuses the acts whose ids are put into `cannot`; what it took stands in `taken`."""
    found = SimpleNamespace(taken=[], cannot=set())

    def read(acts):
        found.taken += [act.pk for act in acts]
        if found.cannot & {act.pk for act in acts}:
            raise RuntimeError("not today")

    monkeypatch.setattr("core.services.READERS", {"probe": read})
    return found


def acts_of(draft, count: int, *, by, now) -> list[int]:
    return [record(draft, "edit", by=by, now=now).pk for _number in range(count)]


def test_an_act_that_cannot_be_taken_keeps_nothing_back(draft, reader, tanaka, now):
    read_log()
    first, second, third = acts_of(draft, 3, by=tanaka, now=now)
    reader.cannot, reader.taken = {second}, []
    read_log()
    assert reader.taken[-3:] == [first, second, third]
    assert LogCursor.objects.get(reader="probe").activity == third
    assert SweepFailure.objects.get().row == f"probe:{second}"


def test_what_was_set_aside_is_taken_again_by_itself(draft, reader, tanaka, now):
    read_log()
    [act] = acts_of(draft, 1, by=tanaka, now=now)
    reader.cannot = {act}
    read_log()
    reader.cannot, reader.taken = set(), []
    read_log()
    assert reader.taken == [], "it is left alone for a minute"
    SweepFailure.objects.update(next_try_at=now - timedelta(days=365))
    read_log()
    assert reader.taken == [act]
    assert not SweepFailure.objects.exists()


def test_a_reader_that_takes_nothing_keeps_its_cursor(draft, reader, tanaka, now):
    read_log()
    before = LogCursor.objects.get(reader="probe").activity
    acts = acts_of(draft, 6, by=tanaka, now=now)
    reader.cannot = set(acts)
    read_log()
    assert LogCursor.objects.get(reader="probe").activity == acts[MOST_ASIDE - 1] > before
    assert SweepFailure.objects.filter(row="probe").exists()
    assert SweepFailure.objects.count() == MOST_ASIDE + 1


def test_a_worker_told_to_stop_sets_no_act_aside(draft, seen, monkeypatch, tanaka, now):
    """Reading act by act, after one that could not be taken."""
    read_log()
    acts_of(draft, 2, by=tanaka, now=now)

    def stop(acts):
        raise RuntimeError("not these together") if len(acts) > 1 else SoftTimeLimitExceeded

    monkeypatch.setattr("core.services.READERS", {"probe": stop})
    with pytest.raises(SoftTimeLimitExceeded):
        read_log()
    assert not SweepFailure.objects.filter(row__startswith="probe:").exists()


def test_a_silent_broker_is_waited_for_once(monkeypatch):
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
