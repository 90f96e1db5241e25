"""Django's migrate, which waits for a lock for some seconds only, lets the portal work, and tries again.

Whoever waits for a strong lock stops everybody who comes after: a long query of one person would hold up all pages.
"""
import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from psycopg2.errors import LockNotAvailable

from core.database.waiting import patience

PAUSE = 2.0  # seconds in which others get their turn
# Whose transaction has been open for as long as we waited; their words may be personal, so no query is shown.
OTHERS = """
    SELECT pid, application_name, state, extract(epoch FROM clock_timestamp() - xact_start)::int
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND xact_start < clock_timestamp() - %s * interval '1 s'
    ORDER BY xact_start
"""


class Command(migrate.Command):
    at = ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.database = connections[options.get("database") or DEFAULT_DB_ALIAS]
        for left in reversed(range(settings.MIGRATION_TRIES)):
            try:
                super().handle(*args, **options)
                return
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                self._refused(left)
            finally:
                self._wait_for_locks(patience()["lock"])

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """One that is not atomic (an index built beside the work, rows in steps) holds nobody up while it waits."""
        if action in ("apply_start", "unapply_start"):
            self.at = str(migration)
            self._wait_for_locks(settings.MIGRATION_LOCK_TIMEOUT if migration.atomic else 0)
        super().migration_progress_callback(action, migration, fake)

    def _wait_for_locks(self, seconds: float) -> None:
        if self.database.needs_rollback:  # of whoever called us
            return
        with self.database.cursor() as sql:
            sql.execute("SELECT set_config('lock_timeout', %s, false)", [f"{seconds * 1000:.0f}ms"])

    def _refused(self, left: int) -> None:
        said = f"{self.at} did not get its lock within {settings.MIGRATION_LOCK_TIMEOUT:g} s. {self._who_holds_it()}"
        if not left:
            raise CommandError(f"{said} Nothing of it was applied. End that work, then run migrate again.")
        self.stderr.write(f"{said} Tried again in {PAUSE:g} s, {left} times more.")
        time.sleep(PAUSE)

    def _who_holds_it(self) -> str:
        with self.database.cursor() as sql:
            sql.execute(OTHERS, [settings.MIGRATION_LOCK_TIMEOUT])
            rows = sql.fetchall()
        named = [f"process {pid} ({name or 'unnamed'}, {state}, for {age} s)" for pid, name, state, age in rows]
        return f"Open that long: {', '.join(named)}." if named else "Nobody we may see has been at work that long."
