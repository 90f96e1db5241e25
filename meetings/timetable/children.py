"""Searches in processes of their own, which listen to nothing while they search: they end with the race."""
import json
import pickle
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from .race import Race

ROOT = Path(__file__).resolve().parents[2]


class LaneEnded(RuntimeError):
    """The process ended without an answer; its status and last words."""


class Pipes(NamedTuple):
    asking: BinaryIO
    answers: BinaryIO
    words: BinaryIO


@contextmanager
def ended_with(race: Race) -> Iterator[Callable[[Callable[[], object]], None]]:
    """A way to name what ends a search that listens to nobody, as soon as the race is over."""
    done = threading.Event()

    def wait(act: Callable[[], object]) -> None:
        while not done.wait(0.05):
            if race.over:
                act()

    try:
        yield lambda act: threading.Thread(target=wait, args=(act,), daemon=True).start()
    finally:
        done.set()


def said_by(
    race: Race, command: list[str], asked: Any, *, answered: Callable[[dict[str, Any]], bool]
) -> Iterator[dict[str, Any]]:
    """Line for line what the process says, until it or the race ends. `answered` knows the line it may end after."""
    with child(command) as (process, pipes), ended_with(race) as end:
        end(process.kill)
        with suppress(BrokenPipeError):  # it has ended: its status says why
            pipes.asking.write(pickle.dumps(asked))
            pipes.asking.flush()
        last: dict[str, Any] = {}
        for line in pipes.answers:
            last = json.loads(line)
            yield last
        if not race.over and not answered(last):
            raise LaneEnded(f"{process.wait()}: {pipes.words.read()[-500:].decode(errors='replace')}")


@contextmanager
def child(command: list[str]) -> Iterator[tuple[subprocess.Popen, Pipes]]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
    pipes = Pipes(process.stdin, process.stdout, process.stderr)  # type: ignore[arg-type] # all three were asked for
    try:
        yield process, pipes
    finally:
        process.kill()
        process.wait()
        for end in pipes:
            with suppress(BrokenPipeError):
                end.close()
