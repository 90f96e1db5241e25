"""PostgreSQL and Valkey of one data directory, and the file in which their addresses stand while they run."""
import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from . import postgres, valkey
from .processes import Server, StartFailed

STARTERS = {"DATABASE_URL": ("PostgreSQL", postgres.start), "REDIS_URL": ("Valkey", valkey.start)}
NAMES = tuple(STARTERS)


class InUse(StartFailed):
    """Somebody else holds the data directory."""

    def __init__(self, data: Path, pid: str):
        super().__init__(f"{data} is already in use by pid {pid or 'unknown'}")


class Servers:
    """The servers of `data` that the environment does not name; a lock keeps others out for as long as we live."""

    def __init__(self, data: Path, say: Callable[[str], None]):
        self.data, self.say = data, say
        self.running: list[Server] = []
        self.urls = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
        self._lock = None

    def start(self) -> dict[str, str]:
        """Take the lock, start what is missing and announce it; returns both addresses. Raises StartFailed."""
        self._lock = _take_lock(self.data)
        logs = self.data / "log"
        logs.mkdir(exist_ok=True)
        for name, (title, starter) in STARTERS.items():
            if name in self.urls:
                self.say(f"using the {title} that {name} names")
                continue
            self.say(f"starting {title}")
            server = starter(self.data, _fresh_log(logs / f"{title.lower()}.log"))
            self.running.append(server)
            self.urls[name] = server.url
        _announce(self.data, self.urls)
        return self.urls

    def ended(self) -> list[Server]:
        """Those that ended by themselves since the last call."""
        ended = [server for server in self.running if server.process.poll() is not None]
        self.running = [server for server in self.running if server not in ended]
        return ended

    def revive(self, name: str) -> None:
        """Start a server that ended, at the same address. Raises StartFailed."""
        self.say(f"starting {name} again")
        log = _fresh_log(self.data / "log" / f"{name}.log")
        if name == "valkey":
            self.running.append(valkey.start(self.data, log, again=self.urls["REDIS_URL"]))
        else:
            self.running.append(postgres.start(self.data, log))  # its socket always stands at the same place

    def stop(self) -> None:
        """Stop what was started, last first, and let go of the directory."""
        if self._lock:
            _announcement(self.data).unlink(missing_ok=True)
        while self.running:
            server = self.running.pop()
            self.say(f"stopping {server.name}")
            server.stop()
        if self._lock:
            self._lock.close()


def alone(data: Path) -> contextlib.AbstractContextManager:
    """Keep everybody else out of `data` meanwhile. Raises InUse."""
    return contextlib.closing(_take_lock(data))


def announced(data: Path) -> dict[str, str]:
    """The addresses of the servers running on `data`; empty when nobody holds its lock."""
    try:
        holder = _holder(data)
        told = json.loads(_announcement(data).read_text())
    except (OSError, ValueError):
        return {}
    return told["urls"] if holder and holder == str(told["pid"]) else {}


def reset(data: Path) -> None:
    """Delete everything in `data`, the cluster included. Raises InUse while a portal runs on it."""
    if not data.exists():
        return
    with alone(data):
        postgres.remove(data)
        shutil.rmtree(data)


def _announcement(data: Path) -> Path:
    return data / "servers.json"


def _announce(data: Path, urls: dict[str, str]) -> None:
    draft = data / "servers.json.new"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps({"pid": os.getpid(), "urls": urls}, indent=2) + "\n")
    draft.rename(_announcement(data))


def _fresh_log(path: Path) -> Path:
    """Keep the log of the run before as .1, so that it neither grows for ever nor is lost after a crash."""
    with contextlib.suppress(FileNotFoundError):
        path.rename(path.with_name(path.name + ".1"))
    return path


def _take_lock(data: Path):
    """An open file whose lock ends with it or with us. Raises InUse."""
    try:
        # Root's PostgreSQL runs as nobody and must pass through; otherwise nobody else has business here.
        data.mkdir(mode=0o700 if os.geteuid() else 0o711, parents=True, exist_ok=True)
        lock = (data / "lock").open("a+")
    except PermissionError as error:
        raise StartFailed(f"cannot write to {data}: it belongs to another user; choose one with PORTAL_DATA") from error
    for _ in range(6):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)  # perhaps only `announced` of another process looking for a moment
            continue
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        return lock
    lock.seek(0)
    with contextlib.closing(lock):
        raise InUse(data, lock.read())


def _holder(data: Path) -> str:
    """The pid that holds the lock of `data`, or nothing."""
    with (data / "lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return lock.read()
    return ""
