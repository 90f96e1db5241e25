"""What the portal knows about its backups: last good one, last drill, and up to when changes are kept."""
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core.backups import changes_are_kept, last_good, record_backup
from core.models import BackupRun
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_nothing_is_good_before_anything_was_done():
    assert last_good() == (None, None, None)


def test_the_newest_good_ones_count_and_a_failed_one_does_not():
    record_backup(BackupRun.BACKUP, began_at=NOW - 3 * HOUR, now=NOW - 2 * HOUR)
    record_backup(BackupRun.BACKUP, began_at=NOW - 4 * HOUR, now=NOW - 3 * HOUR)
    record_backup(BackupRun.BACKUP, began_at=NOW - HOUR, now=NOW, problem="VerifyFailed")
    record_backup(BackupRun.DRILL, began_at=NOW - 2 * HOUR, now=NOW - HOUR)
    changes_are_kept(now=NOW)
    assert last_good() == (NOW - 2 * HOUR, NOW - HOUR, NOW)


@pytest.mark.parametrize("rule, wrong", [
    ("backup_run_kind_is_known", {"kind": "copy"}),
    ("backup_run_ends_after_it_began", {"ended_at": NOW - HOUR}),
])
def test_the_database_refuses(rule, wrong):
    row = {"kind": "drill", "began_at": NOW, "ended_at": NOW} | wrong
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        BackupRun.objects.create(**row)
