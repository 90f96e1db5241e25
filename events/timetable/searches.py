"""The searches that run beside each other, each in a thread of its own: compiled code and CP-SAT let go of the interpreter's lock."""
import threading
from collections.abc import Callable

from .annealing import cycles
from .bound import weight_bound
from .goals import BREAKS
from .solving import Race

CORES = 2


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
    acts = [lambda number=number: annealing(race, seed + number) for number in range(CORES)]
    threads = [threading.Thread(target=guarded, args=(race, act), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    return threads


def guarded(race: Race, act: Callable[[], None]) -> None:
    """A search that fails ends the race; what was found stands."""
    try:
        act()
    except Exception as error:
        race.failure = error
        race.stopped.set()


def annealing(race: Race, seed: int) -> None:
    for plan in cycles(race.instance, race.goal, race.plan, seed=seed, remaining=race.remaining):
        race.offer(plan)
        if race.over:
            return
