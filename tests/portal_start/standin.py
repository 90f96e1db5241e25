"""A small portal without Django around the real launcher, so that these tests are quick and test only the start."""
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg2

from minamin_portal.embedded import postgres

ROOT = Path(__file__).resolve().parents[2]
NOBODY = pwd.getpwnam("nobody")
FILES = {
    "manage.py": 'import sys\nprint("stand-in", *sys.argv[1:])\n',
    "minamin_portal/__init__.py": "",
    "minamin_portal/wsgi.py": (
        "def application(environ, start_response):\n"
        '    start_response("200 OK", [("Content-Type", "text/plain")])\n'
        '    return [b"ok"]\n'
    ),
    "minamin_portal/recovery/__init__.py": "",
    "minamin_portal/recovery/__main__.py": "import time\ntime.sleep(3600)\n",
    "minamin_portal/celery.py": (
        'import os\nfrom celery import Celery\napp = Celery("minamin_portal", broker=os.environ["REDIS_URL"])\n'
    ),
}


def build(folder: Path) -> Path:
    """Lay the stand-in out in `folder`; returns it."""
    ours = ROOT / "minamin_portal"
    shutil.copytree(ours / "embedded", folder / "minamin_portal/embedded", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ours / "supervisor.py", folder / "minamin_portal/supervisor.py")
    (folder / "minamin_portal/recovery").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(mark: str, **more: str) -> dict[str, str]:
    """Ours without the test run's own servers; `mark` lets `left_over` find every descendant."""
    hidden = ("DATABASE_URL", "REDIS_URL", "PORTAL_DATA", "MAKELEVEL", "DJANGO_SETTINGS_MODULE", "PORTAL_URL")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {"PORTAL_START_MARK": mark} | more


def left_over(mark: str, repository: Path) -> list[str]:
    """Living processes that came from the stand-in, known by the mark or (servers overwrite theirs) by their folder.

    Zombies do not count: not every machine's init reaps.
    """
    found = []
    place = str((repository / "var/postgresql").resolve())
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            ours = f"PORTAL_START_MARK={mark}\0".encode() in (process / "environ").read_bytes() + b"\0"
            ours = ours or os.readlink(process / "cwd").startswith((place, str(repository)))
        except OSError:
            continue
        if ours and state != "Z":
            found.append(f"{process.name} {words}")
    return found


def python_of_nobody() -> dict[str, str] | None:
    """An interpreter that a normal user can start, and where it finds our packages; None where there is none."""
    packages = Path(psycopg2.__file__).resolve().parents[1]
    if postgres._is_open(packages) and postgres._is_open(Path(sys.executable)):
        return {"python": sys.executable}
    version = f"/usr/bin/python3.{sys.version_info.minor}"
    if postgres._is_open(packages) and os.access(version, os.X_OK):
        return {"python": version, "PYTHONPATH": str(packages)}
    return None


class Run:
    """One supervisor of a stand-in: what it printed, and how to wait for it."""

    def __init__(
        self, repository: Path, port: int, account: dict | None = None, python: str = sys.executable, **variables: str
    ):
        self.repository, self.port, self.mark = repository, port, f"{os.getpid()}-{time.monotonic_ns()}"
        self.process = subprocess.Popen(
            [python, "-m", "minamin_portal.supervisor", "--port", str(port)],
            cwd=repository, env=environment(self.mark, **variables), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, **(account or {}),
        )  # fmt: skip
        self.lines: list[str] = []
        self.reader = threading.Thread(
            target=lambda: self.lines.extend(iter(self.process.stdout.readline, "")), daemon=True
        )
        self.reader.start()

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def wait_for(self, pattern: str, seconds: float = 20) -> "Run":
        deadline = time.monotonic() + seconds
        while not re.search(pattern, self.text):
            waiting = time.monotonic() < deadline and self.process.poll() is None
            assert waiting, f"no {pattern!r} in:\n{self.text}"
            time.sleep(0.02)
        return self

    def up(self) -> "Run":
        return self.wait_for(rf"http://localhost:{self.port}\n")

    def end(self, by: int = signal.SIGINT, seconds: float = 20) -> int:
        """Send the signal, wait, and return the exit code."""
        self.process.send_signal(by)
        return self.finish(seconds)

    def finish(self, seconds: float = 20) -> int:
        code = self.process.wait(seconds)
        self.reader.join(5)
        return code

    def left_over(self) -> list[str]:
        return left_over(self.mark, self.repository)

    def child(self, words: str) -> int:
        """The pid of the first descendant whose command line contains `words`."""
        return int(next(line for line in self.left_over() if words in line).split()[0])
