"""The process beside the portal that keeps changes, takes a backup every night and brings it back for a try."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import close_old_connections

from core.backups import changes_are_kept, last_good, record_backup
from core.chain import keep_head
from core.models import BackupRun

from .aftermath import write_down_forgotten
from .changes import FETCHED, Fetching, press
from .drill import drill
from .errors import RecoveryFailed
from .shelf import Shelf
from .taking import take
from .tools import MEMORY, asked, connected

LOOK = 20.0  # seconds between two looks
PAUSE = timedelta(minutes=30)  # after a failure
FIRST = timedelta(minutes=1)  # a portal that has just started has other things to do


class Keeper:
    def __init__(self, url: str, shelf: Shelf, say: Callable[[str], None] = print):
        self.url, self.shelf, self.say = url, shelf, say
        self.fetching: Fetching | None = None
        self.not_before = datetime.now(UTC) + FIRST

    def run(self) -> None:
        self.shelf.make()
        while True:
            try:
                self.look(datetime.now(UTC))
            except Exception as error:  # noqa: BLE001 - whatever stands in the way today: the next look tries again
                self.say(f"{type(error).__name__}: {error}")
            time.sleep(LOOK)

    def look(self, now: datetime) -> None:
        close_old_connections()
        self._fetch()
        write_down_forgotten(self.shelf)
        if self._nothing_is_behind():
            changes_are_kept(now=now)
            (self.shelf.root / "kept").touch()  # for whoever looks from outside
        if now >= self.not_before and self._is_due(now):
            self.not_before = now + PAUSE
            self.every_night()

    def stop(self) -> None:
        if self.fetching:
            self.fetching.stop()

    def every_night(self) -> None:
        """A backup, old ones away, and a drill; each leaves a row, whether it went well or not."""
        keep_head(self.shelf.heads, now=datetime.now(UTC))
        if self._written(BackupRun.BACKUP, self._take):
            self._written(BackupRun.DRILL, self._drill)

    def _fetch(self) -> None:
        if self.fetching and not self.fetching.works:
            self.fetching.stop()
            self.fetching = None
        if not self.fetching:
            self.fetching = Fetching(self.url, self.shelf)
            self.say(f"fetching changes into {self.fetching.folder}")
        press(self.fetching.folder)

    def _nothing_is_behind(self) -> bool:
        """Whatever was committed before this look is outside too."""
        with connected(self.url) as cursor:
            place = asked(cursor, "SELECT pg_current_wal_flush_lsn()::text")
            deadline = time.monotonic() + LOOK
            while not asked(cursor, FETCHED, place, MEMORY):
                if time.monotonic() > deadline:
                    return False
                time.sleep(0.5)
        return True

    def _is_due(self, now: datetime) -> bool:
        """At the hour of the night, and when the last one is from the day before yesterday or never was."""
        good, newest = last_good(), self.shelf.names()
        if not good.backup or not newest or not self._follows_on():
            return True
        tonight = now.replace(hour=settings.BACKUP_HOUR, minute=30, second=0, microsecond=0)
        due = tonight if tonight <= now else tonight - timedelta(days=1)
        return good.backup < due

    def _follows_on(self) -> bool:
        """Whether the newest backup belongs to this cluster; not so after a restore."""
        return self.shelf.account(self.shelf.names()[-1]).cluster == self.fetching.cluster

    def _take(self) -> dict:
        account = take(self.url, self.shelf)
        gone = self.shelf.let_old_ones_go(keep=timedelta(days=settings.BACKUP_KEEP_DAYS), now=datetime.now(UTC))
        self.say(f"backup {account.name}, {account.bytes / 1e6:.0f} MB; {len(gone)} old ones removed")
        return {"bytes": account.bytes, "exact": account.exact, "tables": len(account.tables)}

    def _drill(self) -> dict:
        drilled = drill(self.shelf, at=datetime.now(UTC), say=lambda _text: None)
        self.say(f"drill: {drilled}")
        return {"lost_seconds": round(drilled.lost, 1), "took_seconds": round(drilled.took, 1), "rows": drilled.rows}

    def _written(self, kind: str, act: Callable[[], dict]) -> bool:
        began, facts, problem = datetime.now(UTC), {}, ""
        try:
            facts = act()
        except (RecoveryFailed, OSError) as error:
            problem = type(error).__name__
            self.say(f"{kind} FAILED: {error}")
        close_old_connections()
        record_backup(kind, began_at=began, now=datetime.now(UTC), problem=problem, facts=facts)
        return not problem
