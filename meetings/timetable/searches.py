"""The searches that run beside each other, each in a thread of its own:
compiled code and CP-SAT let go of the interpreter's lock.
"""
import logging
import os
import sys
import threading
from collections.abc import Callable

import numpy as np

from .annealing import cycles
from .bound import bounds
from .choosing import Choice, proven_entries
from .goals import BREAKS, MOVED
from .instance import NONE
from .parts import parts
from .proving import asked, by_clauses, by_cores, watched
from .race import Fault, Race
from .repair import repaired
from .sharing import in_parts

logger = logging.getLogger(__name__)
# Meetings × slots: that CP-SAT is asked about before the annealing has done its part, or at all.
AT_ONCE, WHOLE = 400, 10_000
FIRST = 2.0  # seconds until annealing looks whether it has done the most important part; longer each time
NICE = 10  # of 19: about a tenth of a core that others want too
ALONE = 0.25  # share of the time in which the annealing has both cores, unless it reaches nothing


def all_of(race: Race, seed: int) -> None:
    """The searches that suit the goal, side by side, until each has ended."""
    race.phase = "search"
    acts: list[Callable[[Race, int], None]] = [by_cores, by_clauses, behind]
    if race.goal is not BREAKS:
        cut = parts(race.instance)
        acts = [annealing, choosing] if len(cut) == 1 else [partly(cut)]
    race.lanes = len(acts)
    if race.goal is BREAKS:
        race.bounded.set()
    else:
        acts.append(bounding)
    threads = [
        threading.Thread(target=guarded, args=(race, act, seed + place), daemon=True) for place, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def partly(cut: list[np.ndarray]) -> Callable[[Race, int], None]:
    """Its parts in processes; the whole in this one, where one of them fails."""
    def by_parts(race: Race, seed: int) -> None:
        if not in_parts(race, cut, seed) and not race.over:
            annealing(race, seed)

    return by_parts


def bounding(race: Race, _seed: int) -> None:
    """The weight bound; where meetings may be left out it is also the floor of the race."""
    try:
        race.limit(*bounds(race.instance))
    finally:
        race.bounded.set()


def guarded(race: Race, act: Callable[[Race, int], None], seed: int) -> None:
    """A search that fails leaves the race to the others; what was found stands."""
    try:
        act(race, seed)
    except Exception as error:
        logger.exception("a search for a timetable failed")
        if act is not bounding:
            race.failures.append(error)
        race.faults.append(Fault(act.__name__, type(error).__name__))


def behind(race: Race, seed: int) -> None:
    """Annealing until there is a plan that keeps all rules; then with what the exact searches leave of two cores."""
    begin = 0.0
    while not race.over and race.rank[:2] != (0, 0):
        begin += FIRST
        annealing(race, seed, until=race.elapsed() + begin)
    if sys.platform == "linux":  # where it is the priority of this thread alone
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
    annealing(race, seed)


def annealing(race: Race, seed: int, until: float = float("inf")) -> None:
    """Offers plans until the race is over or `until` seconds of it have passed."""
    def remaining() -> float:
        return min(race.remaining(), until - race.elapsed())

    for plan in cycles(race.instance, race.goal, race.plan, seed=seed, remaining=remaining):
        race.offer(plan)
        if race.over or remaining() <= 0:
            return


def choosing(race: Race, seed: int) -> None:
    """Where meetings may be left out: those that were, mended at once after a change;
    all of them where they are few enough.
    """
    while not race.bounded.wait(0.05) and not race.over:
        pass
    size = int(race.instance.domain.sum())
    if size > AT_ONCE and race.goal is not MOVED:
        annealing(race, seed, until=race.elapsed() + ALONE * race.remaining())
    if not race.over and race.rank[:race.weighty] > race.floor[:race.weighty]:
        race.offer(watched(race, lambda register: repaired(race.instance, race.plan, race.remaining(), register)))
    if not race.over and size <= WHOLE:
        proving(race, seed)
    annealing(race, seed)


def proving(race: Race, seed: int) -> None:
    """Tries to better one entry of the rank after the other with all meetings in one model."""
    instance, order = race.instance, race.goal.ordered(race.instance)
    race.phase = "polish"
    choice = Choice(instance, race.plan, np.flatnonzero(instance.fixed == NONE))

    def ask() -> bool | None:
        choice.hint(race.plan)
        return asked(race, choice.model, seed, found=lambda slots: race.offer(choice.joined(slots)))

    for known in proven_entries(choice, order, ask, lambda: race.rank):
        known_rank = race.rank[:known]
        # what was known of the later entries holds for these first ones alone
        rest = race.floor[known:] if race.floor[:known] == known_rank else (0,) * (len(race.rank) - known)
        race.claim(known_rank + rest)
