"""What stands in the folder of backups, what is missing, and what may go."""

from datetime import UTC, datetime, timedelta

import pytest

from minamin_portal.recovery.errors import Damaged
from minamin_portal.recovery.shelf import NAME, Account, Shelf, gaps

NIGHT = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.make()
    return shelf


def put(shelf: Shelf, days_ago: int, first: str = "000000010000000000000002", cluster: str = "7-1") -> str:
    at = NIGHT - timedelta(days=days_ago)
    name = at.strftime(NAME)
    folder = shelf.base / name
    folder.mkdir()
    shelf.write(
        Account(
            name=name, began_at=at, ended_at=at, postgresql="18.6", database="portal", superuser="postgres",
            cluster=cluster, first_segment=first, point=name, point_at=at + timedelta(minutes=1), exact=True,
        ),  # fmt: skip
        folder,
    )
    return name


@pytest.mark.parametrize("names, missing", [
    (["000000010000000000000002", "000000010000000000000003"], []),
    (["000000010000000000000003"], ["000000010000000000000002"]),
    (["000000010000000000000002", "000000010000000000000004"], ["000000010000000000000003"]),
    (["0000000100000000000000FE", "000000010000000100000000"], ["0000000100000000000000FF"]),
    ([], ["000000010000000000000002"]),
])
def test_missing_parts_are_named(names, missing):
    first = names[0] if names and names[0].endswith("FE") else "000000010000000000000002"
    assert gaps(first, names) == missing


def test_an_account_reads_as_it_was_written(shelf):
    name = put(shelf, 0)
    assert shelf.account(name).point_at == NIGHT + timedelta(minutes=1)


def test_half_a_backup_is_none(shelf):
    (shelf.base / "2026-11-30T183000Z.unfinished").mkdir()
    (shelf.base / "2026-11-30T183000Z.unfinished" / "account.json").write_text("{}")
    (shelf.base / "2026-11-29T183000Z").mkdir()
    assert shelf.names() == []


def test_an_account_that_cannot_be_read_is_damaged(shelf):
    name = put(shelf, 0)
    (shelf.base / name / "account.json").write_text("{")
    with pytest.raises(Damaged):
        shelf.account(name)


def test_the_newest_backup_from_which_a_moment_can_be_reached(shelf):
    old, new = put(shelf, 1), put(shelf, 0)
    assert shelf.newest_before(None).name == new
    assert shelf.newest_before(NIGHT).name == old, "the newer one was not complete then"
    assert shelf.newest_before(NIGHT - timedelta(days=3)) is None


def test_old_ones_go_with_the_changes_that_nobody_needs_any_more(shelf):
    put(shelf, 20)
    kept = put(shelf, 10, first="000000010000000000000005")
    newest = put(shelf, 0, first="000000010000000000000007")
    changes = shelf.changes_of("7-1")
    changes.mkdir()
    for number in (2, 4, 5, 6):
        (changes / f"00000001000000000000000{number}.gz").touch()
    gone = shelf.let_old_ones_go(keep=timedelta(days=14), now=NIGHT)
    assert len(gone) == 1
    assert shelf.names() == [kept, newest]
    assert list(shelf.segments("7-1")) == ["000000010000000000000005", "000000010000000000000006"]


def test_the_newest_one_stays_however_old_it_is(shelf):
    name = put(shelf, 100)
    assert shelf.let_old_ones_go(keep=timedelta(days=14), now=NIGHT) == []
    assert shelf.names() == [name]
