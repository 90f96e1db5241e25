"""The searches that run beside each other, each in a thread of its own:
compiled code and CP-SAT let go of the interpreter's lock.
"""
import logging
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from .annealing import cycles
from .bound import weight_bound
from .choosing import Choice, proven_entries
from .exact import Model, always_someone_without_break, answer, placing, rules_of, with_breaks
from .explaining import explain, unfair
from .goals import BREAKS, MOVED
from .instance import NONE
from .race import Race
from .repair import repaired

logger = logging.getLogger(__name__)
EXPLAINING = 20.0  # seconds at most to make a proven conflict small
# Meetings × slots: that CP-SAT is asked about before the annealing has done its part, or at all.
AT_ONCE, WHOLE = 400, 10_000
# share of the time left after that in which CP-SAT is asked for fewer breaks; then the second annealing goes on
POLISH = 0.5
ALONE = 0.25  # share of the time in which the annealing has both cores, unless it reaches nothing


def bound_of(race: Race) -> int:
    """The weight bound; where meetings may be left out it is also the floor of the race."""
    total = int(race.instance.weight.sum())
    if race.goal is BREAKS:
        return total
    bound = weight_bound(race.instance)
    race.floor = (total - bound, *race.floor[1:])
    return bound


def start(race: Race, seed: int) -> list[threading.Thread]:
    race.phase = "search"
    acts = (annealing, settling if race.goal is BREAKS else choosing)
    threads = [
        threading.Thread(target=guarded, args=(race, act, seed + place), daemon=True) for place, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    return threads


def guarded(race: Race, act: Callable[[Race, int], None], seed: int) -> None:
    """A search that fails leaves the race to the other one; what was found stands."""
    try:
        act(race, seed)
    except Exception as error:
        logger.exception("a search for a timetable failed")
        race.failures.append(error)


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
    size = int(race.instance.domain.sum())
    if size > AT_ONCE and race.goal is not MOVED:
        annealing(race, seed, until=race.elapsed() + ALONE * race.remaining())
    if not race.over and race.rank[0] > race.floor[0]:
        race.offer(watched(race, lambda register: repaired(race.instance, race.plan, race.remaining(), register)))
    if not race.over and size <= WHOLE:
        proving(race, seed)
    annealing(race, seed)


def proving(race: Race, seed: int) -> None:
    """Tries to better one entry of the rank after the other with all meetings in one model."""
    instance, order = race.instance, race.goal.order
    if order is None:
        raise ValueError(f"{race.goal.name} has no order of counts")
    race.phase = "polish"
    choice = Choice(instance, race.plan, np.flatnonzero(instance.fixed == NONE))

    def ask() -> bool | None:
        choice.hint(race.plan)
        return asked(race, choice.model, seed, found=lambda slots: race.offer(choice.joined(slots)))

    for known in proven_entries(choice, order, ask, lambda: race.rank):
        race.floor = race.rank[:known] + race.floor[known:]


def settling(race: Race, seed: int) -> None:
    """Where all must be placed: whether that is possible at all, and whether anything is better than the best plan."""
    if race.rank[:2] != (0, 0) and not possible(race, seed):
        return
    annealing(race, seed, until=race.elapsed() + ALONE * race.remaining())
    polishing(race, seed, until=race.elapsed() + POLISH * race.remaining())
    annealing(race, seed)


def polishing(race: Race, seed: int, until: float) -> None:
    """Asks for fewer breaks than the best plan has, again and again, or for the proof that there is no such plan."""
    while not race.over and race.elapsed() < until and race.rank[:2] == (0, 0):
        race.phase = "polish"
        best = race.rank[2]
        model = with_breaks(race.instance, best - 1)
        model.hint(race.plan)
        if asked(race, model, seed, seconds=until - race.elapsed()) is False and always_fair(race, best):
            race.floor = (0, 0, best)
    race.phase = "search"


def always_fair(race: Race, breaks: int) -> bool:
    """`with_breaks` allows two breaks each.
    More are fair only where nobody is without one, which takes as many breaks as people.
    """
    return breaks <= race.instance.participants or always_someone_without_break(race.instance)


def possible(race: Race, seed: int) -> bool:
    """False once it is proven that not all can be placed, or not fairly; the race then knows the conflict."""
    instance = race.instance
    if asked(race, placing(instance, rules_of(instance)), seed) is False:
        race.conflicts = (explain(instance, min(EXPLAINING, race.remaining())),)
        return False
    if race.over or race.rank[:2] == (0, 0) or asked(race, with_breaks(instance), seed) is not False:
        return True
    if always_someone_without_break(instance):
        race.conflicts = (unfair(instance),)
    return not race.conflicts


def asked(
    race: Race, model: Model, seed: int, *, found: Callable[[np.ndarray], None] | None = None,
    seconds: float | None = None,
) -> bool | None:
    taken, seconds = found or race.offer, seconds or race.remaining()
    return watched(race, lambda register: answer(model, seconds=seconds, seed=seed, found=taken, register=register))


def watched(race: Race, act: Callable[[Callable], Any]) -> Any:
    """What `act` finds with CP-SAT, which is stopped when the race is over."""
    done = threading.Event()

    def watch(solver) -> None:
        while not done.wait(0.1):
            if race.over:
                solver.stop_search()

    def register(solver) -> None:
        threading.Thread(target=watch, args=(solver,), daemon=True).start()

    try:
        return act(register)
    finally:
        done.set()
