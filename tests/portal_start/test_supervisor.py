"""The one command, from outside: what a person sees, and what is left when it ends."""
import json
import os
import shutil
import signal
import socket
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
import redis

from minamin_portal import supervisor
from minamin_portal.embedded.processes import StartFailed
from minamin_portal.supervisor import Comeback

from . import standin
from .conftest import AS_ROOT

FAILING = 'import sys\nprint("no such table")\nsys.exit(3)\n'
SLOW = "import time\ntime.sleep(60)\n"


@pytest.fixture(scope="module")
def repository():
    """One stand-in, in a path as people have them; its cluster is made by the first start and kept."""
    folder = Path(tempfile.mkdtemp(prefix="portal-start-"))
    folder.chmod(0o755)
    yield standin.build(folder / "Әлия ұшқыр 日本 商工" / "repository")
    shutil.rmtree(folder)


def test_start_prepares_everything_and_ends_with_the_url(repository, start):
    run = start(repository).up()

    told = [line.split(maxsplit=1)[1].strip() for line in run.lines]
    portal = [line.removeprefix("portal").strip() for line in told if line.startswith("portal")]
    assert portal[:10] == [
        "starting PostgreSQL", "starting Valkey", "compiling translations", "migrating the database",
        "demonstration data", "starting web", "starting codes", "starting worker", "starting beat",
        "starting backups",
    ]  # fmt: skip
    assert "migrate     stand-in migrate --noinput" in told
    assert portal[-1] == f"http://localhost:{run.port}"
    assert urllib.request.urlopen(f"{portal[-1]}/healthz").status == 200  # noqa: S310 - our own address
    announcement = run.repository / "var/servers.json"
    assert announcement.stat().st_mode & 0o777 == 0o600
    assert json.loads(announcement.read_text())["pid"] == run.process.pid
    assert (announcement.parent.stat().st_mode & 0o066) == 0

    second = start(run.repository)
    assert second.finish() == 1
    assert f"is already in use by pid {run.process.pid}" in second.text

    assert run.end(signal.SIGINT) == 0
    assert run.left_over() == []
    assert not announcement.exists()
    stopped = [line.split("stopping ")[1].strip() for line in run.lines if "stopping" in line]
    assert stopped == ["web, codes, worker, beat, backups", "valkey", "postgresql"]


def test_kill_9_does_not_disturb_the_next_start(repository, start):
    first = start(repository).up()
    first.process.kill()
    second = start(repository).up()  # at once, while the first one's servers are still going
    assert second.end(signal.SIGHUP) == 0
    assert first.left_over() == second.left_over() == []


@pytest.mark.skipif(not AS_ROOT, reason="the other tests already run as a normal user")
def test_a_normal_user_starts_it_and_kill_9_leaves_nothing(ground, start):
    python = standin.python_of_nobody()
    if not python:
        pytest.skip("no Python here that a normal user may start: it stands in root's home")
    repository = standin.build(ground / "repository")
    nobody = standin.NOBODY
    os.chown(repository, nobody.pw_uid, nobody.pw_gid)
    account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    run = start(repository, account=account, **python).up()
    assert len(run.left_over()) >= 10  # supervisor, three of gunicorn, two of Celery, Valkey, PostgreSQL's

    run.process.kill()
    deadline = time.monotonic() + 15  # a second on a quiet machine
    while run.left_over() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert run.left_over() == []


def test_whatever_ends_comes_back_and_the_portal_goes_on(repository, start):
    run = start(repository).up()
    told = json.loads((run.repository / "var/servers.json").read_text())
    for words, name in (("celery -q -A minamin_portal worker", "codes"), ("celery -q -A minamin_portal beat", "beat")):
        os.kill(run.child(words), signal.SIGKILL)
        run.wait_for(f"{name} ended with code -9; it comes back in 1 s")
        run.wait_for(f"{name} ended.*\n(.*\n)*.*starting {name}")
    os.kill(run.child("valkey-server"), signal.SIGKILL)
    run.wait_for("valkey ended with code -9; it comes back in 1 s")
    run.wait_for("starting valkey again")
    with closing(redis.Redis.from_url(told["urls"]["REDIS_URL"])) as broker:
        deadline = time.monotonic() + 20
        while not _answers(broker):
            assert time.monotonic() < deadline, run.text
            time.sleep(0.05)
    assert run.end(signal.SIGINT) == 0
    assert run.left_over() == []


def _answers(broker: redis.Redis) -> bool:
    try:
        return broker.ping()
    except redis.ConnectionError:
        return False


def test_what_ends_again_and_again_comes_back_later_and_later(monkeypatch):
    comeback, clock = Comeback(), [0.0]
    monkeypatch.setattr(supervisor.time, "monotonic", lambda: clock[0])
    pauses = []
    for _end in range(7):
        comeback.began("web")
        pauses.append(comeback.after_end_of("web"))
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert comeback.now_due() == []
    clock[0] += 30
    assert comeback.now_due() == ["web"]
    comeback.began("web")
    clock[0] += supervisor.LONGEST_PAUSE + 1
    assert comeback.after_end_of("web") == 1


@pytest.fixture
def portal(tmp_path, monkeypatch) -> supervisor.Portal:
    """One that runs nothing; what it says and ends is written down."""
    portal = supervisor.Portal(1, tmp_path)
    portal.said, portal.ended = [], []
    portal.children = {"codes": "codes", "worker": "worker"}
    portal.comeback.born = dict.fromkeys(portal.children, time.monotonic() - 1000)
    monkeypatch.setattr(supervisor, "say", lambda _name, text: portal.said.append(text))
    monkeypatch.setattr(supervisor.processes, "stop", lambda *children, **_how: portal.ended.extend(children))
    return portal


def looks(portal, monkeypatch, *reds: set | None) -> None:
    for red in reds:
        monkeypatch.setattr(supervisor, "not_ready", lambda _port, red=red: red)
        portal._look()


def test_what_stands_still_is_said_once_and_when_it_is_over(portal, monkeypatch):
    looks(portal, monkeypatch, {"mail"}, {"mail"}, None, set(), set())
    assert portal.said == ["not ready: mail", "ready again"]


def test_a_worker_that_only_seems_to_work_is_ended(portal, monkeypatch):
    looks(portal, monkeypatch, {"queue:codes", "queue:mail"})
    assert portal.ended == ["codes"], "of the other worker's queues only one stands"


def test_no_worker_is_blamed_for_a_beat_that_stands_still(portal, monkeypatch):
    looks(portal, monkeypatch, {"queue:codes", "beat"})
    assert portal.ended == []


def test_a_busy_port_is_said_plainly_before_anything_starts(ground, start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = start(standin.build(ground / "repository"), port=port)
        assert run.finish() == 1
    assert f"port {port} is in use; run with: make run PORT={port + 1}\n" in run.text
    assert not (run.repository / "var").exists()


def test_a_full_disk_is_said_before_anything_starts(tmp_path, monkeypatch):
    supervisor.require_room(tmp_path / "var" / "not there yet")
    monkeypatch.setattr(supervisor, "LEAST_ROOM", 10**9)
    with pytest.raises(StartFailed, match=r"MB are free .* make room, or choose another place with PORTAL_DATA"):
        supervisor.require_room(tmp_path)


def test_servers_named_in_the_environment_are_used_and_left_alone(ground, start, named):
    run = start(standin.build(ground / "repository"), **named).up()
    assert "using the PostgreSQL that DATABASE_URL names" in run.text
    assert "using the Valkey that REDIS_URL names" in run.text
    assert not any(words in " ".join(run.left_over()) for words in ("postgres -D", "valkey-server"))
    assert run.end(signal.SIGTERM) == 0
    assert run.left_over() == []


def test_a_failing_step_ends_everything_with_its_words(ground, start, named):
    repository = standin.build(ground / "repository")
    (repository / "manage.py").write_text(FAILING)
    run = start(repository, **named)
    assert run.finish() == 1
    assert "no such table" in run.text
    assert "compiling translations: manage.py compile_catalogues ended with code 3" in run.text
    assert run.left_over() == []


def test_ctrl_c_in_the_middle_of_a_step_ends_it(ground, start, named):
    repository = standin.build(ground / "repository")
    (repository / "manage.py").write_text(SLOW)
    run = start(repository, **named).wait_for("compiling translations")
    assert run.end(signal.SIGINT) == 0
    assert run.left_over() == []
