"""Which table each meeting has: people stay where they sit as far as that goes."""
import numpy as np

from .instance import NONE, Instance


def seat(instance: Instance, plan: np.ndarray, told: np.ndarray | None = None) -> np.ndarray:
    """M tables, -1 for a meeting that does not take place.
    `told` are tables of an earlier plan, kept where they can be.
    """
    table = np.full(instance.meetings, NONE, np.int32)
    load = np.bincount(
        np.concatenate([instance.a[plan != NONE], instance.b[plan != NONE]]), minlength=instance.participants
    )
    seats: dict[int, int] = {}
    for slot in range(instance.slots):
        here = np.flatnonzero(plan == slot)
        # The busier person of a pair keeps the table, and chooses before others do.
        hosts = {
            int(m): tuple(sorted((int(instance.a[m]), int(instance.b[m])), key=lambda p: (-load[p], p))) for m in here
        }
        taken: set[int] = set()
        for rank in (None, 0, 1):
            for meeting in sorted(hosts, key=lambda m: -load[hosts[m][0]]):
                if table[meeting] != NONE:
                    continue
                wish = (
                    (NONE if told is None else int(told[meeting])) if rank is None
                    else seats.get(hosts[meeting][rank], NONE)
                )
                if 0 <= wish < instance.tables and wish not in taken:
                    table[meeting] = wish
                    taken.add(wish)
        give_rest(instance, table, here, hosts, taken, seats)
    return table


def give_rest(instance: Instance, table: np.ndarray, here: np.ndarray,
              hosts: dict[int, tuple[int, ...]], taken: set[int],
              seats: dict[int, int]) -> None:
    """Tables for those without one: first such as nobody is used to."""
    used = set(seats.values())
    free = sorted(set(range(instance.tables)) - taken, key=lambda place: (place in used, place))
    for meeting in here.tolist():
        if table[meeting] == NONE:
            table[meeting] = free.pop(0)
        for person in hosts[meeting]:
            seats[person] = int(table[meeting])
