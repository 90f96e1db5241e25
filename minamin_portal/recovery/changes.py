"""The log of changes (WAL), fetched while PostgreSQL writes it; with a base copy it leads to any second since."""

import contextlib
import fcntl
import gzip
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from minamin_portal.embedded import processes

from .errors import RecoveryFailed
from .shelf import SEGMENT, Shelf
from .tools import MEMORY, asked, connected, receiver

WITHIN = 120.0  # seconds for what is behind
CLUSTER = """
SELECT system_identifier || '-' || left(pg_walfile_name(pg_current_wal_lsn()), 8) FROM pg_control_system()
"""
KEEP = """
SELECT pg_create_physical_replication_slot(%s, true) WHERE NOT EXISTS (
    SELECT FROM pg_replication_slots WHERE slot_name = %s
)
"""
LOST = "SELECT coalesce(bool_or(wal_status = 'lost'), false) FROM pg_replication_slots WHERE slot_name = %s"
FETCHED = "SELECT coalesce(bool_or(restart_lsn >= %s::pg_lsn), false) FROM pg_replication_slots WHERE slot_name = %s"


def cluster_of(cursor) -> str:
    """Whose changes they are; another one after each restore."""
    return asked(cursor, CLUSTER)


def remember_from_now_on(cursor) -> None:
    """PostgreSQL keeps what has not been fetched. What it had to let go of is lost: then it begins anew."""
    if asked(cursor, LOST, MEMORY):
        cursor.execute("SELECT pg_drop_replication_slot(%s)", [MEMORY])
    cursor.execute(KEEP, [MEMORY, MEMORY])


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else fetches into this folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class Fetching:
    """pg_receivewal at work, until `stop`."""

    def __init__(self, url: str, shelf: Shelf):
        with connected(url) as cursor:
            self.cluster = cluster_of(cursor)
            remember_from_now_on(cursor)
        self.folder = shelf.changes_of(self.cluster)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = (self.folder / "lock").open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise RecoveryFailed(f"somebody else fetches into {self.folder}") from None
        self.process = receiver(url, self.folder, log=shelf.root / "changes.log")

    @property
    def works(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        processes.stop(self.process)
        self._lock.close()


def fetch_until(url: str, shelf: Shelf, place: str, *, within: float = WITHIN) -> None:
    """All changes up to `place` stand in the folder; by whoever fetches, or by ourselves. Raises RecoveryFailed."""
    with connected(url) as cursor:
        folder = shelf.changes_of(cluster_of(cursor))
        remember_from_now_on(cursor)
        with alone(folder) as mine:
            if mine:
                once = receiver(url, folder, "--no-loop", "--endpos", place, log=shelf.root / "changes.log")
                _await_end(once, within)
                return
        deadline = time.monotonic() + within
        while not asked(cursor, FETCHED, place, MEMORY):
            if time.monotonic() > deadline:
                raise RecoveryFailed(f"changes were not fetched within {within:.0f} s: see changes.log in {shelf.root}")
            time.sleep(0.1)


def _await_end(process: subprocess.Popen, within: float) -> None:
    try:
        code = process.wait(within)
    except subprocess.TimeoutExpired:
        processes.stop(process)
        code = None
    if code != 0:
        raise RecoveryFailed(f"pg_receivewal ended with {code}; its words are in changes.log")


def press(folder: Path) -> int:
    """Whole segments need a tenth of the space; the newest stays as it is, pg_receivewal goes on from it."""
    whole = sorted(path for path in folder.glob("*") if SEGMENT.match(path.name))[:-1]
    for path in whole:
        draft = path.with_name(f"{path.name}.gz.new")
        with path.open("rb") as wide, gzip.open(draft, "wb", compresslevel=1) as narrow:
            shutil.copyfileobj(wide, narrow, 1 << 20)
        draft.rename(path.with_name(f"{path.name}.gz"))
        path.unlink()
    return len(whole)


def lay_out(source: Path, target: Path) -> None:
    """One segment as PostgreSQL reads it."""
    if source.suffix == ".gz":
        with gzip.open(source, "rb") as narrow, target.open("wb") as wide:
            shutil.copyfileobj(narrow, wide, 1 << 20)
    else:
        shutil.copyfile(source, target)
    os.utime(target)
