"""The keeper: when a night's backup is due, and that a failed one leaves a row that is not good."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from core.backups import last_good, record_backup
from core.models import BackupRun
from minamin_portal.recovery.errors import RecoveryFailed
from minamin_portal.recovery.keeper import Keeper
from minamin_portal.recovery.shelf import Shelf
from tests.recovery.test_shelf import put

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)


@pytest.fixture
def keeper(tmp_path, monkeypatch):
    monkeypatch.setattr("minamin_portal.recovery.keeper.close_old_connections", lambda: None)
    shelf = Shelf(tmp_path)
    shelf.make()
    keeper = Keeper("postgresql://nobody@127.0.0.1:1/none", shelf, say=lambda _text: None)
    keeper.fetching = SimpleNamespace(cluster="7-1")
    return keeper


def good(at: datetime) -> None:
    record_backup(BackupRun.BACKUP, began_at=at, now=at)


def test_the_first_one_is_due_at_once(keeper):
    assert keeper._is_due(NIGHT - timedelta(hours=5))


@pytest.mark.parametrize("last, now, due", [
    (NIGHT, NIGHT + timedelta(hours=23), False),
    (NIGHT, NIGHT + timedelta(hours=24), True),
    (NIGHT - timedelta(hours=3), NIGHT, True),
    (NIGHT - timedelta(hours=3), NIGHT - timedelta(minutes=1), False),
])
def test_one_a_night(keeper, last, now, due):
    put(keeper.shelf, 0)
    good(last)
    assert keeper._is_due(now) is due


def test_after_a_restore_the_first_one_is_due_at_once(keeper):
    put(keeper.shelf, 0, cluster="7-1")
    good(NIGHT)
    keeper.fetching.cluster = "7-2"
    assert keeper._is_due(NIGHT + timedelta(hours=1))


def test_what_failed_leaves_a_row_and_is_not_good(keeper, monkeypatch):
    def fail():
        raise RecoveryFailed("the disk is full")

    monkeypatch.setattr(keeper, "_take", fail)
    monkeypatch.setattr(keeper, "_drill", lambda: pytest.fail("there is nothing to bring back"))
    keeper.every_night()
    assert last_good() == (None, None, None)
    assert BackupRun.objects.get().problem == "RecoveryFailed"


def test_a_night_leaves_a_backup_and_a_drill(keeper, monkeypatch):
    monkeypatch.setattr(keeper, "_take", lambda: {"bytes": 1})
    monkeypatch.setattr(keeper, "_drill", lambda: {"lost_seconds": 1.0})
    keeper.every_night()
    assert None not in (last_good().backup, last_good().drill)
