"""`solve` in a child process: whatever crashes or eats the memory there, the caller lives on and its last plan stays.

The child reads one JSON line (the request), answers with a line per report and one with the solution, and stops when its input ends."""
import json
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from .conflict import Conflict
from .reading import read_instance
from .solution import Solution
from .solving import Progress, solve

MEGABYTES = 3000  # of addresses, of which the libraries reserve far more than they use


class SolverDied(RuntimeError):
    """The child ended without an answer: it crashed, ran out of memory or was killed."""


def solve_apart(data: Mapping[str, Any], *, progress: Progress | None = None, should_stop: Callable[[], bool] | None = None,
                megabytes: int = MEGABYTES, **options: Any) -> Solution:
    """`solve(read_instance(data), **options)` elsewhere. Raises `TimetableRefused` like reading does, and `SolverDied`."""
    read_instance(data)
    request = {"data": data, "megabytes": megabytes, "options": {key: plain(value) for key, value in options.items()}}
    command = [sys.executable, "-m", "events.timetable.apart"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        try:
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
            for line in child.stdout:
                answer = json.loads(line)
                if "solution" in answer:
                    return restored(answer["solution"])
                if progress:
                    progress(*answer["progress"])
                if should_stop and should_stop() and not child.stdin.closed:
                    child.stdin.close()
        except BrokenPipeError:
            pass
        finally:
            child.kill()
    raise SolverDied(f"the solver ended with code {child.returncode}")


def plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def restored(found: dict[str, Any]) -> Solution:
    arrays = {key: np.array(found.pop(key), np.int32) for key in ("slot", "table")}
    rows = [{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()} for row in found.pop("conflicts")]
    conflicts = tuple(Conflict(**row) for row in rows)
    return Solution(**arrays, **found, conflicts=conflicts)


def serve() -> None:
    request = json.loads(sys.stdin.readline())
    resource.setrlimit(resource.RLIMIT_AS, (request["megabytes"] << 20,) * 2)
    options, ended = request["options"], threading.Event()
    for key in ("start", "tables"):
        if options.get(key) is not None:
            options[key] = np.array(options[key], np.int32)
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()

    def told(*figures: Any) -> None:
        print(json.dumps({"progress": figures}), flush=True)

    solution = solve(read_instance(request["data"]), progress=told, should_stop=ended.is_set, **options)
    print(json.dumps({"solution": {key: plain(value) for key, value in asdict(solution).items()}}), flush=True)


if __name__ == "__main__":
    serve()
