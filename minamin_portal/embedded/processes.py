"""Child processes that never outlive us: own session, a signal from the kernel when we die, a stop with a deadline."""
import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
# Looked up once: between fork and exec a child should do as little as possible. Only Linux has it.
_prctl = getattr(ctypes.CDLL(None), "prctl", lambda *_: 0)


class StartFailed(Exception):
    """A server or a step did not come up; the text is for the person at the terminal."""


def spawn(argv: Sequence[str | Path], *, on_parent_death: int = signal.SIGKILL, **popen) -> subprocess.Popen:
    """Start argv in its own session; the kernel sends it `on_parent_death` when we die, however we die.

    Call from the main thread only: the kernel's "parent" is the thread, and it signals when that thread ends.
    """
    parent = os.getpid()

    def tie_to_parent() -> None:
        _prctl(PR_SET_PDEATHSIG, on_parent_death)
        if os.getppid() != parent:
            os._exit(1)  # the parent died before the line above

    return subprocess.Popen(
        [os.fspath(part) for part in argv],
        stdin=popen.pop("stdin", subprocess.DEVNULL),
        start_new_session=True,  # Ctrl-C at the terminal reaches only us; we stop the others in order
        preexec_fn=tie_to_parent,
        **popen,
    )


def die_with_parent(by: int) -> None:
    """Make the kernel send us `by` when the process that started us dies."""
    _prctl(PR_SET_PDEATHSIG, by)


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose parent died, so that `reap_orphans` can clear them away."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def reap_orphans() -> None:
    """Collect every child that has ended; only for the very end, it takes exit codes away from Popen objects."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def stop(*processes: subprocess.Popen, by: int = signal.SIGTERM, grace: float = 10) -> None:
    """Ask all processes to end, wait up to `grace` seconds together, then kill what is left of their groups."""
    for process in processes:
        process.send_signal(by)
    deadline = time.monotonic() + grace
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True)
class Server:
    """A running server: how to reach it, which signal ends it quickly and cleanly, and what it leaves behind."""

    name: str
    process: subprocess.Popen
    url: str
    stop_signal: int
    sockets: Path | None = None

    def stop(self) -> None:
        stop(self.process, by=self.stop_signal)
        if self.sockets:
            shutil.rmtree(self.sockets, ignore_errors=True)


def tail(log: Path, lines: int = 5) -> str:
    """The last lines of a log, for a message about a server that did not start."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
