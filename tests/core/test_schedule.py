"""Ticks of the schedule are claimed in the database: a second beat, also one with a wrong clock, does no harm."""

from datetime import timedelta

import pytest
from celery.beat import PersistentScheduler
from celery.schedules import crontab, schedule
from django.conf import settings
from django.utils import timezone

from core.models import Heartbeat, Tick
from core.schedule import ClaimedScheduler, claim
from core.tasks import pulse
from minamin_portal.celery import app
from minamin_portal.settings.queues import QUEUES
from tests.conftest import NOW
from tests.rivals import Rivals

OFTEN = schedule(20.0)
HOURLY = crontab(minute=10)
MINUTES = timedelta(minutes=1)


@pytest.mark.django_db
def test_one_tick_of_an_interval_is_claimed_once_and_the_next_again():
    assert [claim("often", OFTEN, NOW), claim("often", OFTEN, NOW + 10 * MINUTES)] == [True, False]
    Tick.objects.update(at=timezone.now() - timedelta(seconds=16))
    assert claim("often", OFTEN, NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("off", [-10, 10])
def test_a_minute_is_claimed_once_by_clocks_that_differ(off):
    due = NOW.replace(minute=10)
    assert claim("hourly", HOURLY, due + MINUTES)
    assert not claim("hourly", HOURLY, due + off * MINUTES)
    assert claim("hourly", HOURLY, due + 60 * MINUTES)


@pytest.mark.django_db(transaction=True)
def test_of_two_beats_at_once_one_sends():
    rivals = Rivals()
    for name in ("first", "second", "third"):
        rivals.start(name, lambda: claim("often", OFTEN, NOW))
    assert sorted(rivals.join().values()) == [False, False, True]


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """What two schedulers that run beside each other send."""
    sent: list[str] = []
    monkeypatch.setattr(PersistentScheduler, "apply_async", lambda _self, entry, **_how: sent.append(entry.name))
    monkeypatch.setattr("core.schedule.close_old_connections", lambda: None)
    return sent


def both_tick(folder) -> list[str]:
    """Returns the names of the schedule."""
    for name in ("one", "two"):
        beat = ClaimedScheduler(app, schedule_filename=str(folder / name), lazy=False)
        names = sorted(beat.schedule)
        for entry in list(beat.schedule.values()):
            beat.apply_async(entry, advance=False)
        beat.close()
    return names


@pytest.mark.django_db
def test_two_schedulers_send_each_task_once(tmp_path, sent):
    names = both_tick(tmp_path)
    assert sorted(sent) == names
    assert set(settings.PULSES) < set(names)


@pytest.mark.django_db
def test_two_schedulers_without_claims_send_each_task_twice(tmp_path, sent, monkeypatch):
    """Negative control."""
    monkeypatch.setattr("core.schedule.claim", lambda *_tick: True)
    both_tick(tmp_path)
    assert len(sent) == 2 * len(set(sent))


@pytest.mark.django_db
@pytest.mark.parametrize("name", QUEUES)
def test_every_queue_has_a_pulse(name):
    pulse(name)
    assert Heartbeat.objects.filter(name=f"queue:{name}").exists()
    assert any(entry["options"]["queue"] == name for entry in settings.PULSES.values())


@pytest.mark.parametrize(
    "task, queue",
    [
        ("notifications.deliver_codes", "codes"), ("notifications.deliver", "mail"),
        ("notifications.send_digests", "mail"), ("matching.work_on_runs", "matching"),
        ("meetings.work_on_runs", "timetables"), ("companies.work_on_imports", "rest"), ("core.read_log", "rest"),
    ],
)
def test_what_takes_long_has_a_queue_of_its_own(task, queue):
    assert app.amqp.router.route({}, task)["queue"].name == queue
