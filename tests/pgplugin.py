"""pytest plugin: PostgreSQL and Valkey for the whole test run, before Django reads its settings.

Loaded with -p, because pytest-django reads the settings before any conftest; run pytest as `python -m pytest`.
Each worker of pytest-xdist starts its own: an open transaction in any database of a cluster holds the readers of the
activity log back, and tasks must not reach the other's Celery. Set DATABASE_URL or REDIS_URL to use other servers.
"""
import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from minamin_portal.embedded import postgres, processes, valkey

from . import migrated

STARTERS = {"DATABASE_URL": postgres, "REDIS_URL": valkey}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INHERITED = "PORTAL_TESTS_STARTED"  # names of the variables that a test run set itself
running: list[processes.Server] = []
homes: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    atexit.register(_end)  # also when pytest ends before it is configured, as after an error in a conftest
    os.environ["CHROMIUM"] = os.environ.get("CHROMIUM") or find_chromium() or ""
    for name in os.environ.get(INHERITED, "").split():
        del os.environ[name]
    missing = [name for name in STARTERS if not os.environ.get(name)]
    os.environ[INHERITED] = " ".join(missing)
    home = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    homes.append(home)
    home.chmod(0o711)  # as root, PostgreSQL runs as nobody and must get in
    os.environ["PORTAL_DATA"] = str(home)
    os.environ.setdefault("NUMBA_CACHE_DIR", str(migrated.ROOT / "var" / "numba"))  # compiled once, not in each run
    if "DATABASE_URL" in missing:
        os.environ["TEST_DATABASE_TEMPLATE"] = migrated.lay_out(home)
    for name in missing:
        running.append(STARTERS[name].start(home, home / f"{name}.log", durable=False))
        os.environ[name] = running[-1].url


def pytest_unconfigure() -> None:
    _end()  # a worker of pytest-xdist may leave without its exit handlers


def _end() -> None:
    while running:
        running.pop().stop()
    while homes:
        home = homes.pop()
        postgres.remove(home)
        shutil.rmtree(home, ignore_errors=True)


def find_chromium() -> str | None:
    """The browser of the journeys; $CHROMIUM names another one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _journeys() -> str:
    if chromium := os.environ["CHROMIUM"]:
        return f"browser journeys: with {chromium}"
    return "browser journeys: SKIPPED, no Chromium found (Debian: apt-get install chromium; or set CHROMIUM)"


def pytest_report_header() -> str:
    return _journeys()


def pytest_terminal_summary(terminalreporter) -> None:
    if not os.environ["CHROMIUM"]:
        terminalreporter.write_line(_journeys(), yellow=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ["CHROMIUM"]:
        return
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.skip(reason="no Chromium found"))
