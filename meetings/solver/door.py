"""The door to the solver: a child process, so that a crash or a lack of memory never takes the worker along."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
GRACE = 60  # seconds beyond the time asked for, until the child is ended


class Impossible(Exception):
    """The instance contradicts itself. Each conflict: kind, English text, and indices of people, meetings and slots."""

    def __init__(self, conflicts: list[dict[str, Any]]):
        self.conflicts = conflicts
        super().__init__("; ".join(one["text"] for one in conflicts))


class SolverStumbled(RuntimeError):
    """The child ended without a result; its last words."""


class Found(NamedTuple):
    """`plan`, others by name: {"slot": [...], "table": [...]} per meeting, 0-based, null where there is no place."""

    plan: dict[str, Any]
    variants: dict[str, dict[str, Any]]
    progress: dict[str, Any]


def search(
    instance: dict[str, Any], *, seconds: float, start: dict[str, Any] | None, keep: Callable[[dict, dict], bool]
) -> Found:
    """`keep(progress, plan)` is called about once a second;
    when it returns False the child is told to stop with what it has.
    """
    with tempfile.TemporaryFile("w+") as words:
        command = [sys.executable, "-m", "meetings.solver.process"]
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words, text=True
        )
        try:
            _say(child, {"instance": instance, "seconds": seconds, "start": start, "deadline": seconds + GRACE})
            last = _listen(child, keep)
        finally:
            child.kill()
            child.wait()
        words.seek(0)
        return _result(last, words.read()[-2000:])


def environment() -> dict[str, str]:
    """Compiled code is kept among the portal's data, where it can be written and outlives an upgrade of the source."""
    return {"NUMBA_CACHE_DIR": str(settings.PORTAL_DATA / "numba")} | os.environ


def _say(child: subprocess.Popen, data: dict) -> None:
    child.stdin.write(json.dumps(data) + "\n")
    child.stdin.flush()


def _listen(child: subprocess.Popen, keep: Callable[[dict, dict], bool]) -> dict:
    """The final line, or {} when there was none."""
    for line in child.stdout:
        said = json.loads(line)
        if "best" not in said:
            return said
        if not keep(said["progress"], said["best"]):
            _say(child, {"stop": True})
    return {}


def _result(last: dict, words: str) -> Found:
    if "conflicts" in last:
        raise Impossible(last["conflicts"])
    if "plan" not in last:
        raise SolverStumbled(words)
    return Found(last["plan"], last["variants"], last["progress"])
