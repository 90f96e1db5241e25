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


def crowd(acts: list[Callable], at_once: int = 40) -> list[object]:
    """Each act in a thread with a connection of its own; `at_once` of them stand at a barrier and start together.

    The server allows 100 connections, so a larger crowd comes in waves. Gives results and exceptions in the order of the acts.
    """
    outcomes: list[object] = [None] * len(acts)
    for start in range(0, len(acts), at_once):
        wave = range(start, min(start + at_once, len(acts)))
        together = threading.Barrier(len(wave), timeout=PATIENCE)
        threads = [threading.Thread(target=_act, args=(number, acts[number], together, outcomes)) for number in wave]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(6 * PATIENCE)
    return outcomes


def _act(number: int, act: Callable, together: threading.Barrier, outcomes: list) -> None:
    try:
        connection.ensure_connection()
        together.wait()
        outcomes[number] = act()
    except Exception as error:  # whatever it is, the test looks at it
        outcomes[number] = error
    finally:
        connection.close()
