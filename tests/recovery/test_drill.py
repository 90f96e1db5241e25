"""A portal's database is killed in the midst of writing and comes back: all of it, or up to a chosen second.

The controls: a damaged copy, an altered account and a missing part of the changes are refused, and said.
"""
import os
import shutil
import signal
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg2
import pytest

from core.database.roles import BACKUP, FOR_BACKUPS
from minamin_portal.embedded import postgres, servers
from minamin_portal.recovery import __main__ as prompt
from minamin_portal.recovery.changes import Fetching, fetch_until, press
from minamin_portal.recovery.checking import check
from minamin_portal.recovery.drill import MOST_LOST, MOST_TIME, drill
from minamin_portal.recovery.errors import Damaged, RecoveryFailed
from minamin_portal.recovery.restoring import restore
from minamin_portal.recovery.shelf import Shelf
from minamin_portal.recovery.taking import take
from tests import migrated

MARK = "INSERT INTO core_heartbeat VALUES (%s, clock_timestamp()) RETURNING at"


class Lost(NamedTuple):
    """What is left of a portal: its backups. `between`: a moment after the mark "early", before the mark "late"."""

    shelf: Shelf
    name: str
    at: object
    between: object


@pytest.fixture(scope="module")
def ground():
    folder = Path(tempfile.mkdtemp(prefix="portal-drill-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def lost(ground) -> Lost:
    home = ground / "home"
    home.mkdir(mode=0o711)
    migrated.lay_out(home)
    server = postgres.start(home, home / "log", durable=False)
    shelf = Shelf(home / "backups")
    shelf.make()
    url = _as_who_backs_up(server.url)
    fetching = Fetching(url, shelf)
    try:
        name = take(url, shelf, durable=False).name
        between, at = _write_on(server.url, shelf)
        os.killpg(server.process.pid, signal.SIGKILL)  # what was sent before it may still arrive
    finally:
        server.process.wait()
        fetching.stop()
        shutil.rmtree(server.sockets, ignore_errors=True)
    press(fetching.folder)
    return Lost(shelf, name, at, between)


def _as_who_backs_up(url: str) -> str:
    """Not as a superuser: with the rights of docker-compose.yml."""
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {BACKUP} LOGIN REPLICATION")
        cursor.execute(FOR_BACKUPS)
    connection.close()
    return url.replace("postgres@", f"{BACKUP}@")


def _write_on(url: str, shelf: Shelf):
    """Two marks with a segment's end between them, both fetched; and one more just before the end."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(MARK, ["early"])
        between = cursor.fetchone()[0] + timedelta(milliseconds=100)
        cursor.execute("SELECT pg_switch_wal()")
        time.sleep(0.3)
        cursor.execute(MARK, ["late"])
        cursor.execute("SELECT pg_current_wal_flush_lsn()::text")
        fetch_until(url, shelf, cursor.fetchone()[0])
        cursor.execute(MARK, ["last"])
        at = cursor.fetchone()[0]
    connection.close()
    return between, at


@pytest.fixture
def copy_of(lost, tmp_path):
    """A shelf of one's own; the files are the same ones until they are written anew (`write_anew`)."""
    shutil.copytree(lost.shelf.root, tmp_path / "backups", copy_function=os.link)
    return Shelf(tmp_path / "backups")


@pytest.fixture
def fresh(ground):
    """An empty place for a cluster."""
    folder = Path(tempfile.mkdtemp(dir=ground))
    folder.chmod(0o711)
    return folder


def write_anew(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def marks(home: Path) -> set[str]:
    server = postgres.start(home, home / "log", durable=False)
    connection = psycopg2.connect(server.url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM core_heartbeat")
            return {name for (name,) in cursor.fetchall()}
    finally:
        connection.close()
        server.stop()


def test_the_drill_brings_everything_back_within_its_bars(lost):
    drilled = drill(lost.shelf, at=lost.at, durable=False, say=lambda _text: None)
    print(f"\n{drilled}")  # noqa: T201 - the figures
    assert drilled.wrong == []
    assert drilled.lost < MOST_LOST
    assert drilled.took < MOST_TIME


def test_the_prompt_restores_all_that_was_written_and_leaves_no_sender_on(lost, fresh, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_DATA", str(fresh))
    assert prompt.main(["--folder", str(lost.shelf.root), "restore"]) == 0
    told = capsys.readouterr().out
    assert "rows and contents equal" in told
    assert "mails are held" in told
    assert {"early", "late"} <= marks(fresh)

    assert prompt.main(["--folder", str(lost.shelf.root), "restore"]) == 1
    assert "is not empty: a restore never goes over what is there" in capsys.readouterr().err


def test_a_chosen_second(lost, fresh):
    place = postgres.place_for(fresh)
    restore(lost.shelf, place, until=lost.between, durable=False, log=fresh / "log", say=lambda _text: None)
    found = marks(fresh)
    assert "early" in found
    assert "late" not in found


def test_a_moment_before_the_first_backup_is_refused(lost, fresh):
    early = lost.at - timedelta(days=1)
    with pytest.raises(RecoveryFailed, match="reaches back"):
        restore(lost.shelf, postgres.place_for(fresh), until=early, log=fresh / "log")


def test_a_running_portal_is_refused(lost, fresh, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_DATA", str(fresh))
    with servers.alone(fresh):
        assert prompt.main(["--folder", str(lost.shelf.root), "restore"]) == 1
    assert "a restore over a running portal is refused" in capsys.readouterr().err


def test_a_whole_backup_is_good(lost, capsys):
    assert prompt.main(["--folder", str(lost.shelf.root), "verify"]) == 0
    assert "is whole" in capsys.readouterr().out


def test_no_backup_is_no_good_one(tmp_path):
    assert prompt.main(["--folder", str(tmp_path), "verify"]) == 2


def test_a_damaged_file_is_found_and_never_restored(lost, copy_of, fresh):
    victim = max((copy_of.copy_of(lost.name) / "base").rglob("*"), key=lambda path: path.stat().st_size)
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    write_anew(victim, data)
    with pytest.raises(Damaged, match="checksum mismatch"):
        check(copy_of, lost.name)
    with pytest.raises(Damaged):
        restore(copy_of, postgres.place_for(fresh), log=fresh / "log", say=lambda _text: None)
    assert not postgres.place_for(fresh).exists()


def test_an_account_that_was_altered_is_refused(lost, copy_of):
    path = copy_of.base / lost.name / "account.json"
    write_anew(path, path.read_bytes().replace(b'"core_activity": [\n', b'"core_activity": [\n 1,', 1))
    with pytest.raises(Damaged, match="was changed after it was written"):
        check(copy_of, lost.name)


def test_missing_changes_and_rows_are_said(lost, copy_of, fresh):
    """The control of the comparison: an account that promises more. And what is missing can be left out."""
    account = copy_of.account(lost.name)
    account.tables["core_heartbeat"][0] += 1
    account.tables["accounts_user"][1] = "17"
    account.log_head.extend([1, "0" * 64])
    (copy_of.base / lost.name / "account.json").unlink()
    copy_of.write(account, copy_of.base / lost.name)
    segments = copy_of.segments(account.cluster)
    missing = sorted(name for name in segments if name > account.first_segment)[1]
    segments[missing].unlink()
    (copy_of.changes_of(account.cluster) / _next(missing)).write_bytes(b"\0" * 16 * 1024 * 1024)
    with pytest.raises(Damaged, match=f"changes are missing.*{missing}"):
        check(copy_of, lost.name)
    with pytest.raises(Damaged, match=missing):
        restore(copy_of, postgres.place_for(fresh), log=fresh / "log", say=lambda _text: None)

    place = postgres.place_for(fresh)
    done = restore(copy_of, place, accept_gap=True, durable=False, log=fresh / "log", say=lambda _text: None)
    assert [line.partition(":")[0] for line in done.wrong] == [
        "accounts_user", "core_heartbeat", "the activity log"
    ]
    assert "late" not in marks(fresh)


def _next(segment: str) -> str:
    return f"{segment[:16]}{int(segment[16:], 16) + 1:08X}"
