"""Two at once: real threads, real connections; the database itself says when one waits for the other's lock."""
import threading
from collections.abc import Callable
from time import monotonic

from django.db import IntegrityError, connection

from core.errors import Refusal

PATIENCE = 60  # seconds; spent only where a test is about to fail
WAITS_FOR_ME = "SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))"


class Rivals:
    """`wait_behind` starts an act and returns when it waits for a lock; `join` gives each act's result or refusal."""

    def __init__(self):
        self.threads: list[threading.Thread] = []
        self.outcomes: dict[str, object] = {}
        self.backends: dict[str, int] = {}

    def start(self, name: str, act: Callable) -> None:
        def run() -> None:
            try:
                connection.ensure_connection()
                self.backends[name] = connection.connection.info.backend_pid
                self.outcomes[name] = act()
            except Exception as error:  # noqa: BLE001 - looked at by `join`
                self.outcomes[name] = error
            finally:
                connection.close()

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def wait_behind(self, name: str, act: Callable) -> None:
        self.start(name, act)
        thread, ends_at = self.threads[-1], monotonic() + PATIENCE
        while thread.is_alive() and monotonic() < ends_at:
            if name in self.backends:
                with connection.cursor() as sql:
                    sql.execute(WAITS_FOR_ME, [self.backends[name]])
                    if sql.fetchone()[0]:
                        return
            thread.join(0.01)
        raise AssertionError(f"{name} does not wait: {self.outcomes.get(name)!r}")

    def join(self) -> dict[str, object]:
        """An error that is neither a refusal nor a rule of the database is the test's."""
        for thread in self.threads:
            thread.join(PATIENCE)
            assert not thread.is_alive(), "a rival hangs"
        for outcome in self.outcomes.values():
            if isinstance(outcome, Exception) and not isinstance(outcome, Refusal | IntegrityError):
                raise outcome
        return self.outcomes


def let_all_look(monkeypatch, where, name: str, *, parties: int = 2, when: Callable = lambda _result: True) -> None:
    """For controls: `name` is where they look. Nobody goes on before each of `parties` threads has looked once."""
    all_have_looked, looked = threading.Barrier(parties, timeout=PATIENCE), threading.local()
    look = getattr(where, name)

    def look_and_wait(*args, **given):
        result = look(*args, **given)
        if when(result) and not getattr(looked, "once", False):
            looked.once = True
            all_have_looked.wait()
        return result

    monkeypatch.setattr(where, name, look_and_wait)


def plain_read(instance):
    """What stands in for `lock` in controls."""
    return type(instance)._base_manager.get(pk=instance.pk)


def crowd(acts: list[Callable], at_once: int = 40) -> list[object]:
    """Each act in a thread with a connection of its own; `at_once` of them stand at a barrier and start together.

    The server allows 100 connections, so a larger crowd comes in waves. Gives results and exceptions in the order of
    the acts.
    """
    outcomes: list[object] = [None] * len(acts)
    for start in range(0, len(acts), at_once):
        wave = range(start, min(start + at_once, len(acts)))
        together = threading.Barrier(len(wave), timeout=PATIENCE)
        threads = [threading.Thread(target=_act, args=(number, acts[number], together, outcomes)) for number in wave]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(2 * PATIENCE)
    return outcomes


def _act(number: int, act: Callable, together: threading.Barrier, outcomes: list) -> None:
    try:
        connection.ensure_connection()
        together.wait()
        outcomes[number] = act()
    except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
        outcomes[number] = error
    finally:
        connection.close()
