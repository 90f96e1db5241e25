"""PostgreSQL or Valkey is up and says nothing: whoever asks has an answer within three seconds."""

import threading
import time

import psycopg2
import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from psycopg2 import extensions

from core.cache import FailSoftRedisCache
from core.database import waiting
from core.database.troubles import Trouble, trouble_of
from core.database.waiting import Silent, Waiting
from core.wake import Broker
from dashboard.views.errors import server_error
from tests.freezing import at_most, frozen

BAR = 3.0  # seconds


@pytest.fixture
def pages(monkeypatch):
    """This process waits as one that answers pages."""
    monkeypatch.setattr(Waiting, "kind", "pages")
    monkeypatch.setattr(Waiting, "silent_until", 0.0)
    monkeypatch.setattr(FailSoftRedisCache, "silent_until", 0.0)


@pytest.fixture
def fresh(db):
    """A connection of its own, as a new process opens it; no transaction hangs on it."""
    other = connection.copy()
    yield other
    other.close()


def still_runs_after(act, seconds: float) -> threading.Thread:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join(seconds)
    assert thread.is_alive(), "it ended, so that the protection protects from nothing"
    return thread


@pytest.mark.django_db(transaction=True)
def test_a_frozen_postgresql_is_answered_with_a_plain_page(pages, tanaka):
    connection.close()
    client = Client(raise_request_exception=False)
    client.force_login(tanaka)
    assert client.get("/inbox/").status_code == 200  # opens the connection that stays open
    client.cookies["django_language"] = "ja"
    with frozen("postgresql"):
        with at_most(BAR):
            answer = client.get("/inbox/")
        with at_most(BAR / 3):
            again = client.get("/inbox/")
    assert (answer.status_code, again.status_code) == (503, 503)
    assert answer.headers["Retry-After"] == "30"
    assert '<html lang="ja">' in answer.content.decode()
    Waiting.silent_until = 0.0
    assert client.get("/inbox/").status_code == 200


@pytest.mark.django_db
def test_what_waits_without_our_clock_waits_for_ever():
    """Negative control: the same connection, waited for as psycopg2 does by itself."""
    extensions.set_wait_callback(None)
    try:
        plain = psycopg2.connect(**_address(), tcp_user_timeout=1000, options="-c statement_timeout=1s")
        with frozen("postgresql"):
            thread = still_runs_after(lambda: plain.cursor().execute("SELECT 1"), BAR)
        thread.join()
        plain.close()
    finally:
        extensions.set_wait_callback(waiting.wait)


@pytest.mark.parametrize("its_there", [True, False])
def test_a_long_question_is_cut_only_where_the_server_is_gone(pages, fresh, settings, monkeypatch, its_there):
    monkeypatch.setitem(settings.DATABASE_PATIENCE["pages"], "silence", 0.1)
    if not its_there:
        monkeypatch.setattr(waiting, "speaks", lambda _connection: False)
    with fresh.cursor() as sql:
        if its_there:
            sql.execute("SELECT pg_sleep(0.5), 7")
            assert sql.fetchone()[1] == 7
        else:
            with pytest.raises(OperationalError) as silence:
                sql.execute("SELECT pg_sleep(0.5), 7")
            assert isinstance(silence.value.__cause__, Silent)


@pytest.mark.parametrize("kind, said", [("pages", ["15s", "5s", "1min"]), ("work", ["15min", "30s", "30min"])])
def test_pages_and_work_wait_for_statements_and_locks_in_their_own_way(fresh, monkeypatch, kind, said):
    monkeypatch.setattr(Waiting, "kind", kind)
    with fresh.cursor() as sql:
        shown = []
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            sql.execute(f"SHOW {name}")
            shown.append(sql.fetchone()[0])
    assert shown == said


def test_another_isolation_is_refused_wherever_it_was_set(fresh):
    call_command("check", tags=["database"], databases=["default"])
    name, new = fresh.ops.quote_name(fresh.settings_dict["NAME"]), fresh.copy()
    with fresh.cursor() as sql:
        sql.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
        try:
            with pytest.raises(ImproperlyConfigured, match="repeatable read"):
                new.ensure_connection()
            with pytest.raises(SystemCheckError, match="E002"):
                call_command("check", tags=["database"], databases=["default"])
        finally:
            new.close()
            sql.execute(f"ALTER DATABASE {name} RESET default_transaction_isolation")


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_said(capsys):
    MigrationRecorder(connection).record_applied("matching", "9999_of_tomorrow")
    MigrationRecorder(connection).record_applied("gone", "0001_of_an_app_that_left")
    call_command("check", tags=["database"], databases=["default"])
    told = capsys.readouterr().err
    assert "made by a newer version of the portal; unknown here: matching.9999_of_tomorrow." in told


def _address() -> dict:
    given = connection.settings_dict
    return {"dbname": given["NAME"], "user": given["USER"], "host": given["HOST"]}


@pytest.fixture
def real_cache(settings):
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "core.cache.FailSoftRedisCache", "LOCATION": settings.REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": settings.CACHE_TIMEOUT, "socket_timeout": settings.CACHE_TIMEOUT},
        },
    }
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,30/5m/key", "login": "30/m/ip"}


@pytest.mark.django_db
def test_people_sign_in_while_the_cache_is_frozen(pages_cache, real_cache, tanaka, client):
    tanaka.password = make_password("a-long-word-of-mine")
    tanaka.save()
    client.get("/accounts/login/")  # templates and addresses are read once
    with frozen("valkey"), at_most(BAR):
        answer = client.post("/accounts/login/", {"login": tanaka.email, "password": "a-long-word-of-mine"})
        assert answer.status_code == 302
        assert client.get("/inbox/").status_code == 200


@pytest.mark.django_db
def test_a_code_by_mail_is_asked_for_while_cache_and_broker_are_frozen(
    pages_cache, real_cache, tanaka, client, django_capture_on_commit_callbacks
):
    client.get("/accounts/login/code/")
    with frozen("valkey"), at_most(BAR), django_capture_on_commit_callbacks(execute=True) as woken:
        assert client.post("/accounts/login/code/", {"email": tanaka.email}).status_code == 302
    assert woken
    assert Broker.silent_until > time.monotonic()


@pytest.fixture
def pages_cache(monkeypatch):
    monkeypatch.setattr(FailSoftRedisCache, "silent_until", 0.0)


@pytest.mark.django_db
def test_a_cache_without_time_outs_would_hold_a_page(pages_cache, real_cache, settings):
    """Negative control."""
    settings.CACHES["default"]["OPTIONS"].clear()
    settings.CACHES = dict(settings.CACHES)  # made anew
    caches["default"].set("warm", 1)
    with frozen("valkey"):
        thread = still_runs_after(lambda: caches["default"].get("warm"), BAR)
    thread.join()


class Told(Exception):
    def __init__(self, pgcode):
        self.pgcode = pgcode


def _caused(error: Exception, cause: Exception | None) -> Exception:
    error.__cause__ = cause
    return error


def _after(error: Exception, first: Exception) -> Exception:
    error.__context__ = first
    return error


@pytest.mark.parametrize(
    "error, trouble",
    [
        (_caused(OperationalError("gone"), Told(None)), Trouble.AWAY),
        (InterfaceError("connection already closed"), Trouble.AWAY),
        (_caused(OperationalError("lock"), Told("55P03")), Trouble.BUSY),
        (_caused(OperationalError("too long"), Told("57014")), Trouble.BUSY),
        (_caused(OperationalError("no space"), Told("53100")), Trouble.FULL),
        (OSError(28, "No space left on device"), Trouble.FULL),
        (_after(ValueError("of our own"), _caused(OperationalError("gone"), Told(None))), Trouble.AWAY),
        (_after(InterfaceError("closed"), _caused(OperationalError("no space"), Told("53100"))), Trouble.FULL),
        (ValueError("of our own"), None),
        (OSError(2, "No such file"), None),
        (None, None),
    ],
)
def test_the_first_cause_says_what_is_wrong(error, trouble):
    assert trouble_of(error) is trouble


@pytest.mark.parametrize("error, words", [(OSError(28, "full"), b"no space left"), (OperationalError(), b"not answer")])
def test_a_page_says_why_nothing_was_saved(rf, error, words):
    try:
        raise error
    except Exception:  # noqa: BLE001 - as Django does
        answer = server_error(rf.post("/"))
    assert answer.status_code == 503
    assert words in answer.content
