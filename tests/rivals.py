"""Two at once: real threads, real connections; the database itself says when one waits for the other's lock."""
import threading
from collections.abc import Callable

from django.db import IntegrityError, connection

from core.errors import Refusal

PATIENCE = 10
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


class Rivals:
    """`wait_behind` starts an act and returns when it waits for a lock; `join` gives each act's result or refusal."""

    def __init__(self):
        self.threads: list[threading.Thread] = []
        self.outcomes: dict[str, object] = {}

    def start(self, name: str, act: Callable) -> None:
        def run() -> None:
            try:
                self.outcomes[name] = act()
            except (Refusal, IntegrityError) as refusal:
                self.outcomes[name] = refusal
            finally:
                connection.close()

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def wait_behind(self, name: str, act: Callable) -> None:
        self.start(name, act)
        for _try in range(PATIENCE * 100):
            with connection.cursor() as sql:
                sql.execute("SELECT pg_stat_clear_snapshot()")  # inside a transaction the view would be read only once
                sql.execute(WAITING)
                if sql.fetchone()[0]:
                    return
            threading.Event().wait(0.01)
        raise AssertionError(f"{name} does not wait")

    def join(self) -> dict[str, object]:
        for thread in self.threads:
            thread.join(PATIENCE)
        return self.outcomes
