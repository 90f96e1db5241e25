"""The search for a large forum in parts: processes search them side by side; what they find is joined and checked."""
import logging
import os
import sys
import threading

import numpy as np

from .children import said_by
from .parts import with_its_people
from .race import Fault, Race

logger = logging.getLogger(__name__)
COMMAND = [sys.executable, "-m", "meetings.timetable.worker"]
SECONDS_TO_JOIN = 2.0  # what the processes need to start and to hand over


class Shares:
    """Which process has which parts, what they found so far, and the plan joined from it."""

    def __init__(self, race: Race, parts: list[np.ndarray], workers: int) -> None:
        self.race, self.parts, self.plan = race, parts, race.plan.copy()
        self.bounds: dict[int, int] = {}
        self.lock, self.failed = threading.Lock(), threading.Event()
        self.loads: list[list[int]] = [[] for _ in range(min(workers, len(parts)))]
        for number in np.argsort([-len(part) for part in parts], kind="stable").tolist():
            min(self.loads, key=self.meetings_of).append(number)

    def meetings_of(self, load: list[int]) -> int:
        return sum(len(self.parts[number]) for number in load)

    def take(self, number: int, said: dict) -> None:
        """One process at a time; the race checks the whole before it counts."""
        members = self.parts[number]
        with self.lock:
            if "slot" in said:
                joined = self.plan.copy()
                joined[members] = said["slot"]
                self.race.offer(joined)
                self.plan = joined
            if "bound" in said:
                self.bounds[number] = said["bound"]
                if len(self.bounds) == len(self.parts):
                    self.race.limit(sum(self.bounds.values()))

    def work(self, load: list[int], seed: int) -> None:
        """One process, its parts one after the other, each with a share of the time by its size."""
        seconds = max(self.race.remaining() - SECONDS_TO_JOIN, 0.7 * self.race.remaining()) / self.meetings_of(load)
        asked = [
            (with_its_people(self.race.instance, part), self.race.goal.name, self.plan[part], seconds * len(part), seed)
            for part in (self.parts[number] for number in load)
        ]
        try:
            for said in said_by(self.race, COMMAND, asked, answered=lambda last: "finished" in last):
                if "part" in said:
                    self.take(load[said["part"]], said)
        except Exception as error:
            logger.exception("a part of a timetable failed")
            self.race.faults.append(Fault("in_parts", type(error).__name__))
            self.failed.set()


def in_parts(race: Race, parts: list[np.ndarray], seed: int) -> bool:
    """Whether all parts have been searched; where not, what they found stands."""
    shares = Shares(race, parts, os.cpu_count() or 1)
    threads = [
        threading.Thread(target=shares.work, args=(load, seed + place), daemon=True)
        for place, load in enumerate(shares.loads)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return not shares.failed.is_set()
