"""A server of this test run that is stopped for a while: its connections stay open, its kernel goes on answering."""
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import pgplugin


@contextmanager
def frozen(name: str) -> Iterator[None]:
    """`name`: postgresql or valkey."""
    server = next((one for one in pgplugin.running if one.name == name), None)
    if server is None:
        pytest.skip(f"{name} was not started by this test run")
    family = _family(server.process.pid)
    try:
        for pid in family:
            _signal(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in reversed(family):
            _signal(pid, signal.SIGCONT)


def _family(root: int) -> list[int]:
    """The process and all that came from it: PostgreSQL's backends lead groups of their own."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(entry.parent.name))
    family = [root]
    for pid in family:
        family += parents.get(pid, [])
    return family


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    assert took <= seconds, f"{took:.1f} s instead of {seconds}"
