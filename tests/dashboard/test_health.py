"""Alive is not ready; what stands still is said on every staff page and told to operators past the outbox."""

from datetime import timedelta

import pytest
from django.conf import settings as portal
from django.core import mail
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.backups import record_backup
from core.models import BackupRun, Heartbeat, Tick
from core.sweeps import beat_heart
from dashboard import health, watching
from dashboard.health import Check, State, checks
from dashboard.views import health as views
from dashboard.watching import Watcher
from minamin_portal import healthy
from notifications.models import Delivery, Hold
from notifications.services import say_to_address
from tests.conftest import NOW

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def working(db):
    """Everything went through a moment ago."""
    now = timezone.now()
    views.Last.at = -views.KEPT
    Tick.objects.create(name="often", at=now)
    for queue in portal.QUEUES:
        beat_heart(f"queue:{queue}", now=now)
    return now


def state_of(name: str, now=None) -> str:
    return next(check.state for check in checks(now or timezone.now()) if check.name == name)


def test_alive_is_said_without_a_question(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"


def test_all_is_well_when_work_is_done(working, client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["red"]) == (200, [])
    assert {check["name"] for check in answer.json()["checks"]} >= {"database", "beat", "queue:codes", "mail", "disk"}


def test_without_beat_and_workers_it_is_not_ready(db, client):
    views.Last.at = -views.KEPT
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert set(answer.json()["red"]) == {"beat", *(f"queue:{name}" for name in portal.QUEUES)}


@pytest.mark.parametrize("age, state", [(59, "ok"), (62, "red")])
def test_a_pulse_counts_for_a_minute(working, age, state):
    Heartbeat.objects.filter(name="queue:mail").update(at=working)
    assert state_of("queue:mail", working + age * SECOND) == state
    assert state_of("beat", working + age * SECOND) == state


@pytest.fixture
def waiting(db, hokuriku):
    Delivery.objects.all().delete()
    words = {"language": "en", "context": {"firm": hokuriku}}
    say_to_address("a@b.example", "companies/firm_verified", **words, now=NOW, key="1")
    return Delivery.objects.get()


@pytest.mark.parametrize("age, state", [(119, "ok"), (121, "red")])
def test_a_mail_may_wait_for_two_minutes(waiting, age, state):
    found = next(check for check in checks(NOW + age * SECOND) if check.name == "mail")
    assert (found.state, found.since, found.number) == (state, NOW, age)


def test_a_mail_whose_sender_died_counts_too(waiting):
    Delivery.objects.update(state="sending", lease_until=NOW)
    assert state_of("mail", NOW + 5 * MINUTE) == "red"


def test_mails_held_after_a_restore_are_said_to_be_held(waiting):
    Hold.objects.create(since=NOW, reached_at=NOW)
    assert state_of("mail", NOW + 5 * MINUTE) == "not watched"


def test_a_late_job_is_named(working):
    beat_heart("core.read_log", now=working - 60 * MINUTE)
    found = next(check for check in checks(working) if check.name == "jobs")
    assert (found.state, found.note) == ("red", "core.read_log")


def test_a_migration_that_is_missing_is_red(db, monkeypatch):
    assert state_of("migrations") == "ok"
    monkeypatch.setattr(health, "_written", lambda: frozenset({("core", "9999_tomorrow")}))
    assert state_of("migrations") == "red"


def test_a_clock_that_is_ten_minutes_off_is_noticed(db):
    assert state_of("clock") == "ok"
    assert state_of("clock", timezone.now() + 10 * MINUTE) == "red"
    assert state_of("clock", timezone.now() - 10 * MINUTE) == "red"


def test_a_full_disk_is_noticed(db, settings):
    assert state_of("disk") == "ok"
    settings.DISK_FREE_AT_LEAST = 10**9
    assert state_of("disk") == "red"


def test_a_backup_is_not_green_by_absence(db, settings):
    assert state_of("backup") == "not watched"
    settings.BACKUPS_WATCHED = True
    MigrationRecorder.Migration.objects.update(applied=timezone.now() - timedelta(hours=25))
    assert state_of("backup") == "not watched", "the first one is not due yet"
    MigrationRecorder.Migration.objects.update(applied=timezone.now() - timedelta(hours=27))
    assert state_of("backup") == "red"


@pytest.mark.parametrize("hours, state", [(25, "ok"), (27, "red")])
def test_from_the_first_backup_on_its_age_counts(db, hours, state):
    at = timezone.now() - timedelta(hours=hours)
    record_backup(BackupRun.BACKUP, began_at=at, now=at)
    assert state_of("backup") == state
    MigrationRecorder.Migration.objects.update(applied=at)
    assert state_of("drill") == ("not watched" if hours < 26 else "red")


def test_what_cannot_be_asked_is_unknown_and_counts_as_red(db, monkeypatch):
    def broken(_now):
        raise health.DatabaseError

    monkeypatch.setattr(health, "_jobs", broken)
    found = next(check for check in checks(timezone.now()) if check.name == "jobs")
    assert (found.state, found.is_red) == ("unknown", True)


def test_no_address_and_no_name_is_told(working, waiting, client):
    text = client.get("/readyz").content.decode()
    assert "b.example" not in text
    assert "北陸" not in text


# Banners


@pytest.mark.parametrize("age, shown", [(60, False), (95, True)])
def test_staff_see_on_every_page_that_mails_wait(waiting, sato, as_, age, shown):
    Delivery.objects.update(due_at=timezone.now() - age * SECOND)
    assert ("Mails are not being sent" in as_(sato).get("/inbox/").content.decode()) is shown


@pytest.mark.parametrize("age, shown", [(60, False), (95, True)])
def test_staff_see_on_every_page_that_jobs_stand_still(db, sato, as_, age, shown):
    Delivery.objects.all().delete()
    beat_heart("queue:rest", now=timezone.now() - age * SECOND)
    assert ("regular jobs stand still" in as_(sato).get("/inbox/").content.decode()) is shown


def test_nobody_else_is_troubled_with_it(waiting, tanaka, as_):
    Delivery.objects.update(due_at=timezone.now() - 95 * SECOND)
    assert "Mails are not being sent" not in as_(tanaka).get("/inbox/").content.decode()


# Mails to operators


class Portal:
    """What the watcher sees."""

    def __init__(self):
        self.red: set[str] = set()

    def __call__(self, now):
        return [
            Check(name, State.RED if name in self.red else State.OK, now if name in self.red else None)
            for name in ("mail", "queue:codes", "web")
        ]


@pytest.fixture
def seen() -> Portal:
    return Portal()


@pytest.fixture
def watcher(tmp_path, settings, seen) -> Watcher:
    settings.OPERATOR_MAILS = ["operator@minamin.example"]
    return Watcher(tmp_path / "told.json", seen)


def told(watcher: Watcher, *minutes: float) -> list[str]:
    """Subjects of what was sent by looks at these minutes."""
    before = len(mail.outbox)
    for minute in minutes:
        watcher.look(NOW + minute * MINUTE)
    return [one.subject for one in mail.outbox[before:]]


FAULT, OVER = "Something in the portal stands still", "What stood still in the portal works again"


def test_a_fault_is_told_once_an_hour_and_once_when_it_is_over(watcher, seen):
    seen.red = {"mail"}
    assert told(watcher, 0, 0.5) == []
    assert told(watcher, 1, 2, 30, 60) == [FAULT]
    assert told(watcher, 62, 63) == [FAULT]
    seen.red = set()
    assert told(watcher, 64, 65) == [OVER]


def test_it_says_what_stands_and_since_when(watcher, seen):
    seen.red = {"queue:codes"}
    told(watcher, 0, 1)
    assert mail.outbox[-1].to == ["operator@minamin.example"]
    assert "A worker does nothing [queue:codes]. Since: 2026-11-24 06:31 UTC." in mail.outbox[-1].body


def test_what_lasts_for_a_moment_troubles_nobody(watcher, seen):
    seen.red = {"mail"}
    watcher.look(NOW)
    seen.red = set()
    assert told(watcher, 0.4, 1, 2) == []


def test_another_fault_is_told_at_once(watcher, seen):
    seen.red = {"mail"}
    told(watcher, 0, 1)
    seen.red = {"mail", "web"}
    assert told(watcher, 2, 3) == [FAULT]


def test_a_watcher_that_comes_back_does_not_tell_again(watcher, seen, tmp_path):
    seen.red = {"mail"}
    told(watcher, 0, 1)
    assert told(Watcher(tmp_path / "told.json", seen), 2, 3) == []


def test_what_could_not_be_sent_is_tried_again(watcher, seen, monkeypatch):
    seen.red = {"mail"}
    monkeypatch.setattr(watching, "send", lambda _letter: False)
    assert told(watcher, 0, 1) == []
    monkeypatch.undo()
    assert told(watcher, 2) == [FAULT]


def test_operators_may_have_a_mail_server_of_their_own(settings):
    settings.ALERT_EMAIL = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "other.example",
        "EMAIL_PORT": 465, "EMAIL_USE_SSL": True,
    }
    assert (watching._line_out().host, watching._line_out().use_ssl) == ("other.example", True)


def test_every_check_has_words(db):
    assert {check.name.partition(":")[0] for check in checks(NOW)} | {"web"} == set(watching.WORDS)


# Health checks of containers


@pytest.mark.parametrize(
    "asked, states, found",
    [
        (["queue:codes"], {"queue:codes": "ok", "mail": "red"}, []),
        (["queue:codes"], {"queue:codes": "red"}, ["queue:codes: red"]),
        (["beat"], {}, ["beat: unknown"]),
    ],
)
def test_a_container_looks_at_its_own_checks(monkeypatch, asked, states, found):
    rows = ",".join(f'{{"name": "{name}", "state": "{state}"}}' for name, state in states.items())
    monkeypatch.setattr(healthy, "ask", lambda _base, _path: (503, f'{{"checks": [{rows}]}}'.encode()))
    assert healthy.problems("http://web:8000", asked) == found


def test_the_command_begins(monkeypatch, settings, tmp_path, db):
    settings.PORTAL_DATA = tmp_path

    def stop(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", stop)
    monkeypatch.setattr("dashboard.management.commands.watch.answer_pages", lambda: None)
    monkeypatch.setattr("dashboard.watching.connection.close", lambda: None)
    with pytest.raises(KeyboardInterrupt):
        call_command("watch")
    assert (tmp_path / "watched").exists()
