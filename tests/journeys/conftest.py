"""Whole stories in a real browser against the real web stack, a real worker and a real broker."""
import os
import sys
from pathlib import Path

import pytest
from django.db import connection

from minamin_portal.embedded import processes
from tests.journeys.people import Person

ROOT = Path(__file__).resolve().parents[2]
# Playwright's synchronous interface keeps an event loop in this thread; Django must not refuse to query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": os.environ["CHROMIUM"], "args": QUIET}


@pytest.fixture(scope="session")
def shots() -> Path | None:
    """Where pictures go, if somebody asked for them: no test looks at one, and taking it takes longer than the test."""
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)


@pytest.fixture
def people(browser, live_server, shots):
    """Opens a browser for each person, and afterwards asks everybody what they stumbled over."""
    opened: list[Person] = []

    def open_browser(name: str, email: str, language: str, *, script: bool = True, kind: type = Person) -> Person:
        opened.append(kind(browser, live_server, shots, name, email=email, language=language, script=script))
        return opened[-1]

    yield open_browser
    for person in opened:
        person.close()
    if troubles := [trouble for person in opened for trouble in person.troubles]:
        pytest.fail("\n".join(troubles), pytrace=False)


@pytest.fixture
def worker(transactional_db, tmp_path):
    """A Celery worker with its beat on the test database and the test broker."""
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "minamin_portal.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable, "-m", "celery", "-A", "minamin_portal", "worker", "-B",
        "-P", "threads", "-c", "2", "--loglevel", "WARNING",
        "--without-gossip", "--without-mingle", "-s", str(tmp_path / "beat"),
    ]
    log = tmp_path / "worker.log"
    with log.open("w") as out:
        process = processes.spawn(command, env=env, cwd=ROOT, stdout=out, stderr=out)
    yield process
    processes.stop(process)
    if "Traceback" in (text := log.read_text()):
        pytest.fail(f"the worker stumbled:\n{text[-3000:]}", pytrace=False)
