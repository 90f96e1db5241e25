"""A migration that waits for a lock gives way, says who holds it, and comes again."""

from io import StringIO
from types import SimpleNamespace

import psycopg2
import pytest
from django.core.management import CommandError
from django.core.management.commands import migrate as of_django
from django.db import OperationalError, connection, transaction
from psycopg2.errors import QueryCanceled

from core.management.commands import migrate

pytestmark = pytest.mark.django_db(transaction=True)
CHANGE = "ALTER TABLE core_heartbeat ADD COLUMN tried int"


@pytest.fixture
def somebody():
    """Another person's transaction, which has read the table and is not over."""
    database = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    line = psycopg2.connect(
        **{name: database[key] for name, key in names.items() if database[key]}, application_name="a long report"
    )
    line.cursor().execute("SELECT count(*) FROM core_heartbeat")
    yield line
    line.close()


class One:
    """A migration, as Django goes over it."""

    def __init__(self, atomic: bool = True):
        self.atomic, self.tries = atomic, 0

    def __str__(self):
        return "core.9999_tried"

    def go(self, command, *args, **options):
        self.tries += 1
        command.migration_progress_callback("apply_start", self)
        with transaction.atomic(), connection.cursor() as sql:
            sql.execute("SET LOCAL statement_timeout TO 700")
            sql.execute(CHANGE)
            sql.execute(CHANGE.replace("ADD", "DROP").removesuffix(" int"))


@pytest.fixture
def quick(monkeypatch, settings):
    settings.MIGRATION_LOCK_TIMEOUT, settings.MIGRATION_TRIES = 0.2, 3
    monkeypatch.setattr(migrate, "PAUSE", 0)


def run(monkeypatch, one: One) -> str:
    monkeypatch.setattr(of_django.Command, "handle", lambda *args, **options: one.go(*args, **options))
    said = StringIO()
    command = migrate.Command(stderr=said)
    command.verbosity = 0
    command.handle(database="default")
    return said.getvalue()


def test_a_held_lock_is_given_up_and_said_with_who_holds_it(monkeypatch, quick, somebody):
    one = One()
    with pytest.raises(CommandError) as refused:
        run(monkeypatch, one)
    assert one.tries == 3
    assert "core.9999_tried did not get its lock within 0.2 s." in str(refused.value)
    assert f"process {somebody.info.backend_pid} (a long report, idle in transaction, for" in str(refused.value)


def test_it_comes_again_when_the_lock_is_free(monkeypatch, quick, somebody):
    one = One()
    monkeypatch.setattr(migrate, "time", SimpleNamespace(sleep=lambda _seconds: somebody.rollback()))
    assert "2 times more" in run(monkeypatch, one)
    assert one.tries == 2


def test_without_the_limit_it_would_wait_and_hold_up_all(monkeypatch, quick, somebody):
    """Control: what has no limit is ended by the test's own statement_timeout only."""
    with pytest.raises(OperationalError) as late:
        run(monkeypatch, One(atomic=False))
    assert isinstance(late.value.__cause__, QueryCanceled)


def test_the_limit_does_not_stay(monkeypatch, quick):
    with connection.cursor() as sql:
        run(monkeypatch, One())
        sql.execute("SELECT current_setting('lock_timeout')")
        assert sql.fetchone()[0] != "200ms"


def test_another_fault_is_no_reason_to_try_again(monkeypatch, quick):
    one = One()
    monkeypatch.setattr(one, "go", lambda *_args, **_options: (_ for _ in ()).throw(OperationalError("disk full")))
    with pytest.raises(OperationalError, match="disk full"):
        run(monkeypatch, one)
