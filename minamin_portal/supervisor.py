"""The one command: own servers, database, demonstration data, then web, workers, beat and backups until Ctrl-C."""
import argparse
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from minamin_portal.embedded import data_directory, processes
from minamin_portal.embedded.processes import StartFailed
from minamin_portal.embedded.servers import Servers, reset

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
READY_WITHIN = 60.0  # seconds
STEPS = {
    "compiling translations": ["compile_catalogues"],
    "migrating the database": ["migrate", "--noinput"],
    "demonstration data": ["load_demo"],
}
# The signal that ends a child at once when the supervisor is killed: gunicorn must have time to end its workers.
WHEN_ORPHANED = {"web": signal.SIGQUIT, "backups": signal.SIGTERM}
# A worker whose pulses all stopped runs and works no more; given time to come up, it is ended and comes back.
PULSES = {"codes": {"queue:codes"}, "worker": {"queue:mail", "queue:matching", "queue:timetables", "queue:rest"}}
LOOK = 15.0  # seconds
LONGEST_SILENCE = 150.0
FIRST_PAUSE = 1.0
MEGABYTE = 1024 * 1024
LEAST_ROOM = 500  # MB; a fresh cluster alone needs 60
LONGEST_PAUSE = 30.0  # seconds between two restarts


class Stopped(Exception):
    """A person or the system asked us to end."""


def role_commands(port: int, data: Path) -> dict[str, list[str]]:
    """What runs after the preparations: name → arguments for python -m."""
    celery = ["celery", "-q", "-A", "minamin_portal"]
    worker = [*celery, "worker", "-P", "threads", "--without-gossip", "--without-mingle", "-l", "warning"]
    return {
        "web": [
            "gunicorn", "minamin_portal.wsgi:application", "--bind", f"{HOST}:{port}", "-k", "gthread", "-w", "2",
            "--threads", "4", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket",
        ],
        # Codes for signing in wait behind nothing; the rest shares a process, since a demonstration has little memory.
        "codes": [*worker, "-c", "1", "-Q", "codes", "-n", "codes@%h"],
        "worker": [*worker, "-c", "6", "-Q", "mail,matching,timetables,rest"],
        "beat": [*celery, "beat", "--pidfile=", "-s", str(data / "beat-schedule"), "-l", "warning"],
        "backups": ["minamin_portal.recovery", "keep"],
    } | watching(port)  # fmt: skip


def watching(port: int) -> dict[str, list[str]]:
    """Who tells operators what stands still, where there is somebody to tell."""
    if not os.environ.get("OPERATOR_MAILS"):
        return {}
    return {"watch": ["manage", "watch", "--web", f"http://{HOST}:{port}"]}


def say(name: str, text: str) -> None:
    """One line with time and speaker; silent when nobody reads us any more."""
    with contextlib.suppress(OSError):
        os.write(1, f"{time.strftime('%H:%M:%S')}  {name:<10}  {text}\n".encode(errors="replace"))


class Comeback:
    """When each child that ended starts anew: at once the first time, later and later when it ends again and again."""

    def __init__(self):
        self.born: dict[str, float] = {}
        self.pauses: dict[str, float] = {}
        self.due: dict[str, float] = {}

    def after_end_of(self, name: str) -> float:
        """Returns the pause."""
        lived = time.monotonic() - self.born.get(name, 0)
        former = self.pauses.get(name, 0) if lived <= LONGEST_PAUSE else 0
        self.pauses[name] = min(former * 2 or FIRST_PAUSE, LONGEST_PAUSE)
        self.due[name] = time.monotonic() + self.pauses[name]
        return self.pauses[name]

    def now_due(self) -> list[str]:
        return [name for name, at in self.due.items() if time.monotonic() >= at]

    def began(self, name: str) -> None:
        self.due.pop(name, None)
        self.born[name] = time.monotonic()


class Portal:
    """All processes of one running portal."""

    def __init__(self, port: int, data: Path):
        self.port, self.data = port, data
        self.address = f"http://localhost:{port}"  # by name: passkeys belong to a name, never to a number
        self.servers = Servers(data, say=lambda text: say("portal", text))
        self.commands = role_commands(port, data)
        self.children: dict[str, subprocess.Popen] = {}
        self.environment: dict[str, str] = {}
        self.comeback = Comeback()
        self.looked_at, self.red = time.monotonic(), set()

    def start(self) -> None:
        """Prepare everything and return when the first page answers. Raises StartFailed."""
        began = time.monotonic()
        require_free(self.port)
        require_room(self.data)
        self.environment = os.environ | self.servers.start()
        # Celery prints eight lines about root; a demonstration in a container is root and knows it.
        silent = {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore:You're running the worker"}
        self.environment |= silent | {"PORTAL_DATA": str(self.data)}
        self.environment.setdefault("PORTAL_URL", self.address)
        for title, command in STEPS.items():
            self._step(title, ["manage.py", *command])
        self._launch("web")
        self._await_answer()  # alone, so that a person waits less; the others take their time beside the first pages
        for name in self.commands:
            if name not in self.children:
                self._launch(name)
        say("portal", f"ready after {time.monotonic() - began:.1f} s; Ctrl-C stops it")
        say("portal", self.address)

    def watch(self) -> None:
        """Look after the processes: whatever ends comes back."""
        while True:
            self._revive()
            if time.monotonic() - self.looked_at >= LOOK:
                self._look()
                self.looked_at = time.monotonic()
            time.sleep(0.2)

    def stop(self) -> None:
        """End web, worker and beat together, then the servers they need."""
        if self.children:
            say("portal", f"stopping {', '.join(self.children)}")
            processes.stop(*self.children.values())
        self.servers.stop()
        processes.reap_orphans()

    def _spawn(
        self, name: str, arguments: list[str], on_parent_death: int, umask: int = -1
    ) -> tuple[subprocess.Popen, threading.Thread]:
        process = processes.spawn(
            [sys.executable, *arguments], on_parent_death=on_parent_death, env=self.environment, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", umask=umask,
        )  # fmt: skip
        reader = threading.Thread(target=_repeat, args=(name, process.stdout), daemon=True)
        reader.start()
        return process, reader

    def _step(self, title: str, arguments: list[str]) -> None:
        say("portal", title)
        process, reader = self._spawn(arguments[1].partition("_")[0], arguments, signal.SIGKILL)
        self.children[title] = process  # so that a Ctrl-C in the middle ends it too
        code = process.wait()
        reader.join()
        del self.children[title]
        if code != 0:
            raise StartFailed(f"{title}: {' '.join(arguments)} ended with code {code}")

    def _launch(self, name: str) -> None:
        say("portal", f"starting {name}")
        # What they write, mails with sign-in codes among it, is for nobody else on this machine.
        when_orphaned = WHEN_ORPHANED.get(name, signal.SIGKILL)
        self.children[name], _ = self._spawn(name, ["-m", *self.commands[name]], when_orphaned, umask=0o077)
        self.comeback.began(name)

    def _await_answer(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not answers(self.port):
            self._check()
            if time.monotonic() > deadline:
                raise StartFailed(f"no answer from {self.address}/healthz within {READY_WITHIN:.0f} s")
            time.sleep(0.1)

    def _check(self) -> None:
        """While the portal starts, what ends is a reason to give up and say why."""
        for server in self.servers.running:
            if server.process.poll() is not None:
                raise StartFailed(f"{server.name} ended unexpectedly; its last words are in {self.data / 'log'}")
        for name, process in self.children.items():
            if (code := process.poll()) is not None:
                raise StartFailed(f"{name} ended unexpectedly with code {code}")

    def _revive(self) -> None:
        for server in self.servers.ended():
            self._come_back_later(server.name, server.process.returncode)
        for name, process in list(self.children.items()):
            if (code := process.poll()) is not None:
                processes.stop(self.children.pop(name))  # what is left of its group
                self._come_back_later(name, code)
        for name in self.comeback.now_due():
            self._bring_back(name)

    def _look(self) -> None:
        """Say what stands still; end a worker that only seems to work."""
        red = not_ready(self.port)
        if red is None:
            return
        if red - self.red:
            say("portal", f"not ready: {', '.join(sorted(red))}")
        elif self.red and not red:
            say("portal", "ready again")
        self.red = red
        for name, pulses in PULSES.items():
            lives = time.monotonic() - self.comeback.born.get(name, time.monotonic())
            if pulses <= red and "beat" not in red and lives > LONGEST_SILENCE and name in self.children:
                say("portal", f"{name} does nothing any more; it is ended")
                processes.stop(self.children[name])

    def _come_back_later(self, name: str, code: int) -> None:
        pause = self.comeback.after_end_of(name)
        say("portal", f"{name} ended with code {code}; it comes back in {pause:.0f} s")

    def _bring_back(self, name: str) -> None:
        if name in self.commands:
            self._launch(name)
            return
        self.comeback.began(name)
        try:
            self.servers.revive(name)
        except StartFailed as failure:
            say("portal", f"{failure}; next try in {self.comeback.after_end_of(name):.0f} s")


def require_free(port: int) -> None:
    """Raise StartFailed when somebody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise StartFailed(f"port {port} is not allowed for this user; run with: make run PORT=8000") from None
        except OSError:
            raise StartFailed(f"port {port} is in use; run with: make run PORT={port + 1}") from None


def require_room(data: Path) -> None:
    """Raise StartFailed when the disk is so full that a server would stop in the middle of something."""
    place = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(place).free // MEGABYTE
    if free < LEAST_ROOM:
        raise StartFailed(
            f"only {free} MB are free where {data} stands, and {LEAST_ROOM} are needed: make room, or choose another"
            " place with PORTAL_DATA"
        )


def answers(port: int) -> bool:
    """Whether GET /healthz gives 200."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def not_ready(port: int) -> set[str] | None:
    """What GET /readyz calls red; None when it cannot be asked."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return set(json.loads(connection.getresponse().read())["red"])
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return None
    finally:
        connection.close()


def _repeat(name: str, lines) -> None:
    with contextlib.suppress(ValueError):  # the pipe was closed while we waited for a line
        for line in lines:
            say(name, line.rstrip())


def _interrupted(_number: int, _frame: object) -> None:
    for each in SIGNALS:
        signal.signal(each, lambda *_: None)  # stopping is under way; a second Ctrl-C must not break it
    raise Stopped


def _run(portal: Portal) -> int:
    try:
        portal.start()
        portal.watch()
    except Stopped:
        return 0
    except StartFailed as failure:
        say("portal", str(failure))
        return 1
    finally:
        for each in SIGNALS:
            signal.signal(each, lambda *_: None)
        portal.stop()


def _reset(data: Path) -> int:
    try:
        reset(data)
    except StartFailed as failure:
        say("portal", str(failure))
        return 1
    say("portal", f"deleted {data}")
    return 0


def main() -> int:
    """Run the portal, or with --reset delete its data; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="delete the data directory instead of starting")
    options = parser.parse_args()
    data = data_directory()
    if options.reset:
        return _reset(data)
    for number in SIGNALS:
        signal.signal(number, _interrupted)  # also where a shell started us in the background with SIGINT ignored
    if "MAKELEVEL" in os.environ:
        processes.die_with_parent(signal.SIGTERM)  # a killed make leaves nothing behind
    processes.adopt_orphans()
    return _run(Portal(options.port, data))


if __name__ == "__main__":
    sys.exit(main())
